//! Queries that are more than a code: a pasted message, a line of a log.

use std::cell::OnceCell;
use std::ops::Range;

use errexplain_registry::{Notation, Registry};

use super::{QueryReport, Status, answer, explain_code, identities};
use crate::lookup::{self, Scope};
use crate::message::{Mention, Reader, Token, ends_with_path, tokens};
use crate::query::{self, Query};

mod twice;

/// Answers one query, as an [`Explainer`] does.
pub fn explain<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>, full: usize) -> Vec<QueryReport<'a>> {
    Explainer::new(registry).explain(text, scope, full)
}

/// Answers queries.
pub struct Explainer<'a> {
    registry: Registry<'a>,
    /// Made for the first text that is more than a code: it takes longer than looking a code up.
    reader: OnceCell<Reader<'a>>,
}

impl<'a> Explainer<'a> {
    /// For the codes of a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self { registry, reader: OnceCell::new() }
    }

    /// Whether queries are the words of one text: words that are no codes say what a number among them is, as in `exit code 137`
    /// without quotes.
    pub fn is_one_text(&self, queries: &[String]) -> bool {
        let is_code = |query: &String| match query::parse(query) {
            Ok(Query::Numbers(_)) => true,
            // `signal` and `error` are names of codes, too, where prefixes are left out.
            _ => query::split_scope(query).is_some() || self.registry.by_name(query).next().is_some(),
        };
        let reader = || self.reader.get_or_init(|| Reader::new(self.registry));
        let is_word = |query: &String| !matches!(query.as_str(), "" | "-") && !query.contains(char::is_whitespace);
        queries.len() > 1
            // Whoever quotes one text means each to be one.
            && queries.iter().all(is_word)
            && !queries.iter().all(is_code)
            && reader().mentions(&queries.join(" ")).iter().any(|mention| mention.context.is_some())
    }

    /// Answers a query: a code, or a text with one or more of them. `scope` restricts it to namespaces. The first
    /// `full` matches of each code are told in full, the others in a line.
    pub fn explain(&self, text: &str, scope: &Scope<'a>, full: usize) -> Vec<QueryReport<'a>> {
        if is_one_code(self.registry, text, scope) {
            return vec![explain_code(self.registry, text, scope, full)];
        }
        let reader = self.reader.get_or_init(|| Reader::new(self.registry));
        explain_text(self.registry, reader.mentions(text), text, scope, full)
    }
}

/// Answers a text in which some codes were found.
fn explain_text<'t, 'a>(
    registry: Registry<'a>,
    mut found: Vec<Mention<'t, 'a>>,
    text: &'t str,
    scope: &Scope<'a>,
    full: usize,
) -> Vec<QueryReport<'a>> {
    if found.is_empty() {
        found.extend(only_number(text));
    }
    if let ([], Some(range)) = (&found[..], unreadable(text)) {
        let mut report = explain_code(registry, &text[range.clone()], scope, full);
        report.token = Some(std::mem::replace(&mut report.query, text.to_owned()));
        return vec![report];
    }
    let mut reports: Vec<(Mention<'_, 'a>, QueryReport<'a>)> = twice::with_restatements(registry, text, found, scope)
        .into_iter()
        .map(|(mention, scope)| {
            let piece = &text[mention.range.clone()];
            let mut report = explain_mention(registry, piece, &mention, &scope, full.max(1));
            report.token = Some(std::mem::replace(&mut report.query, text.to_owned()));
            (mention, report)
        })
        .collect();
    if reports.is_empty() {
        return vec![explain_code(registry, text, scope, full)];
    }
    twice::compare(text, &mut reports);
    reports.into_iter().map(|(_, report)| report).collect()
}

