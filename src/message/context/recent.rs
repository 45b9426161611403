//! What was around the numbers of a log, remembered with what it means: logs say the same things of many numbers.
//!
//! An answer holds for the bytes that it was made of, and those are compared.

use super::earlier::Earlier;
use super::words::{LONGEST_GAP, Word, is_text, last_word};
use super::{Phrase, Phrases};

/// Bytes before and behind a number that can be remembered.
const BEFORE: usize = 40;
const BEHIND: usize = 20;
/// How many answers are; a power of two.
const ANSWERS: usize = 1024;

/// Answers, by the bytes right beside a number.
#[derive(Debug, Default)]
pub struct Recent {
    answers: Vec<Answer>,
}

#[derive(Clone, Debug)]
struct Answer {
    /// The bytes before the number, at the end of their room, …
    before: [u8; BEFORE],
    /// … and those behind it.
    behind: [u8; BEHIND],
    lengths: [u8; 2],
    /// Whether the text begins and ends with them.
    edges: [bool; 2],
    /// The place of the phrase.
    phrase: Option<u16>,
    /// The words earlier in the line that were asked for, and those that were there.
    asked: u128,
    found: u128,
}

const NOTHING: Answer = Answer {
    before: [0; BEFORE],
    behind: [0; BEHIND],
    // No number has as much behind it.
    lengths: [0, u8::MAX],
    edges: [false; 2],
    phrase: None,
    asked: 0,
    found: 0,
};

/// What of a text an answer is made of.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Bytes before the number.
    pub before: usize,
    /// Words behind it.
    pub words: usize,
    /// The words earlier in the line that were asked for.
    pub asked: u128,
}

impl Read {
    /// The word that ends a text, of so many bytes once, as [`last_word`] tells it.
    #[inline]
    pub fn last_word<'t>(&mut self, text: &'t str, reach: usize) -> Option<Word<'t>> {
        let word = last_word(text);
        // A word is told from the byte before it as well; what is none, from the longest gap and the byte before.
        let bytes = word.as_ref().map_or(reach - text.len() + LONGEST_GAP, |word| reach - word.rest.len());
        self.before = self.before.max(bytes + 1);
        word
    }
}

impl Recent {
    /// Remembers answers.
    pub fn new() -> Self {
        Self { answers: vec![NOTHING; ANSWERS] }
    }

    /// The phrase that the words around a number are, as [`Phrases::around`] tells it.
    #[inline]
    pub fn around<'p, 'a>(
        &mut self,
        phrases: &'p Phrases<'a>,
        text: &str,
        start: usize,
        end: usize,
        earlier: &mut Earlier,
    ) -> Option<&'p Phrase<'a>> {
        if self.answers.is_empty() {
            return phrases.around(text, start, end, earlier);
        }
        let (before, behind) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
        let answer = &mut self.answers[slot(before, behind)];
        if answer.is_for(before, behind)
            && (answer.asked == 0 || earlier.found(phrases, text, start) & answer.asked == answer.found)
        {
            return answer.phrase.map(|index| phrases.phrase(usize::from(index)));
        }
        let mut read = Read::default();
        let phrase = phrases.read_around(text, start, end, earlier, &mut read);
        let found = if read.asked == 0 { 0 } else { earlier.found(phrases, text, start) & read.asked };
        answer.remember(before, behind, &read, found, phrase.map(|phrase| phrase.index));
        phrase
    }
}

impl Answer {
    #[inline(always)]
    fn is_for(&self, before: &[u8], behind: &[u8]) -> bool {
        let [before_length, behind_length] = self.lengths.map(usize::from);
        let edge = |is_edge: bool, text: &[u8], length: usize| match is_edge {
            true => text.len() == length,
            false => text.len() >= length,
        };
        edge(self.edges[0], before, before_length)
            && edge(self.edges[1], behind, behind_length)
            && before[before.len() - before_length..] == self.before[BEFORE - before_length..]
            && behind[..behind_length] == self.behind[..behind_length]
    }

    fn remember(&mut self, before: &[u8], behind: &[u8], read: &Read, found: u128, phrase: Option<usize>) {
        let words = length(behind, read.words);
        let edges = [read.before > before.len(), words > behind.len()];
        let before = &before[before.len() - read.before.min(before.len())..];
        let behind = &behind[..words.min(behind.len())];
        // Letters and marks beyond ASCII are told apart by their properties, for which more may have been read.
        if before.len() > BEFORE || behind.len() > BEHIND || !before.is_ascii() || !behind.is_ascii() {
            return;
        }
        let phrase = match phrase.map(u16::try_from) {
            None => None,
            Some(Ok(index)) => Some(index),
            Some(Err(_)) => return,
        };
        self.before[BEFORE - before.len()..].copy_from_slice(before);
        self.behind[..behind.len()].copy_from_slice(behind);
        self.lengths = [before.len() as u8, behind.len() as u8];
        (self.edges, self.phrase, self.asked, self.found) = (edges, phrase, read.asked, found);
    }
}

/// Where an answer is kept.
#[inline(always)]
fn slot(before: &[u8], behind: &[u8]) -> usize {
    let last = match before.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => before.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    let next = match behind.first_chunk() {
        Some(next) => u32::from_le_bytes(*next),
        None => behind.first().copied().map_or(0, u32::from),
    };
    let both = (last ^ u64::from(next).rotate_left(17)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (both >> (u64::BITS - ANSWERS.trailing_zeros())) as usize
}

/// The bytes that some words behind a number are told from, and the one that ends them: more than there are where the text ends.
fn length(behind: &[u8], words: usize) -> usize {
    let mut at = 0;
    for _ in 0..words {
        let gap = behind[at..].iter().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        at += gap;
        if gap > LONGEST_GAP || at == behind.len() {
            break;
        }
        at += behind[at..].iter().take(BEHIND + 1).take_while(|byte| is_text(**byte)).count();
    }
    at + usize::from(words > 0)
}
