//! The man page and the completion scripts are generated from the definition of the command line and committed.
//! `ERREXPLAIN_BLESS=1 cargo test --test generated` writes them anew.

use std::env;
use std::fs;

use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};
use clap_complete_nushell::Nushell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use errexplain::{cli, complete};

/// Compares a committed file with what it should be, or writes it.
fn check(path: &str, expected: &str) {
    if env::var_os("ERREXPLAIN_BLESS").is_some() {
        fs::write(path, expected).expect("the file can be written");
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == expected,
        "{path} is stale: run `ERREXPLAIN_BLESS=1 cargo test --test generated` and commit what it writes"
    );
}

/// The script of a shell that calls the program back for each completion.
fn script(shell: &dyn EnvCompleter) -> String {
    let mut script = Vec::new();
    complete::write_script(shell, &mut script).expect("a script in memory");
    tidy(script)
}

/// Without spaces at the ends of lines, and without blank lines around it.
fn tidy(script: Vec<u8>) -> String {
    let text = String::from_utf8(script).expect("scripts are UTF-8");
    text.trim().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn completions() {
    check("completions/errexplain.bash", &script(&Bash));
    check("completions/_errexplain", &script(&Zsh));
    check("completions/errexplain.fish", &script(&Fish));
    check("completions/_errexplain.ps1", &script(&Powershell));
    check("completions/errexplain.elv", &script(&Elvish));
    // Nushell's scripts know options and subcommands, but no names.
    let mut nu = Vec::new();
    clap_complete::generate(Nushell, &mut cli::command(), "errexplain", &mut nu);
    check("completions/errexplain.nu", &tidy(nu));
}

/// What the definition of the command line does not say.
const SECTIONS: [(&str, &[(&str, &str)]); 3] = [
    (
        "EXIT STATUS",
        &[
            ("0", "Every code was found."),
            ("1", "One or more were not found, or cannot be codes; a search found nothing."),
            ("2", "Wrong usage, or input or output failed. A closed pipe is no failure."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            (
                "ERREXPLAIN_PAGER, PAGER",
                "The pager for pages that do not fit the terminal; less -FRX where neither is set, none on Windows. An empty value or cat stands for none.",
            ),
            ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM", "Whether there are colours, where --color is auto."),
        ],
    ),
    (
        "EXAMPLES",
        &[
            ("errexplain 1367", "Explain a Win32 error code."),
            ("errexplain 0x80070005 -1073741819", "Explain an HRESULT and the exit status of a crashed program."),
            ("errexplain bugcheck:0x7B", "Explain a stop code rather than the Win32 error code of the same number."),
            ("errexplain ERROR_INVALID_LOGON_TYPE --related", "Print the codes that are confused with one."),
            ("errexplain search trust relationship", "Find the codes that words or a message speak of."),
            ("errexplain --json 5 | jq .results[0].matches[0].symbol", "Take the answer apart in a script."),
        ],
    ),
];

/// The date of the newest release in CHANGELOG.md: the page must not change with the day of the build.
const RELEASED: &str = "2026-11-22";

#[test]
fn man_page() {
    let command = cli::command();
    let man = Man::new(command.clone()).date(RELEASED).section("1").manual("User Commands");
    let mut page = Vec::new();
    man.render_title(&mut page).expect("a page in memory");
    man.render_name_section(&mut page).expect("a page in memory");
    man.render_synopsis_section(&mut page).expect("a page in memory");
    man.render_description_section(&mut page).expect("a page in memory");
    man.render_options_section(&mut page).expect("a page in memory");
    let mut roff = Roff::new();
    roff.control("SH", ["SUBCOMMANDS"]);
    for subcommand in command.get_subcommands() {
        let mut usage = subcommand.clone().bin_name(format!("errexplain {}", subcommand.get_name()));
        let usage = usage.render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ")]);
        roff.text([roman(format!("{}.", subcommand.get_about().expect("subcommands say what they do")))]);
        for argument in subcommand.get_arguments() {
            let name = match (argument.get_long(), argument.get_value_names()) {
                (Some(long), _) if !argument.get_action().takes_values() => format!("--{long}"),
                (Some(long), Some(value)) => format!("--{long} {}", value[0]),
                (Some(long), None) => format!("--{long}"),
                (None, Some(value)) => value[0].to_string(),
                (None, None) => argument.get_id().to_string(),
            };
            let help = argument.get_help().expect("arguments say what they are").to_string();
            roff.control("TP", []).text([bold(name)]).text([roman(help)]);
        }
    }
    for (heading, entries) in SECTIONS {
        roff.control("SH", [heading]);
        for (term, text) in entries {
            roff.control("TP", []).text([bold(*term)]).text([roman(*text)]);
        }
    }
    page.extend_from_slice(roff.to_roff().as_bytes());
    let page = String::from_utf8(page).expect("the page is UTF-8");
    // Two line breaks and a blank line make one paragraph.
    let page = page.replace(".br\n\n.br\n", ".sp\n");
    check("man/errexplain.1", &page);
}