/// Whether a text is a code as it stands: a number, a name that is known, or a word that could be a misspelt name.
fn is_one_code(registry: Registry<'_>, text: &str, scope: &Scope<'_>) -> bool {
    // `STOP: 0x7B (0x1, ...)` is a message, though `stop` is another name of a namespace; `error:5` is one, too, while
    // `nosuch:5` asks for a namespace that there is not.
    let scoped = |(name, code): (&str, &str)| {
        let known = registry.namespace(name).is_some() || registry.context(&name.to_lowercase()).is_none();
        known && !code.contains(char::is_whitespace)
    };
    if query::split_scope(text).is_some_and(scoped) {
        return true;
    }
    let base36 = scope.namespaces().iter().any(|namespace| namespace.notation() == Notation::Base36);
    match query::parse(text) {
        Ok(Query::Numbers(_)) => true,
        Ok(Query::Name { text, .. }) => {
            let word = !text.contains(|char: char| !char.is_alphanumeric() && !matches!(char, '_' | '-'));
            word || base36 || registry.by_name(text).next().is_some() || registry.by_loose_name(text).next().is_some()
        }
        // A text without any word or number is refused as it stands.
        Err(_) => tokens(text).count() <= 1,
    }
}

/// Words of a text whose only number is read without words that say what it is; in a longer one it could be anything.
const SHORT_TEXT: usize = 3;

/// The number of a short text that holds one and no words that say what it is.
fn only_number<'t, 'a>(text: &'t str) -> Option<Mention<'t, 'a>> {
    if text.split_whitespace().count() > SHORT_TEXT {
        return None;
    }
    let mut numbers = tokens(text).filter(|token| !token.is_word);
    let range = numbers.next().filter(|_| numbers.next().is_none())?.range;
    // A version, an address or a path beside it says that it belongs to something else: `550 5.7.1 [BL23]`, `docs/a/errno 5`.
    let digits = |text: &str| text.contains(|char: char| char.is_ascii_digit());
    if digits(&text[..range.start]) || digits(&text[range.end..]) || ends_with_path(&text[..range.start]) {
        return None;
    }
    bare(text, range)
}

/// The one number of a text that is written as a code and cannot be read as one: `Error 0x80070OO5`.
fn unreadable(text: &str) -> Option<Range<usize>> {
    let broken = |token: &Token| !token.is_word && query::parse(&text[token.range.clone()]).is_err();
    let mut found = tokens(text).filter(broken);
    found.next().filter(|_| found.next().is_none()).map(|token| token.range)
}

/// A number without words that say what it is.
fn bare<'t, 'a>(text: &'t str, range: Range<usize>) -> Option<Mention<'t, 'a>> {
    match query::parse(&text[range.clone()]).ok()? {
        query @ Query::Numbers(_) => Some(Mention::bare(range, query)),
        Query::Name { .. } => None,
    }
}

fn explain_mention<'a>(
    registry: Registry<'a>,
    piece: &str,
    mention: &Mention<'_, 'a>,
    scope: &Scope<'a>,
    full: usize,
) -> QueryReport<'a> {
    if let Some(owner) = mention.owner() {
        return explain_owned(registry, piece, mention, owner, full);
    }
    let (found_in, matches) = lookup::find_in_context(registry, &mention.query, mention.context.as_ref(), scope);
    let mut report = answer(registry, piece, &mention.query, &found_in, matches, full);
    if let (Scope::Context(_, context), Status::NotFound) = (&found_in, report.status) {
        let beside = lookup::beside(context.phrase());
        report.message = Some(match context.names_codes() {
            true => format!("It has {beside}, which is said of another code: the number may be none."),
            false => format!("It has {beside}. {}", report.message.unwrap_or_default()),
        });
        report.suggestions.splice(..0, identities(context.codes().collect()));
    }
    report
}

/// Answers a number that the words beside it make somebody else's: where they name a namespace as well, the owner's numbers are
/// in that.
fn explain_owned<'a>(
    registry: Registry<'a>,
    piece: &str,
    mention: &Mention<'_, 'a>,
    owner: &str,
    full: usize,
) -> QueryReport<'a> {
    if let (Some(context), Query::Numbers(numbers)) = (mention.context, &mention.query) {
        // The first that it names is the owner's.
        let owned = context.namespaces(numbers[0].magnitude, numbers[0].negative).into_iter().next();
        if let Some(namespace) = owned {
            let within = Scope::Context(vec![namespace], context);
            let matches = lookup::find(registry, &mention.query, &within);
            if !matches.is_empty() {
                return answer(registry, piece, &mention.query, &within, matches, full);
            }
        }
    }
    let message = format!("By the words beside it, {piece} is {owner} and none of the codes known here.");
    QueryReport::unanswered(piece, Status::NotFound, message)
}
