//! A query: the words of a text, and the words of the index that they stand for.

use std::ops::Range;

use super::dictionary::{Dictionary, Found, List};
use super::known::Known;
use super::synonyms::is_filler;
use super::{IMPACT_STEPS, IN_NAME, LONGEST_WORD};
use crate::words::{is_stop_word, name_words, words};

/// How many words of a text are looked for: as many as a bit set holds.
const MOST_WORDS: usize = 24;
/// How many words of a text are read at all.
const LONGEST_TEXT: usize = 100;
/// What a word counts that was not typed but is near to it.
const NEAR: f32 = 0.8;
/// What a word counts that is two of the text written as one.
const JOINED: f32 = 0.9;
/// What a word counts that people use for the one that was typed.
const SYNONYM: f32 = 0.5;
/// What is left of the rarity of a word that messages are padded with.
const FILLER: f32 = 0.4;
/// The share of all codes of which a family's codes are counted to have what is on their family's page.
const FAMILY_RARITY: f32 = 0.1;

/// A word of a query.
pub(super) struct Term<'a> {
    dictionary: Dictionary<'a>,
    /// What is left of its rarity.
    weight: f32,
    /// The places of the postings it stands for, each with what it counts.
    places: Vec<(u64, f32)>,
}

impl Term<'_> {
    /// The logarithm of how rare the word is among so many codes: what it says at most.
    pub(super) fn rarity(&self, codes: usize, families: usize) -> f32 {
        let each = FAMILY_RARITY * codes as f32 / families.max(1) as f32;
        let with = |&(place, _): &(u64, f32)| {
            let postings = self.dictionary.postings(place);
            postings.in_codes as f32 + postings.in_families as f32 * each
        };
        let with = self.places.first().map_or(0.0, with).min(codes as f32);
        // The standard library's would link the C library's mathematics, which the loader then maps at every start.
        self.weight * libm::logf(1.0 + (codes as f32 - with + 0.5) / (with + 0.5))
    }

    /// The codes that have the word, in their order.
    pub(super) fn codes(&self) -> Codes<'_> {
        let lists = self.places.iter().map(|&(place, share)| {
            let mut list = Postings { code: END, byte: 0, rest: self.dictionary.postings(place).codes(), share };
            list.go_on();
            list
        });
        let lists: Vec<Postings<'_>> = lists.collect();
        Codes { code: lists.iter().map(|list| list.code).min().unwrap_or(END), lists }
    }

    /// Calls `found` with each family on whose page the word stands and what it contributes there, perhaps more than once.
    pub(super) fn each_family(&self, mut found: impl FnMut(u32, f32)) {
        for &(place, share) in &self.places {
            for (family, byte) in self.dictionary.postings(place).families() {
                found(family, f32::from(byte) * share / IMPACT_STEPS);
            }
        }
    }

    fn has(&self, place: u64) -> bool {
        self.places.iter().any(|&(known, _)| known == place)
    }
}

/// That a code has a word.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    /// What the word contributes: above 0 and at most 1.
    pub(super) impact: f32,
    /// Whether it stands in the symbol.
    pub(super) in_name: bool,
}

/// In place of a code behind the last one.
const END: u32 = u32::MAX;

/// The codes that have a word, in their order.
struct Postings<'a> {
    /// The next one.
    code: u32,
    /// What the word contributes to it, as the index has it.
    byte: u8,
    /// Those behind it.
    rest: List<'a>,
    /// What the word counts.
    share: f32,
}

impl Postings<'_> {
    #[inline]
    fn go_on(&mut self) {
        (self.code, self.byte) = self.rest.next().unwrap_or((END, 0));
    }

    #[inline]
    fn posting(&self) -> Posting {
        let impact = f32::from(self.byte & !IN_NAME) * self.share / IMPACT_STEPS;
        Posting { impact, in_name: self.byte & IN_NAME != 0 }
    }
}

/// The codes that have one of some words that stand for the same.
pub(super) struct Codes<'a> {
    /// The next one.
    code: u32,
    lists: Vec<Postings<'a>>,
}

impl Codes<'_> {
    /// The next code.
    #[inline]
    pub(super) fn peek(&self) -> Option<u32> {
        Some(self.code).filter(|&code| code != END)
    }

    /// Goes on behind a code, and tells whether one of the words stands there. A code that has several of them has the one that
    /// contributes most.
    #[inline]
    pub(super) fn take(&mut self, code: u32) -> Option<Posting> {
        while self.code < code {
            self.go_on();
        }
        if self.code == code { self.go_on() } else { None }
    }

    fn go_on(&mut self) -> Option<Posting> {
        let code = std::mem::replace(&mut self.code, END);
        let mut most: Option<Posting> = None;
        for list in &mut self.lists {
            if list.code == code {
                let posting = list.posting();
                if most.is_none_or(|most| posting.impact > most.impact) {
                    most = Some(posting);
                }
                list.go_on();
            }
            self.code = self.code.min(list.code);
        }
        most
    }
}

/// A text that codes are looked for by.
pub struct Query<'a> {
    dictionary: Option<Dictionary<'a>>,
    pub(super) terms: Vec<Term<'a>>,
    /// The words of the text.
    typed: Vec<String>,
    /// How well the words that were looked for are known, those with digits aside.
    known: Known,
}

