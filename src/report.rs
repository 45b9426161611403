//! What is said of a query: the one family of types that JSON serialises and all renderers see.
//!
//! Everything borrows from the registry. `schema/errexplain.schema.json` describes these types for users of the JSON; a change
//! here is a change there.

use errexplain_registry::{Code, Document, Notation, Registry};
use serde::Serialize;

use crate::decode;
use crate::lookup::{self, Match, Scope};
use crate::query::{self, Query};
use crate::suggest;
use crate::system;

mod text;
mod views;

pub use text::{Explainer, explain};
pub use views::{
    CodeView, Decoded, EquivalentView, Fact, FaqView, FieldView, Identity, MatchView, NumberView, ReadingView,
    RelatedView, SectionsView, ValueView,
};

/// The version of the JSON. Additions leave it as it is.
pub const SCHEMA_VERSION: u32 = 1;

/// How many counterparts by the maps a page tells; JSON tells all.
const EQUIVALENTS: usize = 8;

/// The answer to all queries of a call.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// In the order of the queries; a text that holds several codes has several.
    pub results: Vec<QueryReport<'a>>,
}

/// Whether a query was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// There is at least one match.
    Found,
    /// It could be a code, and none is known.
    NotFound,
    /// It cannot be a code.
    Invalid,
}

/// The answer to one query.
#[derive(Debug, Serialize)]
pub struct QueryReport<'a> {
    /// As typed.
    pub query: String,
    /// The part of the query that was read, where it is a text around a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Whether it was answered.
    pub status: Status,
    /// What is wrong with an invalid query, what was looked for in vain, or what is odd about the text: a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The likeliest first.
    pub matches: Vec<MatchView<'a>>,
    /// What the bits of an unknown number tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decoded: Vec<Decoded<'a>>,
    /// Names near to one that is not known, and codes that an unknown number is a slip away from.
    pub suggestions: Vec<Identity<'a>>,
}

impl<'a> QueryReport<'a> {
    /// An answer that is none.
    fn unanswered(query: &str, status: Status, message: String) -> Self {
        Self {
            query: query.to_owned(),
            token: None,
            status,
            message: Some(message),
            matches: Vec::new(),
            decoded: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    /// Asks the running system for its messages for the matches that are told in full.
    pub fn ask_system(&mut self) {
        for found in &mut self.matches {
            found.system_message = found.asked_as.as_ref().and_then(system::message);
        }
    }

    /// The part that was read, or all of what was typed.
    pub fn read(&self) -> &str {
        self.token.as_deref().unwrap_or(&self.query)
    }
}

/// The page of a code.
pub fn page<'a>(registry: Registry<'a>, code: Code<'a>) -> QueryReport<'a> {
    let query = Query::Name { text: code.symbol(), number: None };
    answer(registry, code.symbol(), &query, &Scope::Offered, vec![Match::chosen(code)], 1)
}

/// Answers a query that is one code, with or without its namespace before it (`bugcheck:0x7B`).
fn explain_code<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>, full: usize) -> QueryReport<'a> {
    let (scope, code) = match query::split_scope(text) {
        Some((name, code)) if !code.contains(char::is_whitespace) => match registry.namespace(name) {
            Some(namespace) => (&Scope::Asked(vec![namespace]), code),
            None => {
                let message = format!("There is no namespace `{name}`; `errexplain list` names them.");
                return QueryReport::unanswered(text, Status::Invalid, message);
            }
        },
        _ => (scope, text),
    };
    match parse_in_scope(code, scope) {
        Ok(query) => answer(registry, text, &query, scope, find_code(registry, code, &query, scope), full),
        Err(problem) => {
            let mut report = QueryReport::unanswered(text, Status::Invalid, sentence(&problem.to_string()));
            // The letter in `0o17` is no slip.
            if !matches!(problem, query::Problem::Octal(_)) {
                report.suggestions = slips(registry, code);
            }
            if report.suggestions.is_empty() && code.trim().contains(char::is_whitespace) {
                report.suggestions = identities(suggest::words(registry, code, scope));
            }
            report
        }
    }
}

