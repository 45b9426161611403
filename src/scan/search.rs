//! Finds the codes of a block of lines.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use errexplain_registry::Registry;

use super::filter::Filter;
use super::finding::{Finding, Known, Readings, as_text};
use super::tokens::Tokens;
use super::vectors::Vectors;
use crate::message::{Candidate, Line, Reader, Seen, Token};

/// Finds codes, for any number of threads.
pub struct Search<'a> {
    vectors: Vectors,
    reader: Reader<'a>,
    filter: Filter,
    known: Mutex<Known<'a>>,
}

/// What the codes of the lines were that a thread looked at.
pub type Memory<'a> = Seen<Option<Arc<Readings<'a>>>>;

/// The codes of a block.
#[derive(Debug, Default)]
pub struct Found<'a> {
    /// In the order of the lines.
    findings: Vec<Finding<'a>>,
    lines: Vec<FoundLine>,
    /// How many lines end in the block.
    pub ends: usize,
}

/// A line with codes.
#[derive(Debug)]
struct FoundLine {
    /// How many lines stand before it.
    number: usize,
    range: Range<usize>,
    /// Behind the last of its findings.
    end: usize,
}

impl<'a> Search<'a> {
    /// A search for the codes of a registry.
    pub fn new(registry: Registry<'a>, vectors: Vectors) -> Self {
        let reader = Reader::new(registry);
        let (filter, known) = (Filter::new(&reader), Mutex::new(Known::new(registry, &reader)));
        Self { vectors, reader, filter, known }
    }

    /// Finds the codes of some lines.
    pub fn find(&self, lines: &[u8], memory: &mut Memory<'a>, found: &mut Found<'a>) {
        found.findings.clear();
        found.lines.clear();
        let text = as_text(lines);
        let mut tokens = Tokens::new(self.vectors, &self.filter, &self.reader, &text);
        // The line that is read: how many stand before it, and where it is.
        let (mut number, mut line, mut state) = (0, 0..0, Line::default());
        while let Some(token) = tokens.next() {
            if token.range.start >= line.end {
                found.end_line(number, &line);
                (number, line) = tokens.line();
                state = Line::default();
            }
            let text = &text[line.clone()];
            let token = Token { range: token.range.start - line.start..token.range.end - line.start, ..token };
            let ask = |candidate: &Candidate<'_, 'a>| {
                // What is known is whole at any time.
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                known.readings(&self.reader, text, candidate)
            };
            if let Some((range, Some(readings))) = self.reader.next_seen(text, &mut state, memory, token, ask) {
                found.findings.push(Finding { range, readings });
            }
        }
        found.end_line(number, &line);
        found.ends = tokens.lines();
    }
}

impl<'a> Found<'a> {
    /// Notes a line whose codes were all found, if it has any.
    fn end_line(&mut self, number: usize, range: &Range<usize>) {
        let (begin, end) = (self.lines.last().map_or(0, |line| line.end), self.findings.len());
        if begin < end {
            self.lines.push(FoundLine { number, range: range.clone(), end });
        }
    }

    /// How many codes there are.
    pub fn count(&self) -> usize {
        self.findings.len()
    }

    /// The lines with codes: how many stand before each, where it is, and its codes.
    pub fn lines(&self) -> impl Iterator<Item = (usize, Range<usize>, &[Finding<'a>])> {
        let mut begin = 0;
        self.lines.iter().map(move |line| {
            let findings = &self.findings[begin..line.end];
            begin = line.end;
            (line.number, line.range.clone(), findings)
        })
    }
}
