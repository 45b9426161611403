
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'errexplain' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'errexplain'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'errexplain' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to print')
            [CompletionResult]::new('--section', '--section', [CompletionResultType]::ParameterName, 'Print these sections only')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Look in these namespaces only')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Look in these namespaces only')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--hyperlink', '--hyperlink', [CompletionResultType]::ParameterName, 'When to make addresses links')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Lay pages out for this many columns')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON; the same as --format json')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Print one line a match')
            [CompletionResult]::new('--short', '--short', [CompletionResultType]::ParameterName, 'Print one line a match')
            [CompletionResult]::new('--related', '--related', [CompletionResultType]::ParameterName, 'Print the related codes only')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Print every match in full, not the likeliest alone')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Print every match in full, not the likeliest alone')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Do not use a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find the codes in logs and say what they are, in place')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the namespaces, or the codes of one or more of them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'errexplain;scan' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Print the codes alone, a line each')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Print a table of the different codes, the most frequent first')
            [CompletionResult]::new('--annotate', '--annotate', [CompletionResultType]::ParameterName, 'Print the log with each code''s name and summary behind it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON Lines, one a code')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Print the file''s name before each line; the default where there are several')
            [CompletionResult]::new('--with-filename', '--with-filename', [CompletionResultType]::ParameterName, 'Print the file''s name before each line; the default where there are several')
            [CompletionResult]::new('--no-filename', '--no-filename', [CompletionResultType]::ParameterName, 'Never print the file''s name')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print the line''s number before each line')
            [CompletionResult]::new('--line-number', '--line-number', [CompletionResultType]::ParameterName, 'Print the line''s number before each line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'errexplain;list' {
            [CompletionResult]::new('--family', '--family', [CompletionResultType]::ParameterName, 'Only codes of this family')
            [CompletionResult]::new('--with-article', '--with-article', [CompletionResultType]::ParameterName, 'Only codes that have an article of their own')
            [CompletionResult]::new('--tsv', '--tsv', [CompletionResultType]::ParameterName, 'Print tab-separated values with a heading line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'errexplain;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'errexplain;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'errexplain;help' {
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find the codes in logs and say what they are, in place')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the namespaces, or the codes of one or more of them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'errexplain;help;scan' {
            break
        }
        'errexplain;help;list' {
            break
        }
        'errexplain;help;completions' {
            break
        }
        'errexplain;help;man' {
            break
        }
        'errexplain;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
