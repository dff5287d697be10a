# Completion of TOOL for fish.
function __IDENTIFIER_complete
    set -l words (commandline -opc)
    # The word without its quotes, of which one may still be open.
    set -l token (commandline -ct)
    set -l current (string unescape -- "$token"; or string unescape -- "$token\""; or string unescape -- "$token'")
    set -l found ($words[1] __complete fish $words "$current" 2>/dev/null)
    if test "$found[1]" = \tfiles
        __fish_complete_path (commandline -ct)
    else if test (count $found) -gt 0
        printf '%s\n' $found
    end
end
complete -c TOOL -f -a '(__IDENTIFIER_complete)'
