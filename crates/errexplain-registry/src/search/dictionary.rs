//! The words of the index: how a word that was typed leads to postings, with a slip in it or not.

use fst::raw::{Fst, Node, Output};
use fst::{IntoStreamer, Map, Streamer};

use super::IN_NAME;
use super::synonyms::synonyms;

/// The words of the index, their postings, and what people say for some of them.
#[derive(Clone)]
pub(super) struct Dictionary<'a> {
    words: Map<&'a [u8]>,
    postings: &'a [u8],
    synonyms: &'a str,
}

/// What inflected words end in, the longest first.
const SUFFIXES: &str = "ingly edly ness ment able ions ing ion ies ers ed er es ly al d s";
/// Letters that a word must have before such an end.
const SHORTEST_STEM: usize = 3;
/// Letters of a word that are taken off it where nothing else leads to one that the index has; more must be left.
const LONGEST_ENDING: usize = 5;
/// Letters that a word must have for a slip in it to be looked past.
const SHORTEST_SLIP: usize = 4;
/// Letters that a word must have for a slip to be suspected in it though the index has it.
const SHORTEST_RARE: usize = 5;
/// Codes that have such a word at most, …
const RARE: u32 = 12;
/// … and how many times as many must have the word that it is a slip of.
const COMMONER: u32 = 4;
/// Letters that a word must have to stand for those that begin with it.
const SHORTEST_PREFIX: usize = 4;
/// How many words are tried that begin with one, and how many words one may stand for.
const PREFIXED: usize = 64;
const ALTERNATIVES: usize = 4;

/// How a word was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// As it is, or by its stem.
    Word(u64),
    /// As two words written as one.
    Two(u64, u64),
    /// By what it begins with.
    Begun(u64),
    /// As others, near to it or begun by it.
    Others,
}

impl<'a> Dictionary<'a> {
    pub(super) fn new(words: Map<&'a [u8]>, postings: &'a [u8], synonyms: &'a str) -> Self {
        Self { words, postings, synonyms }
    }

    /// The places of the postings of the words that a word can stand for, other than its own.
    pub(super) fn synonyms(&self, word: &str) -> Vec<u64> {
        let mut places = Vec::new();
        synonyms(self.synonyms, word, |other| places.extend(self.inflected(other)));
        places
    }

    /// The place of the postings of a word that the index has as it is.
    pub(super) fn word(&self, word: &str) -> Option<u64> {
        self.words.get(word)
    }

    /// The place of the postings of a word that the index has as it is or in another inflection. The index has the stems of
    /// its words, too, so that few words need more; a stemmer's tables would be relocated at every start of the program.
    pub(super) fn inflected(&self, word: &str) -> Option<u64> {
        self.word(word).or_else(|| {
            let ends = SUFFIXES.split(' ').filter_map(|suffix| word.strip_suffix(suffix));
            ends.filter(|rest| rest.len() >= SHORTEST_STEM).find_map(|rest| self.uninflected(rest))
        })
    }

    /// The place of the postings of a word that stands before a suffix: `deny` in `denied`, `stop` in `stopped`.
    fn uninflected(&self, rest: &str) -> Option<u64> {
        let last = rest.len() - 1;
        let replaced = match rest.as_bytes() {
            [.., b'i'] => self.word(&format!("{}y", &rest[..last])),
            [.., one, other] if one == other && one.is_ascii() => self.word(&rest[..last]),
            _ => None,
        };
        self.word(rest).or(replaced).or_else(|| self.word(&format!("{rest}e")))
    }

    /// The place of the postings of what a word of the same origin begins with: `authent` for `authenticate`.
    fn shortened(&self, word: &str) -> Option<u64> {
        let cuts = (1..=LONGEST_ENDING).filter_map(|cut| word.get(..word.len().checked_sub(cut)?));
        cuts.filter(|rest| rest.len() > LONGEST_ENDING).find_map(|rest| self.word(rest))
    }

    /// The words one slip away from a rare one that far more codes have. A rare word is suspected where symbols alone have it, as
    /// the `acces` of `EACCES` (prose is spelt as people spell), and where the index has it in another inflection alone (`refsed`).
    fn commoner(&self, word: &str, place: u64) -> Vec<u64> {
        let postings = self.postings(place);
        let codes = postings.in_codes.max(1);
        let in_names = || postings.codes().filter(|(_, byte)| byte & IN_NAME != 0).count() as u32;
        let rare = || codes <= RARE && 2 * in_names() >= codes;
        if word.len() < SHORTEST_RARE || (self.word(word).is_some() && !rare()) {
            return Vec::new();
        }
        let mut near = self.near(word);
        near.retain(|&other| self.postings(other).in_codes >= codes * COMMONER);
        self.likeliest(near)
    }

    /// The places of the postings that a word stands for; those of other words that it may stand for as well go to `others`.
    pub(super) fn find(&self, word: &str, others: &mut Vec<u64>) -> Option<Found> {
        if let Some(place) = self.inflected(word) {
            *others = self.commoner(word, place);
            return Some(Found::Word(place));
        }
        let mut near = self.near(word);
        if near.is_empty() {
            if let Some((one, other)) = self.two(word) {
                return Some(Found::Two(one, other));
            }
            if let Some(place) = self.shortened(word) {
                return Some(Found::Begun(place));
            }
            near = self.begun_by(word);
        }
        *others = self.likeliest(near);
        (!others.is_empty()).then_some(Found::Others)
    }

