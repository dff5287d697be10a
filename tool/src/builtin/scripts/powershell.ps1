# Completion of TOOL for PowerShell.
Register-ArgumentCompleter -Native -CommandName 'TOOL' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    $found = @(& 'TOOL' __complete powershell @words "=$wordToComplete" 2>$null)
    if ($found.Count -eq 1 -and $found[0] -eq "`tfiles") {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
    } elseif ($found.Count -eq 0) {
        # Nothing at all would be taken for a wish to get names of files.
        ''
    } else {
        $found | ForEach-Object {
            $word, $about = $_ -split "`t", 2
            if (-not $about) { $about = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
        }
    }
}
