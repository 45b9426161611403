//! Finds the codes in a line of text: a pasted message, a line of a log.
//!
//! Precision goes first. A hex number of full width that is a known code speaks for itself, as does a known name. Any other
//! number is a code only where the words before it make it one; `registry/contexts.tsv` holds those words, and the words that
//! make it somebody else's number.

use std::ops::Range;

use errexplain_registry::model::normal_words;
use errexplain_registry::{Context, Notation, Registry};

use crate::query::{self, Number, Query, Radix};

mod token;

pub use token::{Token, tokens};

/// A code in a text, or a number that the text says is something else.
#[derive(Clone, Debug)]
pub struct Mention<'t, 'a> {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What they can be.
    pub query: Query<'t>,
    /// The words before it that decide whose number it is.
    pub context: Option<Context<'a>>,
}

impl Mention<'_, '_> {
    /// Whether the text itself says that the number is no code of the registry.
    pub fn owner(&self) -> Option<&str> {
        self.context.as_ref().and_then(Context::owner)
    }
}

/// The codes in a text, in the order of the text.
pub fn mentions<'t, 'a>(registry: Registry<'a>, text: &'t str) -> Vec<Mention<'t, 'a>> {
    let mut found: Vec<Mention<'t, 'a>> = Vec::new();
    let mut skip_to = 0;
    for token in tokens(text) {
        let Token { range, .. } = &token;
        if range.start < skip_to {
            continue;
        }
        if let Some(mention) = mention(registry, text, &token) {
            skip_to = end_of_parameters(text, range.end);
            found.push(mention);
        }
    }
    found
}

fn mention<'t, 'a>(registry: Registry<'a>, text: &'t str, token: &Token) -> Option<Mention<'t, 'a>> {
    let range = token.range.clone();
    let piece = &text[range.clone()];
    if token.is_word && is_known_name(registry, piece) {
        return Some(Mention { range, query: Query::Name { text: piece, number: None }, context: None });
    }
    let context = context_before(registry, &text[..range.start]);
    let base36 =
        context.is_some_and(|context| context.namespaces().any(|namespace| namespace.notation() == Notation::Base36));
    let query = match context {
        Some(_) if base36 && query::parse_base36(piece).is_some() => {
            Query::Numbers(query::parse_base36(piece).into_iter().collect())
        }
        Some(context) if context.is_hex() => Query::Numbers(vec![bare_hex(piece).or_else(|| first_number(piece))?]),
        _ => match query::parse(piece).ok()? {
            Query::Numbers(numbers) => Query::Numbers(numbers),
            // Letters that happen to be hex digits are words; with a digit among them they are hex behind a context only.
            Query::Name { number: Some(number), .. }
                if context.is_some() && piece.contains(|char: char| char.is_ascii_digit()) =>
            {
                Query::Numbers(vec![number])
            }
            Query::Name { .. } => return None,
        },
    };
    let Query::Numbers(numbers) = &query else { return None };
    let speaks_for_itself = matches!(numbers[0], Number { radix: Radix::Hex, digits: 8.., magnitude: 1.., .. })
        || matches!(
            numbers[0],
            Number { radix: Radix::Decimal, negative: true, magnitude: 0x4000_0000..=0x8000_0000, .. }
        );
    (context.is_some() || speaks_for_itself && token.stands_alone).then_some(Mention { range, query, context })
}

/// Whether a word is a code's name as programs print it: capitals with an underscore, or with a prefix of its namespace.
fn is_known_name(registry: Registry<'_>, word: &str) -> bool {
    let capitals = word.len() > 3 && !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let mixed = word.contains('_');
    (capitals || mixed)
        && registry.by_name(word).any(|code| {
            let namespace = code.namespace();
            code.symbol() == word && (word.contains('_') || namespace.prefixes().any(|prefix| word.starts_with(prefix)))
                || code.aliases().any(|alias| alias == word && word.contains('_'))
        })
}

fn bare_hex(text: &str) -> Option<Number> {
    let plain = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let magnitude = u64::from_str_radix(text, 16).ok().filter(|_| plain)?;
    Some(Number { magnitude, negative: false, radix: Radix::BareHex, digits: text.len() })
}

fn first_number(text: &str) -> Option<Number> {
    match query::parse(text).ok()? {
        Query::Numbers(numbers) => numbers.first().copied(),
        Query::Name { .. } => None,
    }
}

/// Words of the longest phrase in contexts.tsv.
const LONGEST_PHRASE: usize = 5;
/// Bytes before a number in which its context is looked for.
const REACH: usize = 96;
/// Words that may stand between a phrase and its number.
pub const FILLERS: [&str; 12] =
    ["is", "was", "of", "with", "the", "value", "number", "returned", "by", "as", "a", "got"];

/// The context that the words before a number are: the longest phrase that ends there.
fn context_before<'a>(registry: Registry<'a>, before: &str) -> Option<Context<'a>> {
    let mut start = before.len().saturating_sub(REACH);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let before = &before[start..];
    // A long phrase may run over a comma: "AcceptSecurityContext error, data 52e".
    phrase_at_end(registry, last_clause(before, true), 1)
        .or_else(|| phrase_at_end(registry, last_clause(before, false), 3))
}

/// The longest phrase of at least `shortest` words that ends a text, fillers aside.
fn phrase_at_end<'a>(registry: Registry<'a>, text: &str, shortest: usize) -> Option<Context<'a>> {
    let words = normal_words(text);
    let mut end = words.len();
    loop {
        for count in (shortest..=LONGEST_PHRASE.min(end)).rev() {
            if let Some(context) = registry.context(&words[end - count..end].join(" ")) {
                return Some(context);
            }
        }
        if end == 0 || !FILLERS.contains(&words[end - 1].as_str()) {
            return None;
        }
        end -= 1;
    }
}

/// What follows the last end of a sentence and, where that is asked for, the last comma.
fn last_clause(text: &str, commas: bool) -> &str {
    let end = text
        .char_indices()
        .rev()
        .find(|&(at, char)| match char {
            ';' | '\n' | '|' => true,
            '.' | '!' | '?' => text[at + 1..].starts_with(char::is_whitespace),
            ',' if commas => text[at + 1..].starts_with(char::is_whitespace),
            _ => false,
        })
        .map_or(0, |(at, char)| at + char.len_utf8());
    &text[end..]
}

/// The end of a bracketed list that follows a code, as the four parameters follow a stop code: its numbers are no codes.
fn end_of_parameters(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start();
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')).map(|(inside, _)| inside);
    match inside {
        Some(inside) if inside.contains(',') => from + (text[from..].len() - rest.len()) + inside.len() + 2,
        _ => from,
    }
}

#[cfg(test)]
mod tests;
