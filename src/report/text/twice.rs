//! What a text says twice: a code as a number and as a name, or in two notations.

use errexplain_registry::Registry;
use errexplain_registry::model::normal_words;

use super::{Mention, QueryReport, bare};
use crate::lookup::{self, Scope};
use crate::message::{speaks_for_itself, tokens, tokens_from};
use crate::query::Query;

/// A code of a text with its answer.
type Told<'t, 'a> = (Mention<'t, 'a>, QueryReport<'a>);

/// The codes of a text in its order, each with where it is looked for: beside `found` the numbers with which the text says again
/// what a code is, and which no words make a code. Those are first of all of the namespace that the code is named in.
pub(super) fn with_restatements<'t, 'a>(
    registry: Registry<'a>,
    text: &'t str,
    found: Vec<Mention<'t, 'a>>,
    scope: &Scope<'a>,
) -> Vec<(Mention<'t, 'a>, Scope<'a>)> {
    let mut restated: Vec<(Mention<'_, '_>, Scope<'_>)> = Vec::new();
    for known in &found {
        for mention in [behind(text, known), before(text, known.range.start)].into_iter().flatten() {
            let parts = |other: &Mention<'_, '_>| {
                mention.range.end <= other.range.start || other.range.end <= mention.range.start
            };
            if found.iter().chain(restated.iter().map(|(mention, _)| mention)).all(parts) {
                let within = within_namespace_of(registry, known, &mention, scope);
                restated.push((mention, within.unwrap_or_else(|| scope.clone())));
            }
        }
    }
    let mut all: Vec<_> = found.into_iter().map(|mention| (mention, scope.clone())).chain(restated).collect();
    all.sort_by_key(|(mention, _)| mention.range.start);
    all
}

/// The namespace of a name, where a number beside it is a code in that, and no other was asked for.
fn within_namespace_of<'a>(
    registry: Registry<'a>,
    name: &Mention<'_, 'a>,
    number: &Mention<'_, 'a>,
    scope: &Scope<'a>,
) -> Option<Scope<'a>> {
    let Query::Name { text, .. } = name.query else { return None };
    let Query::Numbers(numbers) = &number.query else { return None };
    let namespace = registry.by_name(text).next().filter(|_| matches!(scope, Scope::Offered))?.namespace();
    let within = Scope::Beside(vec![namespace]);
    // Only as it is written: `STATUS_SUCCESS (120)` is not 0x120.
    let as_written = Query::Numbers(vec![numbers[0]]);
    (!lookup::find(registry, &as_written, &within).is_empty()).then_some(within)
}

/// The number behind a code that says what it is: in brackets, `ERROR_ACCESS_DENIED (5)`, or without, where a name and it are
/// the whole text, `ERROR_ACCESS_DENIED = 5`. In a sentence it can be of anything: `EBUSY, 5 times`, `WSAETIMEDOUT: 30.`
fn behind<'t, 'a>(text: &'t str, mention: &Mention<'t, 'a>) -> Option<Mention<'t, 'a>> {
    let rest = text[mention.range.end..].trim_start();
    let bracketed = rest.strip_prefix(['(', '[']);
    let inside = match bracketed {
        Some(inside) => inside,
        None if is_name(mention) && text[..mention.range.start].trim().is_empty() => {
            // A colon before a number that nothing parts it from makes it a port: `EADDRINUSE :3000`.
            let behind_colon = text[mention.range.end..].strip_prefix(':');
            behind_colon.or_else(|| rest.strip_prefix('=')).unwrap_or(rest)
        }
        None => return None,
    };
    let start = text.len() - inside.len();
    let token = tokens_from(text, start).next().filter(|token| !token.is_word)?;
    let next = &text[token.range.end..];
    let alone = text[start..token.range.start].trim().is_empty()
        && match bracketed {
            Some(_) => next.starts_with([')', ']']),
            None => next.trim().is_empty(),
        };
    bare(text, token.range).filter(|_| alone)
}

/// The number before brackets in which a text says again what the code is: `1073741819 (0xC0000005)`.
fn before<'t, 'a>(text: &'t str, to: usize) -> Option<Mention<'t, 'a>> {
    let before = text[..to].strip_suffix(['(', '['])?.trim_end();
    let token = tokens(before).last().filter(|token| !token.is_word && token.range.end == before.len())?;
    bare(text, token.range)
}

