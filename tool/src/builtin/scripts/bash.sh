# Completion of TOOL for bash.
_IDENTIFIER_complete() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == $'\tfiles' ]]; then
            # Old versions have no options for one completion alone.
            if ! compopt -o bashdefault -o default 2>/dev/null; then
                while IFS= read -r line; do
                    COMPREPLY+=("$line")
                done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            fi
            return
        fi
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _IDENTIFIER_complete TOOL
