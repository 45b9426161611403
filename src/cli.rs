//! The command line: one definition that parses arguments and from which help, man page and completions are made.

use std::ffi::OsString;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use crate::list::Column;
use crate::render::Section;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Explains error codes, offline.
///
/// Give it a number in decimal or hex, a name, or several of them: Win32 error codes, HRESULTs, NTSTATUS values, Windows
/// stop codes, errno values and the codes that stand beside them in a log. A namespace may stand before a code:
/// bugcheck:0x7B. A text around a code may be pasted whole. Without a code, a log on standard input is scanned.
#[derive(Debug, Parser)]
#[command(name = "errexplain", version, styles = STYLES, max_term_width = 100, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Exit status: 0 every code was found, 1 one or more were not, 2 wrong usage or failed input or output."
)]
pub struct Cli {
    /// Explain codes.
    #[command(flatten)]
    pub explain: Explain,
    /// Do something else.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Other things to do than to explain codes.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find the codes in logs and say what they are, in place
    Scan(Scan),
    /// Find codes by words of their names, summaries and pages, or by a pasted message
    Search(Search),
    /// List the namespaces, or the families or codes of one or more of them
    List(List),
    /// Find a code on a terminal while typing, with its page beside it
    Browse {
        /// What to start with
        #[arg(value_name = "TEXT")]
        text: Vec<String>,
    },
    /// Run a command, and explain how it ended and which codes it printed
    Run {
        /// Explain the end alone, and leave the terminal to the command
        #[arg(long)]
        status_only: bool,
        /// The command and its arguments; `--` keeps its options from being taken for ours
        #[arg(trailing_var_arg = true, required = true, allow_hyphen_values = true, value_name = "COMMAND", value_hint = ValueHint::AnyPath)]
        command: Vec<OsString>,
    },
    /// Print the completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// How codes are explained.
#[derive(Debug, Default, Args)]
pub struct Explain {
    /// Numbers or names, each with a namespace before it or not; `-` reads them from standard input, one a line
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// Print JSON; the same as --format json
    #[arg(long, conflicts_with_all = ["format", "short"])]
    pub json: bool,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Print one line a match
    #[arg(short, long, conflicts_with_all = ["related", "section"])]
    pub short: bool,
    /// Print the related codes only
    #[arg(long, conflicts_with = "section")]
    pub related: bool,
    /// Print these sections only
    #[arg(long, value_enum, value_delimiter = ',', value_name = "NAME")]
    pub section: Vec<Section>,
    /// Print every match in full, not the likeliest alone
    #[arg(short, long)]
    pub all: bool,
    /// Look in these namespaces only
    #[arg(short, long, value_delimiter = ',', value_name = "NS")]
    pub namespace: Vec<String>,
    /// Do not ask the running system for its own message
    #[arg(long)]
    pub no_system_message: bool,
    /// How to write.
    #[command(flatten)]
    pub style: Style,
}

impl Cli {
    /// When the command that was called is to use colours.
    pub fn color(&self) -> ColorChoice {
        let when = match &self.command {
            None => self.explain.style.color,
            Some(Command::Scan(scan)) => scan.color,
            Some(Command::Search(search)) => search.color,
            Some(Command::List(list)) => list.color,
            Some(Command::Browse { .. } | Command::Run { .. } | Command::Completions { .. } | Command::Man) => {
                When::Auto
            }
        };
        when.color_choice()
    }
}

impl Explain {
    /// The scan of standard input that a call without a code stands for.
    ///
    /// # Errors
    /// The first option that has no meaning for a scan.
    pub fn as_scan(&self) -> Result<Scan, &'static str> {
        let pages_only = [
            ("--format markdown", self.format == Format::Markdown),
            ("--related", self.related),
            ("--section", !self.section.is_empty()),
            ("--all", self.all),
            ("--namespace", !self.namespace.is_empty()),
        ];
        if let Some((option, _)) = pages_only.into_iter().find(|(_, given)| *given) {
            return Err(option);
        }
        Ok(Scan {
            files: Vec::new(),
            only: self.short,
            summary: false,
            annotate: false,
            json: self.json || self.format == Format::Json,
            with_filename: false,
            no_filename: false,
            line_number: false,
            color: self.style.color,
        })
    }
}

