//! What is said of a query: the one family of types that JSON serialises and all renderers see.
//!
//! Everything borrows from the registry. `schema/errexplain.schema.json` describes these types for users of the JSON; a change
//! here is a change there.

use errexplain_registry::{Code, Document, Namespace, Notation, Registry};
use serde::Serialize;

use crate::decode;
use crate::lookup::{self, Match};
use crate::query::{self, Query};
use crate::suggest;

mod views;

pub use views::{
    CodeView, Decoded, EquivalentView, Fact, FaqView, FieldView, Identity, MatchView, NumberView, ReadingView,
    RelatedView, SectionsView, ValueView,
};

/// The version of the JSON. Additions leave it as it is.
pub const SCHEMA_VERSION: u32 = 1;

/// The answer to all queries of a call.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// In the order of the queries.
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
    /// Whether it was answered.
    pub status: Status,
    /// What is wrong with an invalid query, or what was looked for in vain: a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The likeliest first.
    pub matches: Vec<MatchView<'a>>,
    /// What the bits of an unknown number tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decoded: Vec<Decoded<'a>>,
    /// Names near to one that is not known.
    pub suggestions: Vec<Identity<'a>>,
}

/// Answers one query. `scope` restricts it to namespaces; a namespace in the query itself (`bugcheck:0x7B`) goes before it.
pub fn explain<'a>(registry: Registry<'a>, text: &str, scope: &[Namespace<'a>]) -> QueryReport<'a> {
    let mut report = QueryReport {
        query: text.to_owned(),
        status: Status::Invalid,
        message: None,
        matches: Vec::new(),
        decoded: Vec::new(),
        suggestions: Vec::new(),
    };
    let (own_scope, code) = match query::split_scope(text) {
        Some((name, code)) => match registry.namespace(name) {
            Some(namespace) => (Some([namespace]), code),
            None => {
                report.message = Some(format!("There is no namespace `{name}`; `errexplain list` names them."));
                return report;
            }
        },
        None => (None, text),
    };
    let scope = own_scope.as_ref().map_or(scope, <[_; 1]>::as_slice);
    let query = match parse_in_scope(code, scope) {
        Ok(query) => query,
        Err(problem) => {
            report.message = Some(sentence(&problem.to_string()));
            return report;
        }
    };
    let matches = lookup::find(registry, &query, scope);
    report.status = if matches.is_empty() { Status::NotFound } else { Status::Found };
    if matches.is_empty() {
        report.message = Some(not_found(&query, scope));
        report.decoded = decode::decode(registry, &query).into_iter().map(Decoded::new).collect();
        if let Query::Name { text, .. } = query {
            report.suggestions = suggest::suggest(registry, text, scope).into_iter().map(Identity::new).collect();
        }
    }
    report.matches = matches.into_iter().map(|found: Match<'a>| MatchView::new(registry, found)).collect();
    report
}

/// Reads a code; where the only namespaces asked for write codes in base 36, every text is a name of theirs.
fn parse_in_scope<'t>(code: &'t str, scope: &[Namespace<'_>]) -> Result<Query<'t>, query::Problem> {
    let base36 = !scope.is_empty() && scope.iter().all(|namespace| namespace.notation() == Notation::Base36);
    match query::parse(code) {
        Ok(Query::Numbers(_)) if base36 => Ok(Query::Name { text: code.trim(), number: None }),
        other => other,
    }
}

fn not_found(query: &Query<'_>, scope: &[Namespace<'_>]) -> String {
    let what = match query {
        Query::Numbers(_) => "No code with this number is known",
        Query::Name { .. } => "No code with this name is known",
    };
    match scope {
        [] => format!("{what}."),
        scope => {
            let names: Vec<&str> = scope.iter().map(Namespace::name).collect();
            format!("{what} in {}.", names.join(", "))
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
fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let mut sentence: String =
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    if !sentence.ends_with(['.', '?']) {
        sentence.push('.');
    }
    sentence
}
