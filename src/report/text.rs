//! Queries that are more than a code: a pasted message, a line of a log.

use std::cell::OnceCell;
use std::ops::Range;

use errexplain_registry::{Notation, Registry};

use super::{QueryReport, Status, answer, explain_code};
use crate::lookup::{self, Scope};
use crate::message::{Mention, Reader, Token, speaks_for_itself, tokens, tokens_from};
use crate::query::{self, Query};

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
    let restated: Vec<Mention<'_, 'a>> = found
        .iter()
        .flat_map(|mention| [restatement(text, mention.range.end), stated_before(text, mention.range.start)])
        .flatten()
        .collect();
    for mention in restated {
        if !found.iter().any(|known| known.range.start < mention.range.end && mention.range.start < known.range.end) {
            found.push(mention);
        }
    }
    found.sort_by_key(|mention| mention.range.start);
    let mut reports: Vec<(Mention<'_, 'a>, QueryReport<'a>)> = found
        .into_iter()
        .map(|mention| {
            let piece = &text[mention.range.clone()];
            let mut report = explain_mention(registry, piece, &mention, scope, full.max(1));
            report.token = Some(std::mem::replace(&mut report.query, text.to_owned()));
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
    // A version or an address beside it says that it belongs to something else: `550 5.7.1 [BL23]`.
    let digits = |text: &str| text.contains(|char: char| char.is_ascii_digit());
    if digits(&text[..range.start]) || digits(&text[range.end..]) {
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

/// The number in brackets behind a code, with which a text says again what the code is: `ERROR_ACCESS_DENIED (5)`.
fn restatement<'t, 'a>(text: &'t str, from: usize) -> Option<Mention<'t, 'a>> {
    let inside = text[from..].trim_start().strip_prefix(['(', '['])?;
    let start = text.len() - inside.len();
    let token = tokens_from(text, start).next().filter(|token| !token.is_word)?;
    let alone = text[start..token.range.start].trim().is_empty() && text[token.range.end..].starts_with([')', ']']);
    bare(text, token.range).filter(|_| alone)
}

/// The number before brackets in which a text says again what the code is: `1073741819 (0xC0000005)`.
fn stated_before<'t, 'a>(text: &'t str, to: usize) -> Option<Mention<'t, 'a>> {
    let before = text[..to].strip_suffix(['(', '['])?.trim_end();
    let token = tokens(before).last().filter(|token| !token.is_word && token.range.end == before.len())?;
    bare(text, token.range)
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
        let message = format!("By the words beside it, {piece} is {owner}, not an error code.");
        return QueryReport::unanswered(piece, Status::NotFound, message);
    }
    if let (Some(context), Scope::Offered) = (&mention.context, scope) {
        let (found_in, matches) = lookup::find_in_context(registry, &mention.query, context);
        let mut report = answer(registry, piece, &mention.query, &found_in, matches, full);
        if let (Scope::Context(_, phrase), Status::NotFound) = (&found_in, report.status) {
            let known = report.message.unwrap_or_default();
            report.message = Some(format!("It has {}. {known}", lookup::beside(phrase)));
        }
        return report;
    }
    let matches = lookup::find(registry, &mention.query, scope);
    answer(registry, piece, &mention.query, scope, matches, full)
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
        if let Some((whole, cut)) = [(second - 1, second), (second, second - 1)]
            .into_iter()
            .find(|&(whole, cut)| lost_sign(&reports[whole].1, &reports[cut].1))
        {
            let token = &text[reports[cut].0.range.clone()];
            let message = format!("{token} beside it is the same number without its minus sign.");
            reports[whole].1.message = Some(message);
            reports.remove(cut);
            continue;
        }
        // A count beside a code is none, and the text does not say that it is one.
        let count = |report: &(Mention<'_, '_>, QueryReport<'_>)| is_bare(&report.0) && report.1.matches.is_empty();
        if let Some(count) = [second, second - 1].into_iter().find(|&at| count(&reports[at])) {
            reports.remove(count);
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

/// Whether a mention is a number that nothing makes a code.
fn is_bare(mention: &Mention<'_, '_>) -> bool {
    let alone = matches!(&mention.query, Query::Numbers(numbers) if numbers.first().is_some_and(speaks_for_itself));
    mention.context.is_none() && !alone && matches!(mention.query, Query::Numbers(_))
}

/// Whether a number that is no code became one that the text gives, had it not lost its minus sign.
fn lost_sign(one: &QueryReport<'_>, other: &QueryReport<'_>) -> bool {
    other.read().bytes().all(|byte| byte.is_ascii_digit())
        && one.matches.first().is_some_and(|lead| other.suggestions.iter().any(|near| near.code.same_as(&lead.code)))
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