    /// Of words that are equally near, those that most codes have.
    fn likeliest(&self, mut near: Vec<u64>) -> Vec<u64> {
        near.sort_unstable();
        near.dedup();
        near.sort_by_key(|&place| std::cmp::Reverse(self.postings(place).in_codes));
        near.truncate(ALTERNATIVES);
        near
    }

    /// A word as two of the index that are not rare, the longer the first the better.
    fn two(&self, word: &str) -> Option<(u64, u64)> {
        let cuts = word.char_indices().map(|(at, _)| at).filter(|&at| at >= 3 && word.len() - at >= 3).rev();
        let part = |part: &str| self.word(part).filter(|&place| self.postings(place).in_codes > RARE);
        cuts.filter_map(|at| Some((part(&word[..at])?, part(&word[at..])?))).next()
    }

    /// The words one slip away: a letter wrong, missing or too many, or two in the wrong order.
    fn near(&self, word: &str) -> Vec<u64> {
        let mut found = Vec::new();
        if word.len() < SHORTEST_SLIP || word.bytes().all(|byte| byte.is_ascii_digit()) {
            return found;
        }
        let fst = self.words.as_fst();
        let (mut node, mut output) = (fst.root(), Output::zero());
        let word = word.as_bytes();
        for at in 0..=word.len() {
            let rest = &word[at..];
            if let [one, other, behind @ ..] = rest {
                rest_of(fst, &node, output, [*other, *one].into_iter().chain(behind.iter().copied()), &mut found);
            }
            if let [_, behind @ ..] = rest {
                rest_of(fst, &node, output, behind.iter().copied(), &mut found);
            }
            for transition in node.transitions() {
                let (next, output) = (fst.node(transition.addr), output.cat(transition.out));
                rest_of(fst, &next, output, rest.iter().copied(), &mut found);
                rest_of(fst, &next, output, rest.iter().copied().skip(1), &mut found);
            }
            let Some(step) = rest.first().and_then(|&byte| node.find_input(byte)) else { break };
            let transition = node.transition(step);
            node = fst.node(transition.addr);
            output = output.cat(transition.out);
        }
        found
    }

    /// Words that begin with a word.
    fn begun_by(&self, word: &str) -> Vec<u64> {
        let mut found = Vec::new();
        if word.len() < SHORTEST_PREFIX {
            return found;
        }
        let mut stream = self.words.range().ge(word).into_stream();
        while let Some((known, place)) = stream.next() {
            if !known.starts_with(word.as_bytes()) || found.len() == PREFIXED {
                break;
            }
            found.push(place);
        }
        found
    }

    /// The postings at a place.
    pub(super) fn postings(&self, place: u64) -> Postings<'a> {
        let mut bytes = self.postings.get(place as usize..).unwrap_or_default();
        let in_families = varint(&mut bytes);
        let in_codes = varint(&mut bytes);
        Postings { in_codes, in_families, bytes }
    }
}

/// Follows a word's rest from a node, and stores what lies at its end.
fn rest_of(
    fst: &Fst<&[u8]>,
    node: &Node<'_>,
    mut output: Output,
    rest: impl Iterator<Item = u8>,
    found: &mut Vec<u64>,
) {
    let mut node = *node;
    for byte in rest {
        let Some(step) = node.find_input(byte) else { return };
        let transition = node.transition(step);
        node = fst.node(transition.addr);
        output = output.cat(transition.out);
    }
    if node.is_final() {
        found.push(output.cat(node.final_output()).value());
    }
}

/// The documents that have a word.
#[derive(Clone, Copy)]
pub(super) struct Postings<'a> {
    /// How many codes.
    pub(super) in_codes: u32,
    /// How many families.
    pub(super) in_families: u32,
    bytes: &'a [u8],
}

impl<'a> Postings<'a> {
    /// The codes, each with what the word contributes to it as the packer wrote it.
    pub(super) fn codes(&self) -> List<'a> {
        let mut families = self.families();
        families.by_ref().for_each(drop);
        List { bytes: families.bytes, left: self.in_codes, last: 0 }
    }

    /// The families, as [`Self::codes`].
    pub(super) fn families(&self) -> List<'a> {
        List { bytes: self.bytes, left: self.in_families, last: 0 }
    }
}

/// Documents, in their order.
pub(super) struct List<'a> {
    bytes: &'a [u8],
    left: u32,
    last: u32,
}

impl Iterator for List<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        self.left = self.left.checked_sub(1)?;
        self.last = self.last.saturating_add(varint(&mut self.bytes));
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some((self.last, byte))
    }
}

/// Reads an integer of seven bits a byte, the low ones first. Most are one byte.
#[inline]
fn varint(bytes: &mut &[u8]) -> u32 {
    match bytes.split_first() {
        Some((&byte, rest)) if byte < 0x80 => {
            *bytes = rest;
            u32::from(byte)
        }
        _ => long_varint(bytes),
    }
}

fn long_varint(bytes: &mut &[u8]) -> u32 {
    let mut value = 0u32;
    for shift in (0..35).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else { return value };
        *bytes = rest;
        value |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            break;
        }
    }
    value
}
