//! The program as a user meets it: what goes where, and with which exit status.

mod common;

use std::io::Write as _;
use std::process::Stdio;

use common::{Run, command, run};

#[test]
fn exit_statuses() {
    assert_eq!(run(&["5"]).status, 0);
    assert_eq!(run(&["5", "0xDEADBEEF"]).status, 1);
    assert_eq!(run(&["0xC00000005"]).status, 1);
    assert_eq!(run(&["--json", "nosuchname"]).status, 1);
    assert_eq!(run(&["--nosuchoption"]).status, 2);
    assert_eq!(run(&["-n", "nosuchnamespace", "5"]).status, 2);
    assert_eq!(run(&["--help"]).status, 0);
    assert_eq!(run(&["--version"]).status, 0);
}

#[test]
fn a_miss_goes_to_standard_error_and_hits_are_still_printed() {
    let run = run(&["5", "nosuchname", "6"]);
    assert!(run.stdout.contains("ERROR_ACCESS_DENIED") && run.stdout.contains("ERROR_INVALID_HANDLE"));
    assert!(run.stderr.starts_with("errexplain: nosuchname: No code with this name is known."), "{}", run.stderr);
}

#[test]
fn refusals_say_what_is_wrong() {
    for (code, reason) in [
        ("", "the text is empty"),
        ("0xC00000005", "9 hex digits are too many"),
        ("0x", "no digits behind the hex prefix"),
        ("0x8OO70005", "letter O"),
        ("99999999999999999999", "does not fit in 64 bits"),
        ("5/7", "follows the digits"),
        ("nosuch:5", "There is no namespace `nosuch`"),
    ] {
        let run = run(&[code]);
        assert_eq!((run.stdout.as_str(), run.status), ("", 1), "{code}");
        assert!(run.stderr.to_lowercase().contains(&reason.to_lowercase()), "{code}: {}", run.stderr);
    }
}