/// Shows once what a text gives twice; two codes that should be one and are not are both shown and said to disagree.
pub(super) fn compare(text: &str, reports: &mut Vec<Told<'_, '_>>) {
    let mut second = 1;
    while second < reports.len() {
        let agreeing = (0..second).find(|&first| agree(&reports[first].1, &reports[second].1));
        if let Some(first) = agreeing {
            // What has words before it, or is a name, says more than a bare number.
            let weight = |(mention, _): &Told<'_, '_>| (is_name(mention), mention.context.is_some());
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
        let count = |report: &Told<'_, '_>| is_bare(&report.0) && report.1.matches.is_empty();
        if let Some(count) = [second, second - 1].into_iter().find(|&at| count(&reports[at])) {
            reports.remove(count);
            continue;
        }
        if is_another_number(text, &reports[second - 1], &reports[second]) {
            let message = format!("{} beside it is not its number.", &text[reports[second].0.range.clone()]);
            reports[second - 1].1.message = Some(message);
            reports.remove(second);
            continue;
        }
        let (one, other) = (&reports[second - 1], &reports[second]);
        if stand_side_by_side(text, &one.0, &other.0) && !one.1.matches.is_empty() && !other.1.matches.is_empty() {
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

/// Whether nothing stands between two codes of a text but marks that make the second say what the first is, and words that tell
/// whose number the second is: `SIGSEGV (signal 9)`.
fn stand_side_by_side(text: &str, one: &Mention<'_, '_>, other: &Mention<'_, '_>) -> bool {
    let between = text.get(one.range.end..other.range.start).unwrap_or_default();
    let words = normal_words(between);
    let phrase = other.context.map(|context| context.phrase());
    let told = words.is_empty() || phrase.is_some_and(|phrase| words.iter().eq(phrase.split(' ')));
    let start = between.find(char::is_alphanumeric).unwrap_or(between.len());
    match between[..start].trim() {
        "(" | "=" | "/" | "[" | ":" => told,
        "" => told && is_name(one) != is_name(other),
        _ => false,
    }
}

/// Whether a number without brackets behind a name is a code in other namespaces alone: there is no saying that it is one.
fn is_another_number(text: &str, name: &Told<'_, '_>, number: &Told<'_, '_>) -> bool {
    let (Some(named), Some(numbered)) = (name.1.matches.first(), number.1.matches.first()) else { return false };
    is_name(&name.0)
        && is_bare(&number.0)
        && !text[name.0.range.end..].trim_start().starts_with(['(', '['])
        && named.code.namespace != numbered.code.namespace
}

fn is_name(mention: &Mention<'_, '_>) -> bool {
    matches!(mention.query, Query::Name { .. })
}

/// Whether a mention is a number that nothing makes a code.
fn is_bare(mention: &Mention<'_, '_>) -> bool {
    let alone = matches!(&mention.query, Query::Numbers(numbers) if numbers.first().is_some_and(speaks_for_itself));
    mention.context.is_none() && !alone && !is_name(mention)
}

/// Whether a number that is no code became one that the text gives, had it not lost its minus sign.
fn lost_sign(one: &QueryReport<'_>, other: &QueryReport<'_>) -> bool {
    other.read().bytes().all(|byte| byte.is_ascii_digit())
        && one.matches.first().is_some_and(|lead| other.suggestions.iter().any(|near| near.code.same_as(&lead.code)))
}

/// Whether two answers are the same code: one's first match is among the other's, or is its counterpart. What a number is on a
/// rare platform alone is not what the text means by it.
fn agree(one: &QueryReport<'_>, other: &QueryReport<'_>) -> bool {
    let among = |one: &QueryReport<'_>, other: &QueryReport<'_>| {
        one.matches.first().is_some_and(|first| {
            let key = (first.code.namespace, first.code.symbol);
            other.matches.iter().any(|found| !found.reading.is_rare && found.code.same_as(&first.code))
                || other.matches.first().is_some_and(|lead| {
                    lead.equivalents.iter().any(|known| known.symbol == Some(key.1) && known.namespace == key.0)
                })
        })
    };
    among(one, other) || among(other, one)
}
