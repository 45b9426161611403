//! `errexplain scan`: finds the codes in logs of any size, as their lines arrive, in constant memory.
//!
//! Masks of sixty-four bytes tell where a code may stand, a look around each such place drops most of them, and the others are
//! read as [`crate::message`] reads them. Lines without codes are passed on together.

use std::io::{self, Read, Write};
use std::rc::Rc;

use errexplain_registry::Registry;

use crate::message::{Candidate, Line, Reader, Seen, Token};

mod blocks;
mod decode;
mod edges;
mod filter;
mod finding;
mod lines;
mod packed;
mod places;
mod show;
mod tokens;
mod vectors;

pub use decode::Utf8Reader;
use filter::Filter;
pub use finding::{Finder, Finding, FindingView, Readings};
use finding::{Known, as_text};
use lines::Lines;
pub use packed::unpacked;
pub use show::{Annotate, JsonLines, Only, Prefix, Show, Summary, Whole};
use tokens::Tokens;
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
    vectors: Vectors,
    reader: Reader<'a>,
    filter: Filter,
    known: Known<'a>,
    seen: Seen<Option<Rc<Readings<'a>>>>,
}

impl<'a> Scanner<'a> {
    /// A scanner over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self::with(registry, Vectors::detect())
    }

    fn with(registry: Registry<'a>, vectors: Vectors) -> Self {
        let reader = Reader::new(registry);
        Self {
            vectors,
            filter: Filter::new(&reader),
            known: Known::new(registry, &reader),
            seen: Seen::default(),
            reader,
        }
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
            let text = as_text(block.bytes);
            let at = |number: usize| Place {
                line: place.line + number as u64,
                offset: if number == 0 { block.offset } else { 0 },
                ..place
            };
            let mut tokens = Tokens::new(self.vectors, &self.filter, &self.reader, &text);
            // The line that is read: how many stand before it, and where it is; and the same of the lines that were not shown yet.
            let (mut number, mut line, mut state) = (0, 0..0, Line::default());
            let (mut next, mut shown) = (0, 0);
            loop {
                let token = tokens.next();
                if token.as_ref().is_none_or(|token| token.range.start >= line.end) {
                    if !findings.is_empty() {
                        between(show, out, at(next), &block.bytes[shown..line.start])?;
                        show.line(out, at(number), &block.bytes[line.clone()], &findings)?;
                        findings.clear();
                        (next, shown) = (number + 1, line.end);
                    }
                    if token.is_some() {
                        (number, line) = tokens.line();
                        state = Line::default();
                    }
                }
                let Some(token) = token else { break };
                let text = &text[line.clone()];
                let token = Token { range: token.range.start - line.start..token.range.end - line.start, ..token };
                let ask = |candidate: &Candidate<'_, 'a>| self.known.readings(&self.reader, text, candidate);
                if let Some((range, Some(readings))) =
                    self.reader.next_seen(text, &mut state, &mut self.seen, token, ask)
                {
                    findings.push(Finding { range, readings });
                    totals.findings += 1;
                }
            }
            between(show, out, at(next), &block.bytes[shown..])?;
            place.line += tokens.lines() as u64;
        }
        Ok(totals)
    }
}

/// Shows lines without codes.
fn between(show: &mut dyn Show, out: &mut dyn Write, place: Place<'_>, lines: &[u8]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    show.plain(out, place, lines)
}

#[cfg(test)]
mod tests;
