module completions {

  def "nu-complete errexplain format" [] {
    [ "text" "markdown" "json" ]
  }

  def "nu-complete errexplain section" [] {
    [ "meaning" "details" "usage-context" "developer-guidance" "related" "faq" "sources" ]
  }

  def "nu-complete errexplain color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete errexplain hyperlink" [] {
    [ "auto" "always" "never" ]
  }

  # Explains error codes, offline
  export extern errexplain [
    --json                    # Print JSON; the same as --format json
    --format: string@"nu-complete errexplain format" # What to print
    --short(-s)               # Print one line a match
    --related                 # Print the related codes only
    --section: string@"nu-complete errexplain section" # Print these sections only
    --all(-a)                 # Print every match in full, not the likeliest alone
    --namespace(-n): string   # Look in these namespaces only
    --no-system-message       # Do not ask the running system for its own message
    --color: string@"nu-complete errexplain color" # When to use colours
    --hyperlink: string@"nu-complete errexplain hyperlink" # When to make addresses links
    --no-pager                # Do not use a pager
    --width: string           # Lay pages out for this many columns
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...codes: string          # Numbers or names, each with a namespace before it or not; `-` reads them from standard input, one a line
  ]

  def "nu-complete errexplain scan color" [] {
    [ "auto" "always" "never" ]
  }

  # Find the codes in logs and say what they are, in place
  export extern "errexplain scan" [
    --only                    # Print the codes alone, a line each
    --summary                 # Print a table of the different codes, the most frequent first
    --annotate                # Print the log with each code's name and summary behind it
    --json                    # Print JSON Lines, one a code
    --with-filename(-H)       # Print the file's name before each line; the default where there are several
    --no-filename             # Never print the file's name
    --line-number(-n)         # Print the line's number before each line
    --color: string@"nu-complete errexplain scan color" # When to use colours
    --help(-h)                # Print help (see more with '--help')
    ...files: path            # The logs; standard input where there is none, or for `-`
  ]

  def "nu-complete errexplain search color" [] {
    [ "auto" "always" "never" ]
  }

  # Find codes by words of their names, summaries and pages, or by a pasted message
  export extern "errexplain search" [
    --namespace(-n): string   # Search in these namespaces only
    --limit: string           # Print so many hits at most
    --no-system-message       # Do not search the running system's own messages
    --short(-s)               # Print one line a hit
    --json                    # Print JSON
    --color: string@"nu-complete errexplain search color" # When to use colours
    --no-pager                # Do not use a pager
    --width: string           # Lay hits out for this many columns
    --help(-h)                # Print help (see more with '--help')
    ...text: string           # Words, or a message; quoted or not
  ]

  def "nu-complete errexplain list columns" [] {
    [ "namespace" "code" "hex" "symbol" "aliases" "component" "family" "facility" "severity" "article" "summary" ]
  }

  def "nu-complete errexplain list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the namespaces, or the families or codes of one or more of them
  export extern "errexplain list" [
    --families                # List the families and not their codes
    --family: string          # Only codes of this family
    --facility: string        # Only codes of this facility: its number, or its name with or without FACILITY_
    --component: string       # Only codes of this header or component
    --severity: string        # Only codes of this severity
    --with-article            # Only codes that have an article of their own
    --columns: string@"nu-complete errexplain list columns" # Print these columns
    --tsv                     # Print tab-separated values with a heading line
    --json                    # Print JSON
    --color: string@"nu-complete errexplain list color" # When to use colours
    --width: string           # Lay lines out for this many columns
    --help(-h)                # Print help (see more with '--help')
    ...namespaces: string     # The namespaces whose codes to list; without any, the namespaces themselves
  ]

  # Find a code on a terminal while typing, with its page beside it
  export extern "errexplain browse" [
    --help(-h)                # Print help
    ...text: string           # What to start with
  ]

  # Run a command, and explain how it ended and which codes it printed
  export extern "errexplain run" [
    --status-only             # Explain the end alone, and leave the terminal to the command
    --help(-h)                # Print help
    ...command: path          # The command and its arguments; `--` keeps its options from being taken for ours
  ]

  def "nu-complete errexplain completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  # Print the completion script for a shell
  export extern "errexplain completions" [
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete errexplain completions shell" # The shell
  ]

  # Print the man page
  export extern "errexplain man" [
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "errexplain help" [
  ]

  # Find the codes in logs and say what they are, in place
  export extern "errexplain help scan" [
  ]

  # Find codes by words of their names, summaries and pages, or by a pasted message
  export extern "errexplain help search" [
  ]

  # List the namespaces, or the families or codes of one or more of them
  export extern "errexplain help list" [
  ]

  # Find a code on a terminal while typing, with its page beside it
  export extern "errexplain help browse" [
  ]

  # Run a command, and explain how it ended and which codes it printed
  export extern "errexplain help run" [
  ]

  # Print the completion script for a shell
  export extern "errexplain help completions" [
  ]

  # Print the man page
  export extern "errexplain help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "errexplain help help" [
  ]

}

export use completions *
