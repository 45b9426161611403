//! `errexplain scan`: finds the codes in logs of any size, as their lines arrive, in constant memory.
//!
//! A regular expression runs over whole blocks of lines and finds those that may hold a code; the others are passed on together.

use std::io::{self, Read, Write};

use errexplain_registry::Registry;

mod decode;
mod filter;
mod finding;
mod lines;
mod show;

pub use decode::Utf8Reader;
pub use filter::{Filter, pattern};
pub use finding::{Finder, Finding, FindingView, Readings};
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
        let finder = Finder::new(registry);
        Self { filter: Filter::new(finder.reader()), finder }
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
        let mut findings = Vec::new();
        let mut lines = Lines::new(Utf8Reader::new(input));
        while let Some(block) = lines.next(|| out.flush())? {
            let mut place = Place { file, line: block.line, offset: block.offset };
            let mut rest = block.bytes;
            while let Some(candidate) = self.filter.find(rest) {
                let line = &rest[candidate.line.clone()];
                place = between(show, out, place, &rest[..candidate.line.start])?;
                self.finder.find(line, candidate.from, &mut findings);
                totals.findings += findings.len() as u64;
                show.line(out, place, line, &findings)?;
                place = Place { line: place.line + 1, offset: 0, ..place };
                rest = &rest[candidate.line.end..];
            }
            between(show, out, place, rest)?;
        }
        Ok(totals)
    }
}

/// Shows lines without codes; the place of the line behind them.
fn between<'f>(show: &mut dyn Show, out: &mut dyn Write, place: Place<'f>, lines: &[u8]) -> io::Result<Place<'f>> {
    if lines.is_empty() {
        return Ok(place);
    }
    show.plain(out, place, lines)?;
    Ok(Place { line: place.line + memchr::memchr_iter(b'\n', lines).count() as u64, offset: 0, ..place })
}

#[cfg(test)]
mod tests;