#[test]
fn an_unknown_number_gets_what_its_bits_tell() {
    let run = run(&["0x80070000"]);
    assert_eq!(run.status, 0, "it carries ERROR_SUCCESS: {}", run.stderr);
    let run = common::run(&["0x887AFFF0"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("facility 2170 FACILITY_DXGI"), "{}", run.stderr);
}

#[test]
fn slips_in_names_are_answered_with_the_nearest() {
    for (slip, name) in [
        ("ERROR_ACESS_DENIED", "win32:ERROR_ACCESS_DENIED"),
        ("STATUS_DLL_NOTFOUNT", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("E_ACCESDENIED", "hresult:E_ACCESSDENIED"),
        ("ECONREFUSED", "errno:ECONNREFUSED"),
    ] {
        let run = run(&[slip]);
        let first = run.stderr.lines().skip_while(|line| *line != "Perhaps you meant:").nth(1).unwrap_or_default();
        assert!(first.trim_start().starts_with(name), "{slip}: {}", run.stderr);
    }
}

#[test]
fn negative_numbers_are_no_options() {
    for code in ["-5", "-1073741819", "-1,073,741,819", "-0x7FF8FFFB"] {
        let run = run(&[code, "--short"]);
        assert_eq!(run.status, 0, "{code}: {}", run.stderr);
    }
    assert_eq!(run(&["--short", "--", "-5"]).status, 0);
}

#[test]
fn codes_are_read_from_standard_input() {
    let lines = "1367\r\n\n0x80070005\n";
    // As shells of Windows pipe them, too.
    let utf16 = format!("\u{feff}{lines}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for input in [lines.as_bytes().to_vec(), utf16] {
        let run = with_input(&input);
        assert!(run.stdout.starts_with("win32:ERROR_INVALID_LOGON_TYPE - 1367"), "{}", run.stderr);
        assert!(run.stdout.contains("hresult:E_ACCESSDENIED"), "{}", run.stdout);
    }
}

fn with_input(input: &[u8]) -> Run {
    let mut child = command()
        .args(["--short", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    stdin.write_all(input).expect("standard input is read");
    drop(stdin);
    child.wait_with_output().expect("the program ends").into()
}

#[test]
fn sections_can_be_asked_for() {
    let run = run(&["1367", "--section", "meaning,sources"]);
    let headings: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(headings, ["ERROR_INVALID_LOGON_TYPE - 1367 (0x557)", "Meaning", "Sources"]);
}

#[test]
fn related_prints_symbol_decimal_hex_and_distinction() {
    let run = run(&["ERROR_INVALID_LOGON_TYPE", "--related"]);
    assert!(run.stdout.contains("win32:ERROR_LOGON_TYPE_NOT_GRANTED - 1385 (0x569)\n      "), "{}", run.stdout);
    assert!(!run.stdout.contains("Meaning"));
}

#[test]
fn an_article_shows_all_its_sections_and_no_empty_one() {
    let article = run(&["1367"]).stdout;
    for heading in ["Meaning", "Details", "Usage context", "Developer guidance", "Related errors", "FAQ", "Sources"] {
        assert!(article.contains(&format!("\n{heading}\n  ")), "{heading}");
    }
    let family = run(&["1364"]).stdout;
    assert!(family.contains("There is no article on this code alone."), "{family}");
    assert!(!family.contains("\n\n\n") && !article.contains("\n\n\n"));
}

#[test]
fn lines_fit_the_width() {
    for width in [40, 72, 100] {
        let run = run(&["--all", "--width", &width.to_string(), "0x80070005", "1367", "EAGAIN"]);
        for line in run.stdout.lines().filter(|line| !line.contains("https://") && line.contains(' ')) {
            // A word that is longer than the line stands alone on it.
            let words = line.split_whitespace().count();
            let title = line.contains(" - ");
            assert!(line.chars().count() <= width || words <= 2 || title, "{width}: {line}");
        }
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    assert!(!run(&["5"]).stdout.contains('\u{1b}'));
    assert!(run(&["--color", "always", "5"]).stdout.contains('\u{1b}'));
    assert!(!run(&["--color", "always", "--json", "5"]).stdout.contains('\u{1b}'));
    assert!(!run(&["--color", "always", "--format", "markdown", "5"]).stdout.contains('\u{1b}'));
    let forced = command().arg("5").env("CLICOLOR_FORCE", "1").output().expect("the program starts");
    assert!(Run::from(forced).stdout.contains('\u{1b}'));
    let refused = command().arg("5").env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").output().expect("it starts");
    assert!(!Run::from(refused).stdout.contains('\u{1b}'));
}

#[test]
fn lists_can_be_restricted_and_cut_to_columns() {
    let symbols = |arguments: &[&str]| {
        let run = run(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let listed = symbols(&["list", "win32", "--component", "raserror.h", "--columns", "code,symbol"]);
    assert_eq!(listed[0].split_whitespace().collect::<Vec<_>>(), ["code", "symbol"]);
    assert!(listed.iter().any(|line| line == "691   ERROR_AUTHENTICATION_FAILURE"), "{listed:?}");
    assert!(!listed.iter().any(|line| line.contains("ERROR_ACCESS_DENIED")));
    let by_number = symbols(&["list", "--facility", "0x7", "--tsv", "--columns", "symbol"]);
    assert_eq!(by_number, symbols(&["list", "--facility", "FACILITY_WIN32", "--tsv", "--columns", "symbol"]));
    assert!(by_number.iter().any(|symbol| symbol == "E_ACCESSDENIED"));
    let articles = symbols(&["list", "--with-article", "--family", "logon-and-accounts"]);
    assert!(articles.iter().any(|line| line.starts_with("win32:ERROR_INVALID_LOGON_TYPE - 1367 (0x557): ")));
    let families = symbols(&["list", "errno", "--families", "--tsv"]);
    assert_eq!(families[0], "namespace\tfamily\tcodes\ttitle");
    let counted: usize =
        families[1..].iter().map(|line| line.split('\t').nth(2).unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(counted, symbols(&["list", "errno"]).len());
    for unknown in
        [["--facility", "nosuch"], ["--component", "nosuch"], ["--family", "nosuch"], ["--severity", "nosuch"]]
    {
        let run = run(&["list", unknown[0], unknown[1]]);
        assert_eq!(run.status, 2, "{unknown:?}");
        assert!(run.stderr.contains("`nosuch`"), "{}", run.stderr);
    }
}

#[test]
fn options_may_stand_before_the_subcommand() {
    const PROGRAM: &str = env!("CARGO_BIN_EXE_errexplain");
    for (before, behind) in [
        (&["--json", "search", "busy"][..], &["search", "--json", "busy"][..]),
        (&["--json", "list", "lz"], &["list", "--json", "lz"]),
        (&["--color", "always", "list", "lz"], &["list", "--color", "always", "lz"]),
        (&["--limit", "2", "search", "busy"], &["search", "--limit", "2", "busy"]),
        (&["--json", "scan", "tests/example.log"], &["scan", "--json", "tests/example.log"]),
        (&["--status-only", "run", PROGRAM, "5"], &["run", "--status-only", PROGRAM, "5"]),
    ] {
        let (before, behind) = (run(before), run(behind));
        assert_eq!((&before.stdout, &before.stderr, before.status), (&behind.stdout, &behind.stderr, behind.status));
        assert!(behind.status < 2, "{}", behind.stderr);
    }
    // `help` has no options: what is said is not that the option were a subcommand.
    for arguments in [&["--json", "help"][..], &["--section", "help", "5"]] {
        let refused = run(arguments);
        assert!(!refused.stderr.contains("unrecognized subcommand"), "{arguments:?}: {}", refused.stderr);
        assert!((refused.stdout + &refused.stderr).contains("help") && refused.status > 0, "{arguments:?}");
    }
    // An option that the subcommand does not have is refused with the subcommand's usage.
    for arguments in [&["-n", "win32", "list"][..], &["--related", "list"], &["--nonsense", "list"]] {
        let refused = run(arguments);
        assert_eq!((refused.stdout.as_str(), refused.status), ("", 2));
        let program = format!("errexplain{}", std::env::consts::EXE_SUFFIX);
        assert!(refused.stderr.contains(&format!("Usage: {program} list")), "{}", refused.stderr);
    }
    // Behind `--`, and behind a code, it is a text like any other.
    for arguments in [&["--json", "--", "list"][..], &["--json", "5", "list"]] {
        assert!(run(arguments).stdout.contains("\"query\": \"list\""), "{arguments:?}");
    }
}

#[test]
fn a_minus_is_shown_as_it_was_typed() {
    let run = run(&["search", "--limit", "-1", "busy"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("'-1'") && !run.stderr.contains('\u{2212}'), "{}", run.stderr);
}

#[test]
fn the_command_line_beats_the_environment() {
    for arguments in [&["5"][..], &["search", "busy"], &["list", "lz"], &["scan", "--only", "tests/example.log"]] {
        let colored = |when: &str| -> bool {
            let mut command = command();
            command.args(arguments).args(["--color", when]).env("NO_COLOR", "1").env("TERM", "dumb");
            Run::from(command.output().expect("it starts")).stdout.contains('\u{1b}')
        };
        assert!(colored("always") && !colored("never"), "{arguments:?}");
    }
    let failed = command().args(["search", "-n", "nosuch", "--color", "always", "x"]).env("NO_COLOR", "1").output();
    assert!(Run::from(failed.expect("it starts")).stderr.contains('\u{1b}'));
}

#[test]
fn links_can_be_had_without_colour() {
    let page = run(&["1367", "--hyperlink", "always"]).stdout;
    assert!(page.contains("\u{1b}]8;;https://") && !page.contains("\u{1b}["), "{page:?}");
    assert!(!run(&["1367"]).stdout.contains('\u{1b}'));
}

#[test]
fn an_option_for_pages_is_not_lost_on_a_log() {
    for option in ["--related", "--all", "--namespace=errno", "--format=markdown", "--section=faq"] {
        let run = run(&[option]);
        assert_eq!(run.status, 2, "{option}");
        assert!(run.stderr.contains("needs a code"), "{option}: {}", run.stderr);
    }
}

#[test]
fn what_was_typed_is_not_sent_to_the_terminal_raw() {
    let run = run(&["\u{1b}[31mred"]);
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::fs::File;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn a_closed_pipe_is_quiet() {
        let mut child = command()
            .args(["list", "win32"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_device_is_an_error() {
        let full = File::options().write(true).open("/dev/full").expect("/dev/full");
        let output = command().arg("5").stdout(full).output().expect("the program starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr.starts_with("errexplain: cannot read or write:"), "{stderr}");
    }

    #[test]
    fn a_locale_without_utf_8_shows_readable_text() {
        let output = command().args(["--all", "5", "1367"]).env("LC_ALL", "C").output().expect("the program starts");
        assert!(output.stdout.is_ascii());
    }

    #[test]
    fn arguments_need_not_be_utf_8() {
        let output = command().arg(OsStr::from_bytes(b"\xff\xfe")).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[cfg(unix)]
#[test]
fn the_system_is_asked_for_its_own_message() {
    let expected = std::io::Error::from_raw_os_error(13).to_string().replace(" (os error 13)", "");
    let line = format!("This system says: {expected}");
    let page = |arguments: &[&str]| {
        let run: Run = command().args(arguments).env("LC_ALL", "C").output().expect("the program starts").into();
        run.stdout
    };
    assert!(page(&["errno:EACCES"]).contains(&line));
    assert!(!page(&["errno:EACCES", "--no-system-message"]).contains("This system says"));
    let json: serde_json::Value = serde_json::from_str(&page(&["--json", "errno:EACCES"])).expect("JSON");
    assert_eq!(json["results"][0]["matches"][0]["system_message"], expected.as_str());
    // A number of another platform is not asked for.
    assert!(!page(&["errno:EPROCLIM"]).contains("This system says"));
}

#[test]
fn lines_of_standard_input_are_a_query_each() {
    let output = with_input(b"exit\ncode\n137\n");
    assert!(!output.stdout.contains("SIGKILL"), "{}", output.stdout);
}

#[test]
fn words_of_one_text_need_no_quotes() {
    for (words, first) in [
        (&["exit", "code", "137"][..], "signal:SIGKILL"),
        (&["errno", "13"], "errno:EACCES"),
        (&["http", "404"], "http:HTTP_STATUS_NOT_FOUND"),
        (&["signal", "9"], "signal:SIGKILL"),
        (&["stop", "code", "0x7E"], "bugcheck:SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"),
    ] {
        let stdout = run(&[&["--short"], words].concat()).stdout;
        assert!(stdout.starts_with(first), "{words:?}: {stdout}");
    }
    let stdout = run(&["--short", "5", "bugcheck:0x7B", "econnrefused"]).stdout;
    for name in ["win32:ERROR_ACCESS_DENIED", "bugcheck:INACCESSIBLE_BOOT_DEVICE", "errno:ECONNREFUSED"] {
        assert!(stdout.contains(name), "codes stay codes: {stdout}");
    }
}
