//! What the codes of a line are, remembered from line to line: logs repeat themselves.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use errexplain_registry::{Code, Registry};
use serde::Serialize;

use super::Place;
use crate::hash::Hashes;
use crate::lookup::{self, Scope};
use crate::message::{Candidate, Reader};
use crate::report::{Identity, NumberView};
use crate::system;

/// A known code in a line.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The bytes of the line.
    pub range: Range<usize>,
    /// What it can be.
    pub readings: Arc<Readings<'a>>,
}

/// A finding as `scan --json` writes it.
#[derive(Debug, Serialize)]
pub struct FindingView<'f> {
    /// The file's name as it was given.
    pub file: Option<&'f str>,
    /// From 1.
    pub line: u64,
    /// In bytes of UTF-8, from 1.
    pub column: u64,
    /// The code as it stands in the line.
    pub text: String,
    /// What it can be, the likeliest first.
    pub matches: Vec<MatchView<'f>>,
}

/// A reading as `scan --json` writes it.
#[derive(Debug, Serialize)]
pub struct MatchView<'f> {
    /// The namespace's name.
    pub namespace: &'f str,
    /// The official name.
    pub symbol: &'f str,
    /// The canonical value.
    pub code: NumberView,
    /// One sentence, where one is written.
    pub summary: Option<&'f str>,
}

impl<'f> FindingView<'f> {
    /// A finding at its place.
    pub fn new(place: Place<'f>, line: &[u8], finding: &'f Finding<'_>) -> Self {
        Self {
            file: place.file,
            line: place.line,
            column: place.offset + finding.range.start as u64 + 1,
            text: String::from_utf8_lossy(&line[finding.range.clone()]).into_owned(),
            matches: finding
                .readings
                .all()
                .map(|reading| MatchView {
                    namespace: reading.code.namespace,
                    symbol: reading.code.symbol,
                    code: reading.code.code,
                    summary: reading.summary,
                })
                .collect(),
        }
    }
}

/// What a token can be.
#[derive(Debug)]
pub struct Readings<'a> {
    /// The likeliest.
    pub first: Identity<'a>,
    /// The others, in the order of their likelihood. Few ask for them, and what they are lies all over the registry.
    others: Vec<Code<'a>>,
    /// Which of the codes of a scan the first is: they are counted from 0.
    pub(super) code: usize,
    /// The first as it is shown, made once by whoever shows it.
    pub(super) shown: OnceLock<String>,
}

impl<'a> Readings<'a> {
    /// Everything that it can be, the likeliest first.
    pub fn all(&self) -> impl Iterator<Item = Identity<'a>> {
        std::iter::once(self.first.clone()).chain(self.others.iter().copied().map(Identity::new))
    }
}

/// How many different codes are remembered: a bound on memory, not on what is found.
const REMEMBERED: usize = 4096;

/// After so many codes that were looked up and found, what was read of the registry for them is given back: they lie all over it.
const RELEASED: usize = 2;

/// As long as there were no more of them than most logs have kinds. It takes longer to read the registry anew than to look a code up.
const FEW: usize = 512;

/// Later it is given back with the next code that is found after so much time.
const PAUSE: Duration = Duration::from_millis(10);

/// What was looked up so far.
pub(super) struct Known<'a> {
    registry: Registry<'a>,
    /// By the phrase around it (none is 0) and the token.
    readings: Vec<HashMap<Box<str>, Option<Arc<Readings<'a>>>, Hashes>>,
    /// How many there are.
    remembered: usize,
    /// The codes that were found, by namespace and symbol.
    codes: HashMap<(&'a str, &'a str), usize>,
    /// How many look-ups found a code.
    found: usize,
    /// When what was read of the registry was given back last.
    released: Instant,
}

impl<'a> Known<'a> {
    pub(super) fn new(registry: Registry<'a>, reader: &Reader<'a>) -> Self {
        let readings = vec![HashMap::default(); reader.phrases().count() + 1];
        Self { registry, readings, remembered: 0, codes: HashMap::new(), found: 0, released: Instant::now() }
    }

