# Completion of TOOL for elvish.
use str
set edit:completion:arg-completer[TOOL] = {|@words|
    for line [(TOOL __complete elvish $@words 2>/dev/null | from-lines)] {
        if (eq $line "\tfiles") {
            edit:complete-filename $@words
        } else {
            var word about = (str:split &max=2 "\t" $line"\t")
            var display = $word
            if (not-eq $about '') {
                set display = $word' ('(str:trim-right $about "\t")')'
            }
            edit:complex-candidate $word &code-suffix=' ' &display=$display
        }
    }
}
