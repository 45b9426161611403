# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_errexplain_global_optspecs
    string join \n json format= s/short related section= a/all n/namespace= color= hyperlink= no-pager width= h/help V/version
end

function __fish_errexplain_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_errexplain_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_errexplain_using_subcommand
    set -l cmd (__fish_errexplain_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c errexplain -n "__fish_errexplain_needs_command" -l format -d 'What to print' -r -f -a "text\t'A page for a terminal'
markdown\t'Markdown'
json\t'JSON'"
complete -c errexplain -n "__fish_errexplain_needs_command" -l section -d 'Print these sections only' -r -f -a "meaning\t'What was refused, by whom'
details\t'The rule behind it'
usage-context\t'Where it is met'
developer-guidance\t'What to check, what to do'
related\t'Codes to tell it from'
faq\t'Questions people ask'
sources\t'Pages to check it against'"
complete -c errexplain -n "__fish_errexplain_needs_command" -s n -l namespace -d 'Look in these namespaces only' -r
complete -c errexplain -n "__fish_errexplain_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can'
always\t'Always'
never\t'Never'"
complete -c errexplain -n "__fish_errexplain_needs_command" -l hyperlink -d 'When to make addresses links' -r -f -a "auto\t'On a terminal that can'
always\t'Always'
never\t'Never'"
complete -c errexplain -n "__fish_errexplain_needs_command" -l width -d 'Lay pages out for this many columns' -r
complete -c errexplain -n "__fish_errexplain_needs_command" -l json -d 'Print JSON; the same as --format json'
complete -c errexplain -n "__fish_errexplain_needs_command" -s s -l short -d 'Print one line a match'
complete -c errexplain -n "__fish_errexplain_needs_command" -l related -d 'Print the related codes only'
complete -c errexplain -n "__fish_errexplain_needs_command" -s a -l all -d 'Print every match in full, not the likeliest alone'
complete -c errexplain -n "__fish_errexplain_needs_command" -l no-pager -d 'Do not use a pager'
complete -c errexplain -n "__fish_errexplain_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errexplain -n "__fish_errexplain_needs_command" -s V -l version -d 'Print version'
complete -c errexplain -n "__fish_errexplain_needs_command" -a "scan" -d 'Find the codes in logs and say what they are, in place'
complete -c errexplain -n "__fish_errexplain_needs_command" -a "list" -d 'List the namespaces, or the codes of one or more of them'
complete -c errexplain -n "__fish_errexplain_needs_command" -a "completions" -d 'Print the completion script for a shell'
complete -c errexplain -n "__fish_errexplain_needs_command" -a "man" -d 'Print the man page'
complete -c errexplain -n "__fish_errexplain_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can'
always\t'Always'
never\t'Never'"
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l only -d 'Print the codes alone, a line each'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l summary -d 'Print a table of the different codes, the most frequent first'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l annotate -d 'Print the log with each code\'s name and summary behind it'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l json -d 'Print JSON Lines, one a code'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -s H -l with-filename -d 'Print the file\'s name before each line; the default where there are several'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -l no-filename -d 'Never print the file\'s name'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -s n -l line-number -d 'Print the line\'s number before each line'
complete -c errexplain -n "__fish_errexplain_using_subcommand scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errexplain -n "__fish_errexplain_using_subcommand list" -l family -d 'Only codes of this family' -r
complete -c errexplain -n "__fish_errexplain_using_subcommand list" -l with-article -d 'Only codes that have an article of their own'
complete -c errexplain -n "__fish_errexplain_using_subcommand list" -l tsv -d 'Print tab-separated values with a heading line'
complete -c errexplain -n "__fish_errexplain_using_subcommand list" -l json -d 'Print JSON'
complete -c errexplain -n "__fish_errexplain_using_subcommand list" -s h -l help -d 'Print help'
complete -c errexplain -n "__fish_errexplain_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errexplain -n "__fish_errexplain_using_subcommand man" -s h -l help -d 'Print help'
complete -c errexplain -n "__fish_errexplain_using_subcommand help; and not __fish_seen_subcommand_from scan list completions man help" -f -a "scan" -d 'Find the codes in logs and say what they are, in place'
complete -c errexplain -n "__fish_errexplain_using_subcommand help; and not __fish_seen_subcommand_from scan list completions man help" -f -a "list" -d 'List the namespaces, or the codes of one or more of them'
complete -c errexplain -n "__fish_errexplain_using_subcommand help; and not __fish_seen_subcommand_from scan list completions man help" -f -a "completions" -d 'Print the completion script for a shell'
complete -c errexplain -n "__fish_errexplain_using_subcommand help; and not __fish_seen_subcommand_from scan list completions man help" -f -a "man" -d 'Print the man page'
complete -c errexplain -n "__fish_errexplain_using_subcommand help; and not __fish_seen_subcommand_from scan list completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