    /// What a candidate of a text is, if it is a known code. Success is no finding.
    pub(super) fn readings(
        &mut self,
        reader: &Reader<'a>,
        text: &str,
        candidate: &Candidate<'_, 'a>,
    ) -> Option<Arc<Readings<'a>>> {
        if candidate.is_owned(text) {
            return None;
        }
        let piece = &text[candidate.range.clone()];
        match self.readings[slot(candidate)].get(piece) {
            Some(readings) => readings.clone(),
            None => self.look_up(reader, piece, candidate),
        }
    }

    fn look_up(
        &mut self,
        reader: &Reader<'a>,
        piece: &str,
        candidate: &Candidate<'_, 'a>,
    ) -> Option<Arc<Readings<'a>>> {
        let mut codes = codes(self.registry, reader, piece, candidate).into_iter();
        let readings = codes.next().map(|first| {
            let first = Identity::new(first);
            let next = self.codes.len();
            let code = *self.codes.entry((first.code.namespace, first.code.symbol)).or_insert(next);
            Arc::new(Readings { first, others: codes.collect(), code, shown: OnceLock::new() })
        });
        if self.remembered == REMEMBERED {
            self.readings.iter_mut().for_each(HashMap::clear);
            self.remembered = 0;
        }
        self.readings[slot(candidate)].insert(piece.into(), readings.clone());
        self.remembered += 1;
        if readings.is_some() {
            self.release();
        }
        readings
    }

    /// Gives back what was read of the registry: for the first codes at every other one, later at most once in a while.
    fn release(&mut self) {
        self.found += 1;
        let now =
            if self.found <= FEW { self.found.is_multiple_of(RELEASED) } else { self.released.elapsed() >= PAUSE };
        if now {
            system::release_registry();
            self.released = Instant::now();
        }
    }
}

/// Where what a candidate can be is remembered: the same number can be another code behind other words.
fn slot(candidate: &Candidate<'_, '_>) -> usize {
    candidate.phrase.map_or(0, |phrase| phrase.index + 1)
}

/// Finds the codes of single lines, in the plain way: every token is looked at. [`super::Scanner`] finds the same, faster.
pub struct Finder<'a> {
    reader: Reader<'a>,
    known: Known<'a>,
}

impl<'a> Finder<'a> {
    /// A finder over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        let reader = Reader::new(registry);
        Self { known: Known::new(registry, &reader), reader }
    }

    /// The known codes of a line, in its order.
    pub fn find(&mut self, line: &[u8], findings: &mut Vec<Finding<'a>>) {
        let text = as_text(line);
        let found = self.reader.candidates(&text).filter_map(|candidate| {
            let readings = self.known.readings(&self.reader, &text, &candidate)?;
            Some(Finding { range: candidate.range, readings })
        });
        findings.clear();
        findings.extend(found);
    }
}

/// What a candidate can be, the likeliest first; nothing where it is no code.
fn codes<'a>(registry: Registry<'a>, reader: &Reader<'a>, piece: &str, candidate: &Candidate<'_, 'a>) -> Vec<Code<'a>> {
    let Some(query) = reader.read(piece, candidate) else { return Vec::new() };
    let context = candidate.phrase.map(|phrase| &phrase.context);
    let (_, found) = lookup::find_in_context(registry, &query, context, &Scope::Offered);
    if found.first().is_some_and(|found| found.code.value() == 0) {
        return Vec::new();
    }
    found.into_iter().map(|found| found.code).collect()
}

/// Lines as text of the same length: what is not UTF-8 becomes a question mark a byte, and a colour's escape sequence spaces,
/// so that places stay what they are.
pub(super) fn as_text(line: &[u8]) -> Cow<'_, str> {
    let escaped = memchr::memchr(ESCAPE, line).is_some();
    if !escaped && let Ok(text) = std::str::from_utf8(line) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(line.len());
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(if escaped { without_colours(&text) } else { text })
}

/// Starts the sequences with which programs colour their output.
const ESCAPE: u8 = 0x1b;

/// A text with spaces in place of the sequences `ESC [ … letter`, whose letter would be glued to the word behind it.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let parameters = rest[at + 2..].bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')).count();
        let end = at
            + 2
            + parameters
            + usize::from(rest[at + 2 + parameters..].starts_with(|char: char| char.is_ascii_alphabetic()));
        plain.push_str(&rest[..at]);
        plain.extend(std::iter::repeat_n(' ', end - at));
        rest = &rest[end..];
    }
    plain + rest
}
