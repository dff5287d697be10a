# Completion of TOOL for fish.
function __IDENTIFIER_complete
    set -l words (commandline -opc)
    # The quote that is still open is no part of the word.
    set -l current (string replace -r '^[\'"]' '' -- (commandline -ct))
    set -l found ($words[1] __complete fish $words $current 2>/dev/null)
    if test "$found[1]" = \tfiles
        __fish_complete_path (commandline -ct)
    else if test (count $found) -gt 0
        printf '%s\n' $found
    end
end
complete -c TOOL -f -a '(__IDENTIFIER_complete)'
