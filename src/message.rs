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
mod names;
mod seen;
mod token;

pub use context::{BREAKS, FILLERS, LONGEST_GAP, Phrase, Phrases, ends_with_path, forms, is_text};
use context::{Earlier, Recent};
pub use names::{Names, can_be_named};
pub use seen::Seen;
use seen::Was;
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

/// What was read of a line so far.
#[derive(Debug, Default)]
pub struct Line<'p, 'a> {
    /// No code begins before this place.
    skip_to: usize,
    /// The last number that was a code.
    last: Option<Candidate<'p, 'a>>,
    /// The last word that may be a name.
    name: Range<usize>,
    earlier: Earlier,
}

impl Candidate<'_, '_> {
    /// Whether the words around it say that it is somebody else's.
    fn is_owned(&self, text: &str) -> bool {
        self.phrase.is_some_and(|phrase| phrase.owner(&text[self.range.clone()]).is_some())
    }
}

impl<'p, 'a> Line<'p, 'a> {
    /// Notes the next code.
    fn note(&mut self, text: &str, candidate: &Candidate<'p, 'a>, owned: bool) {
        if candidate.is_name {
            self.name = candidate.range.clone();
        } else if !owned {
            self.skip_to = end_of_parameters(text, candidate.range.end);
            self.last = Some(candidate.clone());
        }
    }

    /// Whether a token may say again what the code before it is.
    #[inline]
    fn may_be_repeated(&self, text: &str, token: &Token) -> bool {
        self.last.is_some() && text[..token.range.start].ends_with('(')
            || Names::may_be_restated(&self.name, &token.range)
    }
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

    /// What looks like a code in a text.
    pub fn candidates<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Candidate<'s, 'a>> + 's {
        let (mut line, mut recent) = (Line::default(), Recent::default());
        tokens(text).filter_map(move |token| self.next(text, &mut line, &mut recent, token))
    }

    /// What the next token of a line is.
    fn next<'s>(
        &'s self,
        text: &str,
        line: &mut Line<'s, 'a>,
        recent: &mut Recent,
        token: Token,
    ) -> Option<Candidate<'s, 'a>> {
        if token.range.start < line.skip_to {
            return None;
        }
        // The words before a number hold for the same number in hex behind it: `error 5 (0x00000005)`.
        let repeated = || {
            let hex = text[token.range.clone()].starts_with("0x");
            let last = line.last.as_ref().filter(|last| hex && last.phrase.is_some())?;
            let bracketed = text[last.range.end..token.range.start].trim_start() == "(";
            bracketed.then(|| Candidate { range: token.range.clone(), ..last.clone() })
        };
        let mut candidate = repeated().or_else(|| self.candidate(text, &token, &mut line.earlier, recent))?;
        if !candidate.is_name
            && candidate.phrase.is_some()
            && self.names.are_restated(text, &line.name, &candidate.range)
        {
            candidate.phrase = None;
            if !looks_like_code(&text[candidate.range.clone()]) {
                return None;
            }
        }
        let owned = candidate.is_owned(text);
        line.note(text, &candidate, owned);
        Some(candidate)
    }

    /// As [`Self::candidates`], for a token after the other, each with what somebody wants to know of it. Tokens that can be no
    /// codes may be left out, as long as they are in the line's order. What was seen before is not asked for again.
    pub fn next_seen<'s, T: Clone>(
        &'s self,
        text: &str,
        line: &mut Line<'s, 'a>,
        seen: &mut Seen<T>,
        token: Token,
        mut ask: impl FnMut(&Candidate<'s, 'a>) -> T,
    ) -> Option<(Range<usize>, T)> {
        if token.range.start < line.skip_to {
            return None;
        }
        if line.may_be_repeated(text, &token) {
            let candidate = self.next(text, line, &mut seen.recent, token)?;
            return Some((candidate.range.clone(), ask(&candidate)));
        }
        let range = token.range.clone();
        match seen.get(&self.phrases, text, &token, &mut line.earlier) {
            Some(Was::Nothing) => None,
            Some(Was::Name(what)) => {
                line.name = range.clone();
                Some((range, what.clone()))
            }
            Some(Was::Number { what, phrase, owned }) => {
                let phrase = phrase.map(|index| self.phrases.phrase(index));
                line.note(text, &Candidate { range: range.clone(), is_name: false, phrase }, *owned);
                Some((range, what.clone()))
            }
            None => {
                let Some(candidate) = self.candidate(text, &token, &mut line.earlier, &mut seen.recent) else {
                    // Whether a word is none depends on what stands around it.
                    if !token.is_word {
                        seen.remember(text, &token, Was::Nothing);
                    }
                    return None;
                };
                let what = ask(&candidate);
                let owned = candidate.is_owned(text);
                line.note(text, &candidate, owned);
                match candidate.phrase {
                    phrase if !token.is_word => {
                        let phrase = phrase.map(|phrase| phrase.index);
                        seen.remember(text, &token, Was::Number { what: what.clone(), phrase, owned });
                    }
                    None if candidate.is_name => seen.remember(text, &token, Was::Name(what.clone())),
                    _ => {}
                }
                Some((range, what))
            }
        }
    }

    fn candidate(
        &self,
        text: &str,
        token: &Token,
        earlier: &mut Earlier,
        recent: &mut Recent,
    ) -> Option<Candidate<'_, 'a>> {
        let range = token.range.clone();
        let piece = &text[range.clone()];
        if token.is_word && (token.has_capitals || self.names.has_prefix(piece)) {
            return Some(Candidate { range, is_name: true, phrase: None });
        }
        let named = token.is_word && can_be_named(text.as_bytes(), &range);
        let number = !token.is_word || can_be_number(piece.as_bytes());
        let phrase = match named || number {
            true => recent.around(&self.phrases, text, range.start, range.end, earlier),
            false => None,
        };
        let is_name = named && phrase.is_some_and(|phrase| phrase.names);
        let is_number = number && phrase.is_some() || token.stands_alone && looks_like_code(piece);
        (is_name || is_number).then_some(Candidate { range, is_name, phrase: phrase.filter(|_| is_name || number) })
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

/// Bytes of a list of numbers behind a code.
const LONGEST_LIST: usize = 256;

/// The end of a bracketed list of numbers that follows a code, as the four parameters follow a stop code: they are no codes.
fn end_of_parameters(text: &str, from: usize) -> usize {
    let next = text.as_bytes()[from..].iter().find(|byte| **byte != b' ');
    if next.is_none_or(|byte| byte.is_ascii_graphic() && *byte != b'(') {
        return from;
    }
    // A list is short; what is not is looked at once and not from each of its numbers on.
    let mut end = text.len().min(from + LONGEST_LIST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let rest = text[from..].trim_start();
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')).map(|(inside, _)| inside);
    let number =
        |part: &str| part.trim().starts_with(|first: char| first.is_ascii_digit()) && !part.trim().contains(' ');
    match inside {
        Some(inside) if inside.contains(',') && inside.split(',').all(number) => {
            from + (text[from..].len() - rest.len()) + inside.len() + 2
        }
        _ => from,
    }
}

#[cfg(test)]
mod tests;
