//! What the codes of a line are, remembered from line to line: logs repeat themselves.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use errexplain_registry::Registry;
use serde::Serialize;

use super::Place;
use crate::lookup::{self, Scope};
use crate::message::{Mention, mentions};
use crate::report::{Identity, NumberView};

/// A known code in a line.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The bytes of the line.
    pub range: Range<usize>,
    /// What it can be, the likeliest first; never empty.
    pub readings: Rc<Vec<Identity<'a>>>,
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
                .iter()
                .map(|reading| MatchView {
                    namespace: reading.code.namespace,
                    symbol: reading.code.symbol,
                    code: reading.code.code.clone(),
                    summary: reading.summary,
                })
                .collect(),
        }
    }
}

/// How many different codes are remembered: a bound on memory, not on what is found.
const REMEMBERED: usize = 4096;

/// Finds the codes of lines.
pub struct Finder<'a> {
    registry: Registry<'a>,
    /// By the token and the words before it.
    known: HashMap<(String, Option<&'a str>), Rc<Vec<Identity<'a>>>>,
}

impl<'a> Finder<'a> {
    /// A finder over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self { registry, known: HashMap::new() }
    }

    /// The known codes of a line, in its order.
    pub fn find(&mut self, line: &[u8]) -> Vec<Finding<'a>> {
        let text = as_text(line);
        let mut findings = Vec::new();
        for mention in mentions(self.registry, &text) {
            if mention.owner().is_some() {
                continue;
            }
            let readings = self.readings(&text, &mention);
            if !readings.is_empty() {
                findings.push(Finding { range: mention.range, readings });
            }
        }
        findings
    }

    fn readings(&mut self, text: &str, mention: &Mention<'_, 'a>) -> Rc<Vec<Identity<'a>>> {
        let token = &text[mention.range.clone()];
        let key = (token.to_owned(), mention.context.map(|context| context.phrase()));
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let scopes = match mention.context {
            Some(context) => {
                let namespaces: Vec<_> = context.namespaces().collect();
                let named = (!namespaces.is_empty()).then(|| Scope::Context(namespaces, context.phrase()));
                named.into_iter().chain([Scope::Offered]).collect()
            }
            None => vec![Scope::Offered],
        };
        let found = scopes
            .iter()
            .map(|scope| lookup::find(self.registry, &mention.query, scope))
            .find(|found| !found.is_empty())
            .unwrap_or_default();
        let readings: Rc<Vec<_>> = Rc::new(found.into_iter().map(|found| Identity::new(found.code)).collect());
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(key, Rc::clone(&readings));
        readings
    }
}

/// A line as text of the same length: what is not UTF-8 becomes a question mark a byte, so that places stay what they are.
fn as_text(line: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(line) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(line.len());
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(text)
}
