# Completion of TOOL for elvish.
use str
set edit:completion:arg-completer[TOOL] = {|@words|
    TOOL __complete elvish $@words 2>/dev/null | from-lines | each {|line|
        var parts = [(str:split "\t" $line)]
        if (== (count $parts) 2) {
            edit:complex-candidate $parts[0] &display=$parts[0]' ('$parts[1]')'
        } else {
            put $parts[0]
        }
    }
}