/// How output is written.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Style {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
    /// When to make addresses links
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub hyperlink: When,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// Lay pages out for this many columns
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// How logs are scanned.
#[derive(Debug, Args)]
pub struct Scan {
    /// The logs; standard input where there is none, or for `-`
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<OsString>,
    /// Print the codes alone, a line each
    #[arg(long, conflicts_with_all = ["summary", "annotate"])]
    pub only: bool,
    /// Print a table of the different codes, the most frequent first
    #[arg(long, conflicts_with = "annotate")]
    pub summary: bool,
    /// Print the log with each code's name and summary behind it
    #[arg(long)]
    pub annotate: bool,
    /// Print JSON Lines, one a code
    #[arg(long, conflicts_with_all = ["only", "summary", "annotate"])]
    pub json: bool,
    /// Print the file's name before each line; the default where there are several
    #[arg(short = 'H', long, conflicts_with = "no_filename")]
    pub with_filename: bool,
    /// Never print the file's name
    #[arg(long)]
    pub no_filename: bool,
    /// Print the line's number before each line
    #[arg(short = 'n', long)]
    pub line_number: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
}

/// What to search for.
#[derive(Debug, Args)]
pub struct Search {
    /// Words, or a message; quoted or not
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,
    /// Search in these namespaces only
    #[arg(short, long, value_delimiter = ',', value_name = "NS")]
    pub namespace: Vec<String>,
    /// Print so many hits at most
    #[arg(long, value_name = "COUNT", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub limit: u16,
    /// Do not search the running system's own messages
    #[arg(long)]
    pub no_system_message: bool,
    /// Print one line a hit
    #[arg(short, long, conflicts_with = "json")]
    pub short: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// Lay hits out for this many columns
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// What to list.
#[derive(Debug, Args)]
pub struct List {
    /// The namespaces whose codes to list; without any, the namespaces themselves
    #[arg(value_name = "NS")]
    pub namespaces: Vec<String>,
    /// List the families and not their codes
    #[arg(long)]
    pub families: bool,
    /// Only codes of this family
    #[arg(long, value_name = "FAMILY")]
    pub family: Option<String>,
    /// Only codes of this facility: its number, or its name with or without FACILITY_
    #[arg(long, value_name = "FACILITY")]
    pub facility: Option<String>,
    /// Only codes of this header or component
    #[arg(long, value_name = "COMPONENT")]
    pub component: Option<String>,
    /// Only codes of this severity
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// Only codes that have an article of their own
    #[arg(long)]
    pub with_article: bool,
    /// Print these columns
    #[arg(long, value_enum, value_delimiter = ',', value_name = "COLUMN", conflicts_with_all = ["families", "json"])]
    pub columns: Vec<Column>,
    /// Print tab-separated values with a heading line
    #[arg(long, conflicts_with = "json")]
    pub tsv: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub color: When,
    /// Lay lines out for this many columns
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
}

/// What a page is printed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for a terminal
    #[default]
    Text,
    /// Markdown
    Markdown,
    /// JSON
    Json,
}

/// When to do something that suits a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal that can
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl When {
    /// The choice as the stream that strips colours takes it.
    pub fn color_choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// A shell that there is a completion script for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
    /// Elvish
    Elvish,
    /// Nushell
    #[value(alias = "nu")]
    Nushell,
}

/// The definition, for help, man page and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Reads the arguments, the program's name first.
///
/// # Errors
/// What clap says of arguments that are not of the command line, and its answer to `--help` and `--version`.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments = protect_negative(arguments);
    let explain = match arguments.iter().any(is_subcommand) {
        true => None,
        false => codes_alone(&arguments).or_else(|| explain_alone(&arguments)),
    };
    let mut cli = match explain {
        Some(explain) => Cli { explain, command: None },
        None => in_any_order(&arguments)?,
    };
    let searched = match &mut cli.command {
        Some(Command::Search(search)) => &mut search.text[..],
        _ => &mut [],
    };
    for code in cli.explain.codes.iter_mut().chain(searched) {
        if code.starts_with(PROTECTED_MINUS) {
            *code = code.replacen(PROTECTED_MINUS, "-", 1);
        }
    }
    if let Some(Command::Run { command, .. }) = &mut cli.command {
        for argument in command {
            if let Some(rest) = argument.to_str().and_then(|text| text.strip_prefix(PROTECTED_MINUS)) {
                *argument = format!("-{rest}").into();
            }
        }
    }
    Ok(cli)
}

