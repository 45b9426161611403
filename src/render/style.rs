//! The colours of a page. Text is always styled; [`crate::output`] strips styles where they are not wanted.

use std::fmt::Write as _;
use std::sync::LazyLock;

use anstyle::{AnsiColor, Style};

/// A code's name at the top of its page.
pub const TITLE: Style = AnsiColor::Green.on_default().bold();
/// The heading of a section.
pub const HEADING: Style = AnsiColor::Yellow.on_default().bold();
/// Names, calls, commands and paths in prose.
pub const CODE: Style = AnsiColor::Cyan.on_default();
/// What starts and ends [`CODE`].
pub static CODE_SEQUENCES: LazyLock<[String; 2]> =
    LazyLock::new(|| [CODE.render().to_string(), CODE.render_reset().to_string()]);
/// A name in a list.
pub const SYMBOL: Style = Style::new().bold();
/// A word that was searched for.
pub const MATCH: Style = AnsiColor::Red.on_default().bold();
/// What is beside the point.
pub const QUIET: Style = Style::new().dimmed();
/// What went wrong.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Text in a style.
pub fn paint(style: Style, text: &str) -> String {
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
