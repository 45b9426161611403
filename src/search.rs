//! `errexplain search`: codes by the words of their names, summaries and pages, or by a pasted message.
//!
//! [`errexplain_registry::search`] ranks by words. Here, what the text names outright goes before what its words suggest.

use std::ops::Range;

use errexplain_registry::search::{Hit, Query as Words};
use errexplain_registry::{Code, Registry};
use serde::Serialize;

use crate::lookup::{self, Scope};
use crate::message::Reader;
use crate::query::{self, Query};
use crate::report::{CodeView, SCHEMA_VERSION};

/// How many codes that a text names go first: a number can be a code in many namespaces.
const NAMED: usize = 5;
/// How many codes that the system's messages give go next: where many codes have one message, it says little.
const TOLD: usize = 3;
/// What a code that the text names has above the best of those that its words suggest.
const NAMED_SCORE: f32 = 100.0;
/// What is shown for scores that are next to nothing.
const LEAST_SCORE: f64 = 0.001;
/// How many of the best are looked through for the code of a number in the text.
const NUMBERED: usize = 200;
/// The share of the best score that such a code must have: a number on its own may be anything.
const NUMBERED_SHARE: f32 = 0.3;

/// A code that was found.
#[derive(Clone, Debug, Serialize)]
pub struct HitView<'a> {
    /// Name and number.
    #[serde(flatten)]
    pub code: CodeView<'a>,
    /// One sentence, where one is written.
    pub summary: Option<&'a str>,
    /// More is better; comparable within one search only.
    pub score: f64,
    /// The parts of the symbol that match, in bytes; not in JSON.
    #[serde(skip)]
    pub symbol_marks: Vec<Range<usize>>,
    /// The parts of the summary that match, in bytes; not in JSON.
    #[serde(skip)]
    pub summary_marks: Vec<Range<usize>>,
}

/// What a search found.
#[derive(Clone, Debug, Serialize)]
pub struct Found<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// As typed.
    pub query: String,
    /// The best first.
    pub hits: Vec<HitView<'a>>,
    /// Whether the registry has all words of the text; not in JSON.
    #[serde(skip)]
    pub is_known: bool,
    /// What was looked for: the text without a namespace before it; not in JSON.
    #[serde(skip)]
    pub text: String,
    /// Where it was looked for: in the namespace before the text, or where one was asked for; not in JSON.
    #[serde(skip)]
    pub scope: Scope<'a>,
}

/// Searches for a text in the codes of a scope; at most `most` hits. `marked` says whether the words that match are told.
pub fn search<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>, most: usize, marked: bool) -> Found<'a> {
    search_with(registry, text, scope, most, marked, |_| Vec::new())
}

/// As [`search`], with the codes that the running system's own messages give for the text ([`crate::system::find`]): they go
/// before all others but those that the text names. `told` is asked for them, with the text behind a namespace, only where the
/// registry does not have all words of it, as those of another language: a system has tens of thousands of messages, and none
/// can be looked up by a word.
pub fn search_with<'a>(
    registry: Registry<'a>,
    text: &str,
    scope: &Scope<'a>,
    most: usize,
    marked: bool,
    told: impl FnOnce(&str) -> Vec<Code<'a>>,
) -> Found<'a> {
    let query = text.to_owned();
    let (scope, text) = scoped(registry, text, scope);
    let words = registry.query(text);
    let is_known = words.is_known();
    let told = if is_known { Vec::new() } else { told(text) };
    let hits = ranked(registry, text, &words, &scope, most, &told)
        .into_iter()
        .map(|Hit { code, score, .. }| {
            let marks = |text: &str, name: bool| if marked { words.marks(text, name) } else { Vec::new() };
            HitView {
                symbol_marks: marks(code.symbol(), true),
                summary_marks: marks(code.summary().unwrap_or_default(), false),
                code: CodeView::new(&code),
                summary: code.summary(),
                score: ((f64::from(score) * 1000.0).round() / 1000.0).max(LEAST_SCORE),
            }
        })
        .collect();
    Found { schema_version: SCHEMA_VERSION, query, hits, is_known, text: text.to_owned(), scope }
}

