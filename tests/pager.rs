//! The pager, on a terminal that a page does not fit.
#![cfg(unix)]

mod terminal;

use terminal::Session;

#[test]
fn a_pager_gets_the_colours_that_were_asked_for() {
    let variables = [("NO_COLOR", "1"), ("ERREXPLAIN_PAGER", "head -n 500")];
    for (when, colored) in [("always", true), ("auto", false)] {
        let session = Session::start_in(&variables, &["5", "--color", when], 5, 80);
        let (status, _, raw) = session.end();
        assert_eq!(status, 0);
        assert_eq!(String::from_utf8_lossy(&raw).contains("\u{1b}[1m"), colored, "{when}");
    }
}
