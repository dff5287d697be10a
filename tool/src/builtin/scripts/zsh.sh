#compdef TOOL
# Completion of TOOL for zsh.
_IDENTIFIER() {
    local -a found
    found=("${(@f)$("${words[1]}" __complete zsh "${(@)words[1,CURRENT]}" 2>/dev/null)}")
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
    compdef _IDENTIFIER TOOL
fi
