//! `errexplain scan`: finds the codes in logs of any size, as their lines arrive, in constant memory.
//!
//! Masks of sixty-four bytes tell where a code may stand, a look around each such place drops most of them, and the others are
//! read as [`crate::message`] reads them. Lines without codes are passed on together.

use std::io::{self, Read, Write};

use errexplain_registry::Registry;

use crate::message::{Line, Reader, Recent, Token};

mod blocks;
mod decode;
mod edges;
mod filter;
mod finding;
mod lines;
mod packed;
mod places;
mod show;
mod vectors;

use decode::Utf8Reader;
use filter::Filter;
pub use finding::{Finder, Finding, FindingView, Readings};
use finding::{Known, as_text};
use lines::Lines;
pub use packed::unpacked;
pub use show::{Annotate, JsonLines, Only, Prefix, Show, Summary, Whole};
use vectors::Vectors;

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
    reader: Reader<'a>,
    filter: Filter,
    known: Known<'a>,
    recent: Recent,
}

impl<'a> Scanner<'a> {
    /// A scanner over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self::with(registry, Vectors::detect())
    }

    fn with(registry: Registry<'a>, vectors: Vectors) -> Self {
        let reader = Reader::new(registry);
        Self { filter: Filter::new(&reader, vectors), known: Known::new(registry, &reader), recent: Recent::new(), reader }
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
        let mut place = Place { file, line: 1, offset: 0 };
        while let Some(block) = lines.next(|| out.flush())? {
            place.offset = block.offset;
            let text = as_text(block.bytes);
            // The line that is read, and where the lines begin that were not shown yet.
            let (mut line, mut state, mut shown) = (0..0, Line::default(), 0);
            for token in self.filter.tokens(&self.reader, &text) {
                if token.range.start >= line.end {
                    if !findings.is_empty() {
                        place = between(show, out, place, &block.bytes[shown..line.start])?;
                        place = with_codes(show, out, place, &block.bytes[line.clone()], &mut findings)?;
                        shown = line.end;
                    }
                    let (before, behind) = block.bytes.split_at(token.range.start);
                    line.start = memchr::memrchr(b'\n', &before[line.end..]).map_or(line.end, |at| line.end + at + 1);
                    line.end = memchr::memchr(b'\n', behind).map_or(block.bytes.len(), |at| before.len() + at + 1);
                    state = Line::default();
                }
                let text = &text[line.clone()];
                let token = Token { range: token.range.start - line.start..token.range.end - line.start, ..token };
                if let Some(candidate) = self.reader.next(text, &mut state, &mut self.recent, token)
                    && let Some(finding) = self.known.finding(&self.reader, text, candidate)
                {
                    findings.push(finding);
                    totals.findings += 1;
                }
            }
            if !findings.is_empty() {
                place = between(show, out, place, &block.bytes[shown..line.start])?;
                place = with_codes(show, out, place, &block.bytes[line.clone()], &mut findings)?;
                shown = line.end;
            }
            place = between(show, out, place, &block.bytes[shown..])?;
        }
        Ok(totals)
    }
}

/// Shows a line with its codes; the place of the line behind it.
fn with_codes<'f>(
    show: &mut dyn Show,
    out: &mut dyn Write,
    place: Place<'f>,
    line: &[u8],
    findings: &mut Vec<Finding<'_>>,
) -> io::Result<Place<'f>> {
    show.line(out, place, line, findings)?;
    findings.clear();
    Ok(Place { line: place.line + u64::from(line.ends_with(b"\n")), offset: 0, ..place })
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
