#compdef TOOL
# Completion of TOOL for zsh.
_IDENTIFIER() {
    local -a found
    # Words without their quotes; of the last one what stands before the cursor.
    found=("${(@f)$("${(Q)words[1]/#\~/$HOME}" __complete zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ "${found[1]}" == $'\tfiles' ]]; then
        compset -P '--*='
        _files
    elif [[ -n "${found[1]}" ]]; then
        _describe -t values TOOL found
    fi
}
if [[ "${funcstack[1]}" = "_IDENTIFIER" ]]; then
    _IDENTIFIER "$@"
else
    # Where nobody has set completion up yet.
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _IDENTIFIER TOOL
fi
