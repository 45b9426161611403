//! Queries that are more than a code: a pasted message, a line of a log.

use errexplain_registry::{Notation, Registry};

use super::{QueryReport, Status, answer, explain_code};
use crate::lookup::{self, Scope};
use crate::message::{Mention, mentions, tokens};
use crate::query::{self, Query};

/// Answers a query: a code, or a text with one or more of them. `scope` restricts it to namespaces. The first
/// `full` matches of each code are told in full, the others in a line.
pub fn explain<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>, full: usize) -> Vec<QueryReport<'a>> {
    if is_one_code(registry, text, scope) {
        return vec![explain_code(registry, text, scope, full)];
    }
    let mut found = mentions(registry, text);
    if found.is_empty() {
        found.extend(only_number(text));
    }
    let mut reports: Vec<(Mention<'_, 'a>, QueryReport<'a>)> = found
        .into_iter()
        .map(|mention| {
            let mut report = explain_mention(registry, text, &mention, scope, full.max(1));
            report.token = Some(text[mention.range.clone()].to_owned());
            (mention, report)
        })
        .collect();
    if reports.is_empty() {
        return vec![explain_code(registry, text, scope, full)];
    }
    compare(text, &mut reports);
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
    match query::parse(&text[range.clone()]).ok()? {
        query @ Query::Numbers(_) => Some(Mention::bare(range, query)),
        Query::Name { .. } => None,
    }
}

fn explain_mention<'a>(
    registry: Registry<'a>,
    text: &str,
    mention: &Mention<'_, 'a>,
    scope: &Scope<'a>,
    full: usize,
) -> QueryReport<'a> {
    if let Some(owner) = mention.owner() {
        let token = &text[mention.range.clone()];
        let message = format!("By the words before it, {token} is {owner}, not an error code.");
        return QueryReport::unanswered(text, Status::NotFound, message);
    }
    if let (Some(context), Scope::Offered) = (&mention.context, scope) {
        let namespaces: Vec<_> = context.namespaces().collect();
        let context = Scope::Context(namespaces, context.phrase());
        // Words that only say that a number is a code leave it to the number what it is a code of. So do words that name a
        // namespace in which there is no such number.
        if !context.namespaces().is_empty() {
            let matches = lookup::find(registry, &mention.query, &context);
            if !matches.is_empty() {
                return answer(registry, text, &mention.query, &context, matches, full);
            }
        }
    }
    let matches = lookup::find(registry, &mention.query, scope);
    answer(registry, text, &mention.query, scope, matches, full)
}

/// Compares what a text says twice: a code that it gives as a number and as a name, or in two notations, is shown once; two
/// that should be one and are not are both shown and said to disagree.
fn compare(text: &str, reports: &mut Vec<(Mention<'_, '_>, QueryReport<'_>)>) {
    let mut second = 1;
    while second < reports.len() {
        let agreeing = (0..second).find(|&first| agree(&reports[first].1, &reports[second].1));
        if let Some(first) = agreeing {
            // What has words before it, or is a name, says more than a bare number.
            let weight = |(mention, _): &(Mention<'_, '_>, QueryReport<'_>)| {
                (matches!(mention.query, Query::Name { .. }), mention.context.is_some())
            };
            let weaker = if weight(&reports[second]) > weight(&reports[first]) { first } else { second };
            reports.remove(weaker);
            continue;
        }
        let between = text.get(reports[second - 1].0.range.end..reports[second].0.range.start).unwrap_or_default();
        let side_by_side = matches!(between.trim(), "(" | "=" | "/" | "[" | ":") || between.trim() == "or";
        let (one, other) = (&reports[second - 1], &reports[second]);
        if side_by_side && !one.1.matches.is_empty() && !other.1.matches.is_empty() {
            let message = format!(
                "The text gives {} and {} side by side, and they are different codes.",
                &text[one.0.range.clone()],
                &text[other.0.range.clone()]
            );
            reports[second - 1].1.message = Some(message.clone());
            reports[second].1.message = Some(message);
        }
        second += 1;
    }
}

/// Whether two answers are the same code: one's first match is among the other's, or is its counterpart.
fn agree(one: &QueryReport<'_>, other: &QueryReport<'_>) -> bool {
    let among = |one: &QueryReport<'_>, other: &QueryReport<'_>| {
        one.matches.first().is_some_and(|first| {
            let key = (first.code.namespace, first.code.symbol);
            other.matches.iter().any(|found| (found.code.namespace, found.code.symbol) == key)
                || other.matches.first().is_some_and(|lead| {
                    lead.equivalents.iter().any(|known| known.symbol == Some(key.1) && known.namespace == key.0)
                })
        })
    };
    among(one, other) || among(other, one)
}