impl<'a> Query<'a> {
    pub(super) fn new(dictionary: Option<Dictionary<'a>>, text: &str) -> Self {
        let mut query = Self { dictionary, terms: Vec::new(), typed: Vec::new(), known: Known::default() };
        let Some(dictionary) = query.dictionary.clone() else { return query };
        let (typed, wholes) = typed_words(text, &dictionary);
        let all_stop = typed.iter().all(|word| is_stop_word(word));
        for (at, word) in typed.iter().enumerate() {
            if (is_stop_word(word) && !all_stop) || query.terms.len() == MOST_WORDS {
                continue;
            }
            // Neighbours that the index has as one word: `time out`, `host name`.
            let joined = |at: usize| {
                let joined = format!("{}{}", typed[at], typed.get(at + 1)?);
                dictionary.inflected(&joined).map(|place| (place, JOINED))
            };
            let beside = [at.checked_sub(1).and_then(joined), joined(at)];
            let whole = wholes.iter().filter(|(range, _)| range.contains(&at)).map(|&(_, place)| (place, 1.0));
            query.add(&dictionary, word, beside.into_iter().flatten().chain(whole));
        }
        query.typed = typed;
        query
    }

    /// Whether most words of the text are none of the registry's: it is in another language, or in none.
    pub fn is_foreign(&self) -> bool {
        self.known.is_foreign()
    }

    /// Whether the index has every word of the text.
    pub fn is_known(&self) -> bool {
        self.known.is_complete()
    }

    fn add(&mut self, dictionary: &Dictionary<'a>, word: &str, beside: impl Iterator<Item = (u64, f32)>) {
        let mut others = Vec::new();
        let found = dictionary.find(word, &mut others);
        self.known.add(word, found);
        let mut places = Vec::new();
        match found {
            Some(Found::Word(place) | Found::Begun(place)) => places.push((place, 1.0)),
            Some(Found::Two(one, other)) => {
                self.push(dictionary, vec![(one, 1.0)], 1.0);
                self.push(dictionary, vec![(other, 1.0)], 1.0);
                return;
            }
            Some(Found::Others) | None => {}
        }
        places.extend(others.into_iter().map(|place| (place, NEAR)));
        places.extend(beside);
        places.extend(dictionary.synonyms(word).into_iter().map(|place| (place, SYNONYM)));
        let mut seen = Vec::new();
        places.retain(|(place, _)| {
            !seen.contains(place) && {
                seen.push(*place);
                true
            }
        });
        self.push(dictionary, places, if is_filler(word) { FILLER } else { 1.0 });
    }

    fn push(&mut self, dictionary: &Dictionary<'a>, places: Vec<(u64, f32)>, weight: f32) {
        let Some(&(first, _)) = places.first() else { return };
        if !self.terms.iter().any(|term| term.places[0].0 == first) {
            self.terms.push(Term { dictionary: dictionary.clone(), weight, places });
        }
    }

    /// Whether no word of the text is known.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words of a text, or of a name, that were looked for: where they stand, in bytes.
    pub fn marks(&self, text: &str, is_name: bool) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        let mut from = 0;
        let mut mark = |word: &str| {
            // A word that is written otherwise than it is read, as the `not` of `can't`, is not marked.
            let Some(gap) = text.get(from..).and_then(|rest| rest.find(char::is_alphanumeric)) else { return };
            let at = from + gap;
            let written = text.get(at..at + word.len()).unwrap_or_default();
            if !written.eq_ignore_ascii_case(word) {
                return;
            }
            from = at + word.len();
            let looked_for = self.place(word).and_then(|place| self.term(place));
            if looked_for.is_some() || self.joined(word) > 0 {
                marks.push(at..from);
            }
        };
        if is_name {
            name_words(text, &mut mark)
        } else {
            words(text, &mut mark)
        }
        marks
    }

    fn term(&self, place: u64) -> Option<usize> {
        self.terms.iter().position(|term| term.has(place))
    }

    /// How many neighbours of the text a word is made of; 0 where it is not.
    fn joined(&self, word: &str) -> usize {
        let made = |at: usize| {
            let mut rest = word;
            for (count, part) in self.typed[at..].iter().enumerate() {
                rest = rest.strip_prefix(part.as_str())?;
                if rest.is_empty() {
                    return Some(count + 1);
                }
            }
            None
        };
        (0..self.typed.len()).find_map(made).filter(|&count| count > 1).unwrap_or(0)
    }

    fn place(&self, word: &str) -> Option<u64> {
        self.dictionary.as_ref().and_then(|dictionary| dictionary.word(word))
    }
}

/// The words of a text, without what is inserted into messages: paths, addresses, placeholders. Names fall into their words;
/// those that the index has as one word, too, follow with the words they are and the place of its postings.
fn typed_words(text: &str, dictionary: &Dictionary<'_>) -> (Vec<String>, Vec<(Range<usize>, u64)>) {
    let (mut typed, mut wholes) = (Vec::new(), Vec::new());
    for piece in text.split_whitespace().filter(|piece| !is_inserted(piece)) {
        let from = typed.len();
        let mut add = |word: &str| {
            if word.len() <= LONGEST_WORD && typed.len() < LONGEST_TEXT {
                typed.push(word.to_owned());
            }
        };
        let pairs = piece.as_bytes().windows(2);
        let camel = pairs.into_iter().any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        if camel || piece.contains('_') {
            name_words(piece, &mut add);
            let place = dictionary.word(&piece.to_lowercase());
            wholes.extend(place.map(|place| (from..typed.len(), place)));
        } else {
            words(piece, &mut add);
        }
    }
    (typed, wholes)
}

/// Whether a piece of a message between spaces is something that was inserted: a path, an address, a placeholder.
fn is_inserted(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    let placeholder = bytes.windows(2).any(|pair| pair[0] == b'%' && pair[1].is_ascii_alphanumeric())
        || piece.trim_matches(|char: char| !matches!(char, '{' | '}')).starts_with('{');
    placeholder || piece.contains('\\') || piece.contains("://") || piece.matches('/').count() > 1
}
