//! Finds the codes in a line of text: a pasted message, a line of a log.
//!
//! Precision goes first. A hex number of full width that is a known code speaks for itself, as does a known name. Any other
//! number is a code only where the words around it make it one; `registry/contexts.tsv` holds those words, and the words that
//! make it somebody else's number.

use std::ops::Range;

use errexplain_registry::{Context, Registry};

use crate::query::{self, Number, Query, Radix};

pub mod blocks;
mod context;
pub mod letters;
mod line;
mod names;
mod seen;
mod token;

pub use context::{BREAKS, FILLERS, LONGEST_GAP, Phrase, Phrases, ends_with_path, forms, is_text};
pub use line::Line;
pub use names::{Names, can_be_named};
pub use seen::Seen;
pub use token::{Run, Token, is_word_byte, run, tokens, tokens_from};

/// A code in a text, or a number that the text says is something else.
#[derive(Clone, Debug)]
pub struct Mention<'t, 'a> {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What they can be.
    pub query: Query<'t>,
    /// The words around it that decide whose number it is.
    pub context: Option<Context<'a>>,
    /// Whose number it is, where the text itself says that it is no code of the registry.
    owner: Option<&'a str>,
}

impl<'t, 'a> Mention<'t, 'a> {
    /// A code that nothing around it says anything of.
    pub fn bare(range: Range<usize>, query: Query<'t>) -> Self {
        Self { range, query, context: None, owner: None }
    }

    /// Whose number it is, where the text itself says that it is no code of the registry.
    pub fn owner(&self) -> Option<&'a str> {
        self.owner
    }
}

/// A word or number that looks like a code; nothing is looked up yet.
#[derive(Clone, Debug)]
pub struct Candidate<'p, 'a> {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether it can be a name, rather than a number.
    pub is_name: bool,
    /// What the words around it say.
    pub phrase: Option<&'p Phrase<'a>>,
}

/// Finds codes in texts.
#[derive(Debug)]
pub struct Reader<'a> {
    phrases: Phrases<'a>,
    names: Names<'a>,
}

impl<'a> Reader<'a> {
    /// A reader for the codes of a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self { phrases: Phrases::new(registry), names: Names::new(registry) }
    }

    /// The words around numbers that it knows.
    pub fn phrases(&self) -> &Phrases<'a> {
        &self.phrases
    }

    /// The names that it knows.
    pub fn names(&self) -> &Names<'a> {
        &self.names
    }

    /// The codes in a text, in its order.
    pub fn mentions<'t>(&self, text: &'t str) -> Vec<Mention<'t, 'a>> {
        let mention = |candidate: Candidate<'_, 'a>| {
            let Candidate { range, phrase, .. } = &candidate;
            let piece = &text[range.clone()];
            Some(Mention {
                range: range.clone(),
                query: self.read(piece, &candidate)?,
                context: phrase.map(|phrase| phrase.context),
                owner: phrase.and_then(|phrase| phrase.owner(piece)),
            })
        };
        self.candidates(text).filter_map(mention).collect()
    }

    /// What a candidate can be; nothing where it is no code after all.
    pub fn read<'t>(&self, piece: &'t str, candidate: &Candidate<'_, 'a>) -> Option<Query<'t>> {
        if candidate.is_name {
            return self.names.has(piece, candidate.phrase).then_some(Query::Name { text: piece, number: None });
        }
        if let Some(number) =
            query::parse_base36(piece).filter(|_| candidate.phrase.is_some_and(|phrase| phrase.base36))
        {
            return Some(Query::Numbers(vec![number]));
        }
        let numbers = match query::parse(piece) {
            Ok(Query::Numbers(numbers)) => numbers,
            Ok(Query::Name { number: Some(number), .. }) => vec![number],
            _ => Vec::new(),
        };
        let hex = bare_hex(piece).filter(|_| candidate.phrase.is_some_and(|phrase| phrase.context.is_hex()));
        // In a text, digits that are not marked as hex are hex in full width only.
        let plain = |number: &Number| {
            number.radix != Radix::BareHex || number.digits == 8 && piece.contains(|char: char| char.is_ascii_digit())
        };
        let numbers: Vec<Number> = match hex {
            Some(hex) => vec![hex],
            None => numbers.into_iter().filter(plain).collect(),
        };
        let first = numbers.first()?;
        (candidate.phrase.is_some() || speaks_for_itself(first)).then_some(Query::Numbers(numbers))
    }
}

/// Whether a word that starts with a letter can be a number: as hex, or as one of five characters in base 36.
pub fn can_be_number(word: &[u8]) -> bool {
    word.len() > 1 && word.iter().all(u8::is_ascii_hexdigit)
        || word.len() == 5 && !word.iter().any(u8::is_ascii_lowercase)
}

/// Whether a piece is written as [`speaks_for_itself`] needs it, as far as its first and last byte tell.
fn looks_like_code(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'0', b'x' | b'X', digits @ ..] => digits.len() >= 8,
        [b'&', ..] => piece.len() >= 10,
        [b'-', digits @ ..] => digits.len() >= 10,
        _ => false,
    }
}

/// Whether a number is a code without any word that says so: hex of full width, or the negative decimal of a 32-bit failure.
/// What has no more than a high bit set is a flag, and what has none a count or an offset.
pub fn speaks_for_itself(number: &Number) -> bool {
    let flags = |value: u64| value & 0x0FFF_FFFF == 0;
    match *number {
        Number { radix: Radix::Hex, digits: 8, magnitude, negative } => {
            negative || magnitude >= 0x4000_0000 && !flags(magnitude)
        }
        Number { radix: Radix::Hex, digits: 16, magnitude, .. } => {
            magnitude >> 32 == 0xFFFF_FFFF && !flags(magnitude & 0xFFFF_FFFF)
        }
        Number { radix: Radix::Decimal, negative: true, magnitude: 0x4000_0000..=0x7FFF_FFFF, .. } => true,
        _ => false,
    }
}

fn bare_hex(text: &str) -> Option<Number> {
    let plain = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let magnitude = u64::from_str_radix(text, 16).ok().filter(|_| plain)?;
    Some(Number { magnitude, negative: false, radix: Radix::BareHex, digits: text.len() })
}

#[cfg(test)]
mod tests;
