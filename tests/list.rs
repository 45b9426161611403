//! `errexplain list`: how wide its lines are, and what is said of a filter that fits nothing.

mod common;
#[cfg(unix)]
mod terminal;

use common::run;

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

#[test]
fn lines_fit_the_width_that_was_asked_for() {
    for arguments in [
        &["list", "lz"][..],
        &["list"],
        &["list", "errno", "--families"],
        &["list", "errno", "--columns", "code,symbol,summary"],
        &["list", "lz", "--columns", "summary,symbol"],
        &["list", "http", "--columns", "aliases,symbol,family"],
        &["list", "lz", "--columns", "symbol,summary,code"],
        &["list", "lz", "--columns", "namespace,code,hex,symbol,component,family,article"],
    ] {
        let whole = run(arguments).stdout;
        for width in ["60", "80"] {
            let narrow = run(&[arguments, &["--width", width]].concat()).stdout;
            assert!(widest(&narrow) <= width.parse().expect("a number"), "{arguments:?} {width}:\n{narrow}");
            // Nothing is lost, and nothing stands at the end of a line that is not seen.
            let words = |text: &str| {
                let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
                words.sort();
                words
            };
            assert_eq!(words(&narrow), words(&whole));
            assert!(!narrow.lines().any(|line| line.ends_with(' ')), "{narrow}");
        }
    }
    assert!(widest(&run(&["list", "lz"]).stdout) > 100, "another program gets whole lines");
    let values = |width| run(&["list", "lz", "--tsv", "--width", width]).stdout;
    assert_eq!(values("40"), values("200"));
}

#[test]
fn a_table_stays_one_where_its_lines_fit() {
    let lines = |columns, width| run(&["list", "win32", "--columns", columns, "--width", width]).stdout;
    let table = lines("symbol,code", "80");
    let denied = table.lines().find(|line| line.starts_with("ERROR_ACCESS_DENIED "));
    assert!(denied.is_some_and(|line| line.ends_with("  5")), "{denied:?}");
    // What is wrapped leaves what stands behind it in its column.
    let table = run(&["list", "lz", "--columns", "summary,symbol", "--width", "60"]).stdout;
    let at = table.lines().next().and_then(|heading| heading.find("symbol")).expect("a heading");
    let names: Vec<&str> = table.lines().filter_map(|line| line.get(at..)).collect();
    assert!(names.len() > 5 && names[1..].iter().all(|name| name.starts_with("LZERROR_")), "{table}");
}

#[cfg(unix)]
#[test]
fn lines_fit_the_terminal() {
    for (variables, columns) in [(&[][..], 50), (&[("COLUMNS", "50")][..], 90)] {
        let session = terminal::Session::start_in(variables, &["list", "lz"], 60, columns);
        let (status, screen, _) = session.end();
        assert_eq!(status, 0);
        assert!(screen.contains("lz:LZERROR_BADVALUE - -7") && widest(&screen) <= 50, "{screen}");
        assert!(screen.lines().any(|line| line.starts_with("    ")), "{screen}");
    }
}

#[test]
fn names_are_highlighted_on_request() {
    for arguments in [&["list", "lz"][..], &["list", "lz", "--columns", "code,symbol"]] {
        assert!(!run(arguments).stdout.contains('\u{1b}'));
        let colored = run(&[arguments, &["--color", "always"]].concat()).stdout;
        assert!(colored.contains("\u{1b}[1mLZERROR_BADVALUE"), "{colored:?}");
        assert!(!run(&[arguments, &["--color", "never"]].concat()).stdout.contains('\u{1b}'));
    }
    assert!(!run(&["list", "lz", "--color", "always", "--tsv"]).stdout.contains('\u{1b}'));
}

#[test]
fn a_filter_that_fits_nothing_is_told_what_there_is() {
    for (arguments, told) in [
        (
            &["hresult", "--severity", "error"][..],
            "no code in hresult has the severity `error`; there are failure, success",
        ),
        (&["hresult", "--facility", "nosuch"], "FACILITY_WIN32"),
        (&["win32", "--facility", "7"], "codes of win32 have no facility; those of hresult, ntstatus have one"),
        (&["win32", "--component", "ntstatus.h"], "there is no component `ntstatus.h` in win32; there are "),
        (&["errno", "--component", "errno.h"], "no code names one"),
        (
            &["--component", "nosuch"],
            "no component `nosuch`; `errexplain list NAMESPACE --component nosuch` names those of a namespace\n",
        ),
        (
            &["lz", "--family", "access-control"],
            "there is no family `access-control` in lz; `errexplain list lz --families`",
        ),
    ] {
        for format in [&[][..], &["--json"]] {
            let run = run(&[&["list"], arguments, format].concat());
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
        }
    }
}
