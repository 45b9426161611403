//! The colours of a page. Text is styled unless [`unstyled`] says otherwise; [`crate::output`] strips styles where they are not
//! wanted.

use std::cell::Cell;
use std::fmt::Write as _;
use std::sync::LazyLock;

use anstyle::{AnsiColor, Style};

/// A code's name at the top of its page.
pub const TITLE: Style = AnsiColor::Green.on_default().bold();
/// The heading of a section.
pub const HEADING: Style = AnsiColor::Yellow.on_default().bold();
/// Names, calls, commands and paths in prose.
pub const CODE: Style = AnsiColor::Cyan.on_default();
/// A name in a list.
pub const SYMBOL: Style = Style::new().bold();
/// A word that was searched for.
pub const MATCH: Style = AnsiColor::Red.on_default().bold();
/// What is beside the point.
pub const QUIET: Style = Style::new().dimmed();
/// What went wrong.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();

thread_local! {
    /// Whether [`paint`] leaves text as it is.
    static PLAIN: Cell<bool> = const { Cell::new(false) };
}

/// Renders something without styles: to write them only to strip them again takes a tenth of the time of a page.
pub fn unstyled<T>(render: impl FnOnce() -> T) -> T {
    let before = PLAIN.replace(true);
    let rendered = render();
    PLAIN.set(before);
    rendered
}

/// What starts and ends [`CODE`], where text is styled.
pub fn code_sequences() -> [&'static str; 2] {
    static SEQUENCES: LazyLock<[String; 2]> =
        LazyLock::new(|| [CODE.render().to_string(), CODE.render_reset().to_string()]);
    if PLAIN.get() {
        return [""; 2];
    }
    SEQUENCES.each_ref().map(String::as_str)
}

/// Text in a style.
pub fn paint(style: Style, text: &str) -> String {
    if PLAIN.get() {
        return text.to_owned();
    }
    // Neither grown nor formatted: a page has a hundred of these.
    let mut painted = String::with_capacity(text.len() + SEQUENCES);
    let _ = write!(painted, "{style}");
    painted.push_str(text);
    let _ = write!(painted, "{style:#}");
    painted
}

/// Bytes of the sequences around a painted text.
const SEQUENCES: usize = 16;

/// An address that terminals which know OSC 8 make a link.
pub fn link(address: &str) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{address}\u{1b}]8;;\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rendered_unstyled_is_what_is_left_of_the_styled() {
        let render = || [paint(TITLE, "a"), code_sequences().concat(), paint(QUIET, "b")].concat();
        assert_eq!(unstyled(render), anstream::adapter::strip_str(&render()).to_string());
        assert_ne!(unstyled(render), render());
    }
}
