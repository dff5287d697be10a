# Completion of TOOL for bash.
_IDENTIFIER_complete() {
    local line start=${COMP_WORDS[COMP_CWORD]:0:1}
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
        # Values are data, and what is inserted is a command line. Within quotes readline does it.
        if [[ $line == *[!A-Za-z0-9_:=@%+,./-]* && $start != [\"\'] ]]; then
            printf -v line %q "$line"
        fi
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -F _IDENTIFIER_complete TOOL
