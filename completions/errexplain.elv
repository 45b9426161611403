
use builtin;
use str;

set edit:completion:arg-completer[errexplain] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'errexplain'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'errexplain'= {
            cand --format 'What to print'
            cand --section 'Print these sections only'
            cand -n 'Look in these namespaces only'
            cand --namespace 'Look in these namespaces only'
            cand --color 'When to use colours'
            cand --hyperlink 'When to make addresses links'
            cand --width 'Lay pages out for this many columns'
            cand --json 'Print JSON; the same as --format json'
            cand -s 'Print one line a match'
            cand --short 'Print one line a match'
            cand --related 'Print the related codes only'
            cand -a 'Print every match in full, not the likeliest alone'
            cand --all 'Print every match in full, not the likeliest alone'
            cand --no-pager 'Do not use a pager'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand scan 'Find the codes in logs and say what they are, in place'
            cand list 'List the namespaces, or the codes of one or more of them'
            cand completions 'Print the completion script for a shell'
            cand man 'Print the man page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'errexplain;scan'= {
            cand --color 'When to use colours'
            cand --only 'Print the codes alone, a line each'
            cand --summary 'Print a table of the different codes, the most frequent first'
            cand --annotate 'Print the log with each code''s name and summary behind it'
            cand --json 'Print JSON Lines, one a code'
            cand -H 'Print the file''s name before each line; the default where there are several'
            cand --with-filename 'Print the file''s name before each line; the default where there are several'
            cand --no-filename 'Never print the file''s name'
            cand -n 'Print the line''s number before each line'
            cand --line-number 'Print the line''s number before each line'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'errexplain;list'= {
            cand --family 'Only codes of this family'
            cand --with-article 'Only codes that have an article of their own'
            cand --tsv 'Print tab-separated values with a heading line'
            cand --json 'Print JSON'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'errexplain;completions'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'errexplain;man'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'errexplain;help'= {
            cand scan 'Find the codes in logs and say what they are, in place'
            cand list 'List the namespaces, or the codes of one or more of them'
            cand completions 'Print the completion script for a shell'
            cand man 'Print the man page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'errexplain;help;scan'= {
        }
        &'errexplain;help;list'= {
        }
        &'errexplain;help;completions'= {
        }
        &'errexplain;help;man'= {
        }
        &'errexplain;help;help'= {
        }
    ]
    $completions[$command]
}
