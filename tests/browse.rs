//! Browsing, as somebody at a terminal sees it.
#![cfg(unix)]

mod common;
mod terminal;

use common::run;
use terminal::Session;

#[test]
fn without_a_terminal_it_says_so() {
    let run = run(&["browse"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("browse needs a terminal"), "{}", run.stderr);
}

const DOWN: &str = "\x1b[B";
const ESCAPE: &str = "\x1b";
const CONTROL_U: &str = "\x15";
const CONTROL_Y: &str = "\x19";
const PAGE_DOWN: &str = "\x1b[6~";

#[test]
fn a_code_is_found_while_typing_and_its_page_stays() {
    let mut session = Session::start(&["browse"], 40, 120);
    session.wait_for("the prompt", |screen| screen.starts_with("> "));
    session.press("sharing viol");
    session.wait_for("the code and its page", |screen| {
        screen.contains("> win32:ERROR_SHARING_VIOLATION") && screen.contains("ERROR_SHARING_VIOLATION - 32 (0x20)")
    });
    session.press(CONTROL_U);
    session.press("0x80070005");
    session.wait_for("the HRESULT", |screen| screen.contains("> hresult:E_ACCESSDENIED"));
    session.press(DOWN);
    session.wait_for("the Win32 code that it carries", |screen| screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press("\r");
    let (status, _, raw) = session.end();
    assert_eq!(status, 0);
    let raw = String::from_utf8_lossy(&raw);
    let (_, left) = raw.rsplit_once("\x1b[?1049l").expect("the screen is given back");
    assert!(left.contains("ERROR_ACCESS_DENIED") && left.contains("Related errors"), "{left}");
}

#[test]
fn the_page_scrolls_and_the_name_is_copied() {
    let mut session = Session::start(&["browse", "error_access_denied"], 24, 80);
    session.wait_for("the page below the codes", |screen| screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press(PAGE_DOWN);
    session.wait_for("the page to scroll", |screen| !screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press(CONTROL_Y);
    session.wait_for("what was copied", |screen| screen.contains("copied ERROR_ACCESS_DENIED"));
    session.press(ESCAPE);
    let (status, _, raw) = session.end();
    assert_eq!(status, 0);
    // The name in base 64, as a terminal takes it for its clipboard.
    let raw = String::from_utf8_lossy(&raw);
    assert!(raw.contains("\x1b]52;c;RVJST1JfQUNDRVNTX0RFTklFRA=="), "no copy in the output");
    assert!(raw.contains("\x1b[?1049l"), "the screen is given back");
}

#[test]
fn what_fits_nothing_says_so() {
    let mut session = Session::start(&["browse"], 24, 100);
    session.press("zzzz no such code");
    session.wait_for("that nothing fits", |screen| screen.contains("No code fits.") && screen.contains("0/"));
    session.press("\x03");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_namespace_before_a_number_is_read_as_one() {
    let mut session = Session::start(&["browse", "win32:5"], 24, 100);
    session.wait_for("the code", |screen| screen.contains("> win32:ERROR_ACCESS_DENIED 5 The object"));
    session.press(ESCAPE);
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_narrow_terminal_will_do() {
    for (columns, leave) in [(40, "^Y copy  Esc leave"), (60, "scroll  Esc leave")] {
        let mut session = Session::start(&["browse", "e_fail"], 24, columns);
        session.wait_for("the code", |screen| {
            let row = screen.lines().nth(1).unwrap_or_default();
            row.starts_with("> hresult:E_FAIL 0x80004005 ") && row.ends_with('\u{2026}')
        });
        session.wait_for("the page and the keys", |screen| {
            screen.contains("E_FAIL - 0x80004005") && screen.trim_end().ends_with(leave)
        });
        session.press(ESCAPE);
        assert_eq!(session.end().0, 0);
    }
}

#[test]
fn of_two_rows_one_is_for_the_keys() {
    let mut session = Session::start(&["browse", "e_fail"], 2, 40);
    session.wait_for("the line and the keys", |screen| {
        screen.starts_with("> e_fail") && screen.trim_end().ends_with("Esc leave")
    });
    session.press(ESCAPE);
    assert_eq!(session.end().0, 0);
}

#[test]
fn the_end_of_a_long_line_is_seen() {
    let mut session = Session::start(&["browse", "words that are too many for so narrow a terminal"], 24, 40);
    session.wait_for("the end of the line", |screen| {
        // The counts do not cover it.
        screen.lines().next().is_some_and(|line| line.trim_end().ends_with("for so narrow a terminal"))
    });
    session.press(ESCAPE);
    assert_eq!(session.end().0, 0);
}

#[test]
fn what_is_pasted_is_typed_and_its_line_break_is_no_key() {
    let mut session = Session::start(&["browse"], 24, 100);
    session.wait_for("the prompt", |screen| screen.starts_with("> "));
    session.press("\x1b[200~sharing viol\n\x1b[201~");
    session.wait_for("the code", |screen| screen.contains("> win32:ERROR_SHARING_VIOLATION"));
    session.press(ESCAPE);
    let (status, _, raw) = session.end();
    assert_eq!(status, 0);
    let raw = String::from_utf8_lossy(&raw);
    let (asked, given_back) = (raw.find("\x1b[?2004h"), raw.find("\x1b[?2004l"));
    assert!(asked.is_some() && asked < given_back, "the terminal tells what is pasted, and stops to");
}

#[test]
fn what_it_starts_with_does_nothing_to_the_terminal() {
    let mut session = Session::start(&["browse", "\x1b[31mbusy\r\n"], 24, 100);
    session.wait_for("the rest of it", |screen| screen.starts_with("> [31mbusy "));
    session.press(ESCAPE);
    assert!(!String::from_utf8_lossy(&session.end().2).contains("\x1b[31m"));
}

#[test]
fn colours_are_left_out_where_they_are_not_wanted() {
    for (value, colored) in [("", true), ("1", false)] {
        let mut session = Session::start_in(&[("NO_COLOR", value)], &["browse", "e_fail"], 24, 120);
        session.wait_for("the code and its page", |screen| {
            screen.contains("> hresult:E_FAIL") && screen.contains("E_FAIL - 0x80004005")
        });
        session.press(ESCAPE);
        let (_, _, raw) = session.end();
        assert_eq!(String::from_utf8_lossy(&raw).contains("\x1b[32m"), colored, "NO_COLOR={value}");
    }
}