/// What clap says of arguments, or its answer to `--help` and `--version`, in colours.
pub fn said(error: &clap::Error) -> String {
    error.render().ansi().to_string().replace(PROTECTED_MINUS, "-")
}

fn is_subcommand(argument: &OsString) -> bool {
    argument.to_str().is_some_and(|word| Command::has_subcommand(word) || word == "help")
}

/// What clap makes of arguments, where options may stand before the subcommand: `--json list` is `list --json`.
fn in_any_order(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    match Cli::try_parse_from(arguments) {
        Ok(cli) if !cli.explain.codes.first().is_some_and(|code| is_subcommand(&code.into())) => Ok(cli),
        Err(answer) if !answer.use_stderr() => Err(answer),
        parsed => subcommand_first(arguments).map_or(parsed, Cli::try_parse_from),
    }
}

/// The arguments with the subcommand before the options that stand before it; nothing where no option leads or no subcommand
/// follows. No code has the name of a subcommand, and no option takes one for its value. `help` has no options.
fn subcommand_first(arguments: &[OsString]) -> Option<Vec<OsString>> {
    arguments.get(1).filter(|first| first.as_encoded_bytes().starts_with(b"-"))?;
    let leads = |argument: &OsString| is_subcommand(argument) && argument != "help";
    let at = arguments.iter().take_while(|argument| *argument != "--").position(leads).filter(|&at| at > 0)?;
    let mut arguments = arguments.to_vec();
    arguments[1..=at].rotate_right(1);
    Some(arguments)
}

/// What clap makes of arguments that are codes and nothing else, without clap: to define all options and subcommands, and to
/// drop them again, takes a quarter of the instructions of a lookup that needs none of them.
fn codes_alone(arguments: &[OsString]) -> Option<Explain> {
    let code = |argument: &OsString| argument.to_str().filter(|text| !text.starts_with('-')).map(str::to_owned);
    let codes: Vec<String> = arguments.get(1..)?.iter().map(code).collect::<Option<_>>()?;
    (!codes.is_empty()).then(|| Explain { codes, ..Explain::default() })
}

/// What clap makes of codes and options, without the definitions of the subcommands; nothing where it has to say something,
/// which it does with them.
fn explain_alone(arguments: &[OsString]) -> Option<Explain> {
    let command = Explain::augment_args(clap::Command::new(env!("CARGO_PKG_NAME")));
    Explain::from_arg_matches(&command.try_get_matches_from(arguments).ok()?).ok()
}

/// Stands for the minus of a negative number while clap looks for options.
const PROTECTED_MINUS: char = '\u{2212}';

/// Keeps negative numbers from being taken for options. clap's own switch for this knows decimals only, not `-0x7FF8FFFB`
/// or `-1,073,741,819`.
fn protect_negative(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut plain = false;
    arguments
        .into_iter()
        .map(|argument| {
            plain |= argument == "--";
            match argument.to_str().and_then(|text| text.strip_prefix('-')) {
                Some(digits) if !plain && digits.starts_with(|first: char| first.is_ascii_digit()) => {
                    format!("{PROTECTED_MINUS}{digits}").into()
                }
                // A code that is not UTF-8 cannot be one that is known; what can be read of it is shown in the refusal.
                _ if argument.to_str().is_none() => argument.to_string_lossy().into_owned().into(),
                _ => argument,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_lead_where_the_whole_definition_leads() {
        let lines = [
            "",
            "1367",
            "5 0x5 E_FAIL",
            "-5",
            "-- -5 scan",
            "-",
            "--json 5",
            "5 --json --short",
            "--format markdown 5 -a",
            "-nwin32,ntstatus 5",
            "--section usage,faq 5",
            "--section nothing 5",
            "--width 7 5",
            "--width=80 --color=always --no-pager 5",
            "--help",
            "-V",
            "5 --no-such-option",
            "help",
            "help scan",
            "scan",
            "5 scan",
            "scan 5",
            "search access denied",
            "--json",
            "-s --related 5",
        ];
        for line in lines {
            let arguments = || ["errexplain"].into_iter().chain(line.split_ascii_whitespace()).map(OsString::from);
            let whole = Cli::try_parse_from(protect_negative(arguments()));
            let whole = format!("{whole:?}").replace(PROTECTED_MINUS, "-");
            assert_eq!(format!("{:?}", parse(arguments())).replace(PROTECTED_MINUS, "-"), whole, "{line}");
        }
    }
}
