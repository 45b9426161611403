//! `errexplain scan`: finds the codes in logs of any size, line by line as they arrive, in constant memory.

use std::io::{self, Read, Write};

use errexplain_registry::Registry;

mod decode;
mod filter;
mod finding;
mod lines;
mod show;

pub use decode::Utf8Reader;
pub use filter::Filter;
pub use finding::{Finder, Finding, FindingView};
pub use lines::Lines;
pub use show::{Annotate, JsonLines, Only, Prefix, Show, Summary, Whole};

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'f> {
    /// The file's name as it was given; nothing for standard input.
    pub file: Option<&'f str>,
    /// From 1.
    pub line: u64,
    /// Bytes of the line before the piece that is looked at; 0 but for lines too long to be held at once.
    pub offset: u64,
}

/// What a scan found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Codes in text, known ones.
    pub findings: u64,
}

/// Scans one input and shows it.
pub struct Scanner<'a> {
    filter: Filter,
    finder: Finder<'a>,
}

impl<'a> Scanner<'a> {
    /// A scanner over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self { filter: Filter::new(registry), finder: Finder::new(registry) }
    }

    /// Reads an input to its end and shows its lines. Output is flushed whenever the input has nothing more for the moment.
    ///
    /// # Errors
    /// Where the input cannot be read or the output not written.
    pub fn scan(
        &mut self,
        input: impl Read,
        file: Option<&str>,
        show: &mut dyn Show,
        out: &mut dyn Write,
    ) -> io::Result<Totals> {
        let mut totals = Totals::default();
        let mut lines = Lines::new(Utf8Reader::new(input));
        while let Some(piece) = lines.next(|| out.flush())? {
            let place = Place { file, line: piece.line, offset: piece.offset };
            let findings = match self.filter.may_hold_codes(piece.bytes) {
                true => self.finder.find(piece.bytes),
                false => Vec::new(),
            };
            totals.findings += findings.len() as u64;
            show.line(out, place, piece.bytes, &findings)?;
        }
        Ok(totals)
    }
}