/// The hits, those that the text names first, then those that the system's messages gave.
fn ranked<'a>(
    registry: Registry<'a>,
    text: &str,
    words: &Words<'a>,
    scope: &Scope<'a>,
    most: usize,
    told: &[Code<'a>],
) -> Vec<Hit<'a>> {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let wanted = if digits { most.max(NUMBERED) } else { most };
    let mut hits = registry.search(words, wanted, scope.namespaces());
    if digits {
        let numbers = numbers(registry, text, scope);
        let best = hits.first().map_or(0.0, |hit| hit.score);
        for hit in hits.iter_mut().filter(|hit| hit.score >= best * NUMBERED_SHARE && numbers.contains(&hit.code)) {
            hit.score += best;
        }
        hits.sort_by(|left, right| right.score.total_cmp(&left.score));
    }
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let mut named = named(registry, text, scope);
    named.truncate(NAMED);
    let told = told.iter().filter(|code| scope.holds(&code.namespace()));
    let told: Vec<Code<'a>> = told.filter(|code| !named.contains(code)).take(TOLD).copied().collect();
    named.extend(told);
    hits.retain(|hit| !named.contains(&hit.code));
    let first = named.iter().enumerate();
    let mut all: Vec<Hit<'a>> =
        first.map(|(place, &code)| Hit { code, score: best + NAMED_SCORE - place as f32, coverage: 1.0 }).collect();
    all.append(&mut hits);
    all.truncate(most);
    all
}

/// What a text is looked for in, and what is looked for: the namespace before it (`win32:5`, `hresult:server not found`) or the
/// whole scope. `curl: (6) …` is a message and no namespace with words, `http://…` an address, and `mysql:host=…` says where a
/// database is.
pub(crate) fn scoped<'t, 'a>(registry: Registry<'a>, text: &'t str, scope: &Scope<'a>) -> (Scope<'a>, &'t str) {
    let is_message = |rest: &str| rest.starts_with(char::is_whitespace) && rest.trim().contains(char::is_whitespace);
    let is_place =
        |rest: &str| rest.starts_with("//") || rest.split_whitespace().next().is_some_and(|word| word.contains('='));
    query::split_scope(text)
        .filter(|(_, rest)| !is_message(rest) && !is_place(rest))
        .and_then(|(name, rest)| Some((Scope::Asked(vec![registry.namespace(name)?]), rest)))
        .unwrap_or_else(|| (scope.clone(), text))
}

/// The codes that a text is, as a number or a name, with its namespace before it or not; the likeliest first.
pub(crate) fn exact<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let (scope, text) = scoped(registry, text, scope);
    let Ok(query) = query::parse(text) else { return Vec::new() };
    let is_code = match &query {
        Query::Numbers(_) => true,
        Query::Name { text, .. } => !text.contains(char::is_whitespace) && registry.by_name(text).next().is_some(),
    };
    let found = if is_code { lookup::find(registry, &query, &scope) } else { Vec::new() };
    found.into_iter().map(|found| found.code).collect()
}

/// The codes that a text names: it is a code or a name, or holds some.
fn named<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let whole = exact(registry, text, scope);
    if !whole.is_empty() {
        return whole;
    }
    // Plain words name nothing; the words around numbers need not be read for them.
    if !text.contains(|char: char| char.is_ascii_digit() || char == '_') {
        return Vec::new();
    }
    let mut codes = Vec::new();
    for mention in Reader::new(registry).mentions(text).iter().filter(|mention| mention.owner().is_none()) {
        let (_, matches) = lookup::find_in_context(registry, &mention.query, mention.context.as_ref(), scope);
        let code = matches.into_iter().map(|found| found.code).find(|code| scope.holds(&code.namespace()));
        codes.extend(code.filter(|code| code.value() != 0 && !codes.contains(code)));
    }
    codes
}

/// The codes that a number in the text is in any namespace: a number on its own may be anything, but together with the words
/// that find one of them it is that one.
fn numbers<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let queries = text.split_whitespace().filter_map(|piece| query::parse(piece).ok());
    let numbers = queries.filter(|query| matches!(query, Query::Numbers(_)));
    numbers.flat_map(|query| lookup::find(registry, &query, scope)).map(|found| found.code).collect()
}