/// Says what was found for a query, the first `full` matches in full, or that nothing was.
fn answer<'a>(
    registry: Registry<'a>,
    text: &str,
    query: &Query<'_>,
    scope: &Scope<'a>,
    matches: Vec<Match<'a>>,
    full: usize,
) -> QueryReport<'a> {
    if matches.is_empty() {
        let mut report = QueryReport::unanswered(text, Status::NotFound, not_found(query, scope));
        let decoded = decode::decode(registry, query).into_iter();
        report.decoded = decoded.filter(|decoded| scope.holds(&decoded.namespace)).map(Decoded::new).collect();
        report.suggestions = match query {
            Query::Name { text, .. } => identities(suggest::texts(registry, text, scope)),
            Query::Numbers(_) => slips(registry, text),
        };
        return report;
    }
    QueryReport {
        query: text.to_owned(),
        token: None,
        status: Status::Found,
        message: None,
        matches: matches
            .into_iter()
            .enumerate()
            .map(|(place, found)| {
                if place < full {
                    MatchView::new(registry, found, if full == usize::MAX { full } else { EQUIVALENTS })
                } else {
                    MatchView::brief(found)
                }
            })
            .collect(),
        decoded: Vec::new(),
        suggestions: Vec::new(),
    }
}

fn slips<'a>(registry: Registry<'a>, text: &str) -> Vec<Identity<'a>> {
    identities(suggest::numbers(registry, text))
}

fn identities(codes: Vec<Code<'_>>) -> Vec<Identity<'_>> {
    codes.into_iter().map(Identity::new).collect()
}

/// Reads a code. Where a namespace that was asked for writes codes in base 36, five characters are such a code; where one writes
/// them in hex, two digits that are no decimal are one as well, which elsewhere would be a word or a name.
fn parse_in_scope<'t>(code: &'t str, scope: &Scope<'_>) -> Result<Query<'t>, query::Problem> {
    let writes = |notation| scope.namespaces().iter().any(|namespace| namespace.notation() == notation);
    if let Some(number) = query::parse_base36(code).filter(|_| writes(Notation::Base36)) {
        return Ok(Query::Numbers(vec![number]));
    }
    let digits = code.trim();
    let is_short_hex = digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && !digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_short_hex
        && writes(Notation::Hex)
        && let Ok(Query::Numbers(numbers)) = query::parse(&format!("0x{digits}"))
    {
        return Ok(Query::Numbers(numbers));
    }
    query::parse(code)
}

/// The codes that a query can mean; where it is none otherwise, five characters are a code in base 36.
fn find_code<'a>(registry: Registry<'a>, code: &str, query: &Query<'_>, scope: &Scope<'a>) -> Vec<Match<'a>> {
    let found = lookup::find(registry, query, scope);
    match (query::parse_base36(code), scope) {
        (Some(number), Scope::Offered) if found.is_empty() && code.contains(|char: char| char.is_ascii_digit()) => {
            let base36 = registry.namespaces().filter(|namespace| namespace.notation() == Notation::Base36).collect();
            lookup::find(registry, &Query::Numbers(vec![number]), &Scope::Asked(base36))
        }
        _ => found,
    }
}

fn not_found(query: &Query<'_>, scope: &Scope<'_>) -> String {
    let what = match query {
        Query::Numbers(_) => "No code with this number is known",
        Query::Name { text, .. } if text.contains(char::is_whitespace) => "No code is named in this text",
        Query::Name { .. } => "No code with this name is known",
    };
    match scope.namespaces() {
        [] => format!("{what}."),
        namespaces => {
            let names: Vec<&str> = namespaces.iter().map(|namespace| namespace.name()).collect();
            let known = format!("{what} in {}.", names.join(", "));
            let unknown = namespaces[0].unknown();
            if unknown.is_empty() { known } else { format!("{known} {unknown}") }
        }
    }
}

/// The document that speaks for a code: its own article, or else its family's page.
fn document_of<'a>(code: &Code<'a>) -> (Option<Document<'a>>, Option<&'static str>) {
    match (code.article(), code.family().document()) {
        (Some(article), _) => (Some(article), Some("article")),
        (None, Some(family)) => (Some(family), Some("family")),
        (None, None) => (None, None),
    }
}

/// A clause as a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let mut sentence: String =
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    if !sentence.ends_with(['.', '?']) {
        sentence.push('.');
    }
    sentence
}
