//! Where output goes, and what becomes of it when it cannot go there.
//!
//! This is the one place that decides on colour: what is styled and not wanted so is stripped here.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::pager;
use crate::render::style::unstyled;

/// Columns of a page that is not written to a terminal, and at most of one that is: longer lines are hard to read.
pub const WIDTH: usize = 100;
/// Columns below which a page is not narrowed further.
const NARROWEST: usize = 40;

/// How output is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// Whether styles are kept.
    pub color: ColorChoice,
    /// Whether links are kept where styles are not.
    pub links: bool,
    /// Whether a page that does not fit the terminal goes through the pager.
    pub page: bool,
}

impl Output {
    /// Renders something for standard output.
    pub fn rendered<T>(&self, render: impl FnOnce() -> T) -> T {
        if is_colored(self.color) { render() } else { unstyled(render) }
    }

    /// Writes a page to standard output, through the pager where that was allowed and the page needs it.
    ///
    /// # Errors
    /// Where it cannot be written. A closed pipe is an error here; [`is_closed_pipe`] tells it from others.
    pub fn page(&self, text: &str) -> io::Result<()> {
        if self.page && pager::is_needed(text) {
            let plain = if is_colored(self.color) { text.to_owned() } else { self.strip(text) };
            if pager::show(&plain)? {
                return Ok(());
            }
        }
        self.stdout(text)
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn stdout(&self, text: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        if AutoStream::new(&mut stdout, self.color).current_choice() == ColorChoice::Never {
            stdout.write_all(self.strip(text).as_bytes())?;
            return stdout.flush();
        }
        let mut stream = AutoStream::new(stdout, self.color);
        stream.write_all(text.as_bytes())?;
        stream.flush()
    }

    /// A text without styles, and without links unless they are kept.
    fn strip(&self, text: &str) -> String {
        const LINK: &str = "]8;;";
        const END: &str = "\u{1b}\\";
        let mut stripped = String::with_capacity(text.len());
        let mut rest = text;
        // anstream looks at each byte. What is plain is most of a page and is passed over at once, as are our own sequences.
        while let Some(escape) = rest.find('\u{1b}') {
            stripped.push_str(&rest[..escape]);
            let sequence = &rest[escape + 1..];
            if let Some(behind) = behind_style(sequence) {
                rest = behind;
            } else if let Some((address, behind)) = sequence.strip_prefix(LINK).and_then(|link| link.split_once(END)) {
                if self.links {
                    stripped.extend(["\u{1b}", LINK, address, END]);
                }
                rest = behind;
            } else {
                stripped.extend(anstream::adapter::strip_str(&rest[escape..]));
                return stripped;
            }
        }
        stripped + rest
    }

    /// Standard output for what is never coloured nor paged.
    pub fn raw(&self) -> impl Write {
        BufWriter::new(io::stdout().lock())
    }

    /// Writes to standard error. There is nowhere to say that this failed.
    pub fn stderr(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        let _ = stream.write_all(text.as_bytes());
    }
}

/// What stands behind a style, whose sequence is given without the escape that starts it.
fn behind_style(sequence: &str) -> Option<&str> {
    let parameters = sequence.strip_prefix('[')?;
    let end = parameters.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    parameters[end..].strip_prefix('m')
}

/// Whether an error says that nobody reads the output any more, which is no failure of ours.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Whether what is written to standard output keeps its styles: as asked, else as the stream and the environment have it.
pub fn is_colored(asked: ColorChoice) -> bool {
    match asked {
        ColorChoice::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        choice => choice != ColorChoice::Never,
    }
}

/// The columns to lay a page out for: as asked, else as [`columns`] has it.
pub fn width(asked: Option<u16>) -> usize {
    asked.map_or_else(|| columns(&io::stdout()), |width| usize::from(width).max(1))
}

/// The columns to lay out for what is written to a stream: the terminal's up to [`WIDTH`], [`WIDTH`] where it is none.
pub fn columns(stream: &impl IsTerminal) -> usize {
    terminal(stream).map_or(WIDTH, |columns| columns.min(WIDTH))
}

/// The columns to fit the lines of a list into: as asked, else the terminal's; nothing where lines are to stay whole, since
/// another program reads them.
pub fn line_width(asked: Option<u16>) -> Option<usize> {
    asked.map(usize::from).or_else(|| terminal(&io::stdout()))
}

/// The columns of the terminal that a stream is, as `COLUMNS` or else the terminal itself has it.
fn terminal(stream: &impl IsTerminal) -> Option<usize> {
    if !stream.is_terminal() {
        return None;
    }
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = told.or_else(|| terminal_size::terminal_size().map(|size| usize::from(size.0.0)));
    columns.map(|columns| columns.max(NARROWEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{CODE, link, paint};

    #[test]
    fn styles_are_stripped_and_links_as_asked() {
        let text = format!("a {} b {} c", paint(CODE, "`net use`"), link("https://example.org/"));
        let output = |links| Output { color: ColorChoice::Never, links, page: false };
        assert_eq!(output(false).strip(&text), "a `net use` b https://example.org/ c");
        assert_eq!(output(true).strip(&text), format!("a `net use` b {} c", link("https://example.org/")));
        assert_eq!(
            output(true).strip(&format!("\u{1b}[2Ja\u{1b}(B{text}\u{1b}[")),
            format!("a{}", output(false).strip(&text))
        );
    }
}
