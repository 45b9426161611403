//! The words around a number that tell whose it is: `registry/contexts.tsv`, made ready for search.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};

use errexplain_registry::{Context, Notation, Registry};

/// Bytes before a number in which its context is looked for.
const REACH: usize = 96;
/// Bytes that may stand between two words of a phrase, and between it and the number.
pub const LONGEST_GAP: usize = 12;
/// Marks that no phrase runs over.
pub const BREAKS: [u8; 4] = *b"/;|\n";
/// Words that may stand between a phrase and its number.
pub const FILLERS: [&str; 12] =
    ["is", "was", "of", "with", "the", "value", "number", "returned", "by", "as", "a", "got"];

/// A line of `contexts.tsv`: `earlier … before # after`, where `#` is the number.
#[derive(Debug)]
pub struct Phrase<'a> {
    /// Its place in the table.
    pub index: usize,
    /// What it says of the number.
    pub context: Context<'a>,
    /// Whose number it is, where it is no code of the registry's.
    owner: Option<&'a str>,
    /// Whether it names namespaces.
    specific: bool,
    /// Whether one of them writes its numbers in base 36.
    pub base36: bool,
    /// A word that stands somewhere earlier in the line.
    earlier: Option<&'a str>,
    /// The words right before the number, but for fillers.
    pub before: Vec<&'a str>,
    /// The words right behind it.
    pub after: Vec<&'a str>,
}

impl<'a> Phrase<'a> {
    fn new(index: usize, context: Context<'a>, base36: &[&str]) -> Self {
        let (before, after) = context.phrase().split_once('#').unwrap_or((context.phrase(), ""));
        let (earlier, before) = before.split_once('…').map_or((None, before), |(word, rest)| (Some(word.trim()), rest));
        Self {
            index,
            context,
            owner: context.owner(),
            specific: !context.is_general(),
            base36: context.names().any(|name| base36.contains(&name)),
            earlier,
            before: before.split_whitespace().collect(),
            after: after.split_whitespace().collect(),
        }
    }

    /// Whose number a piece of text behind the phrase is, where it is nobody's in the registry. A phrase with namespaces of its
    /// own and an owner leaves to the owner what looks like an HTTP status: three digits, and where it names namespaces only
    /// those below 400.
    pub fn owner(&self, piece: &str) -> Option<&'a str> {
        let status = || matches!(piece.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9']);
        let success = || matches!(piece.as_bytes()[0], b'1'..=b'3');
        self.owner.filter(|_| self.context.is_unread() || status() && (!self.specific || success()))
    }

    /// How much it says: the longest phrase wins.
    fn weight(&self) -> usize {
        self.before.len() + self.after.len() + usize::from(self.earlier.is_some())
    }
}

/// All phrases.
#[derive(Debug)]
pub struct Phrases<'a> {
    /// By the last word before the number, …
    before: Table<'a>,
    /// … or where there is none by the first behind it.
    after: Table<'a>,
}

/// Phrases by a word.
#[derive(Debug, Default)]
struct Table<'a> {
    /// Sorted; the longest phrase of a word first.
    rows: Vec<(&'a str, Vec<Phrase<'a>>)>,
    /// By length, the letters that words begin with as bits: most words of a log end here.
    first_letters: [u32; 16],
}

impl<'a> Table<'a> {
    fn add(&mut self, word: &'a str, phrase: Phrase<'a>) {
        if let Some((length, letter)) = start(word) {
            self.first_letters[length] |= letter;
        }
        match self.rows.binary_search_by(|(known, _)| (*known).cmp(word)) {
            Ok(at) => self.rows[at].1.push(phrase),
            Err(at) => self.rows.insert(at, (word, vec![phrase])),
        }
    }

    fn get(&self, word: &str) -> &[Phrase<'a>] {
        if start(word).is_some_and(|(length, letter)| self.first_letters[length] & letter == 0) {
            return &[];
        }
        let word = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let found = self.rows.binary_search_by(|(known, _)| compare(known, &word));
        found.map_or(&[], |at| &self.rows[at].1)
    }
}

/// The length of a word, as far as it is told apart, and the bit of its first letter; nothing for other words.
fn start(word: &str) -> Option<(usize, u32)> {
    let first = word.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some((word.len().min(15), 1 << (first.to_ascii_lowercase() - b'a')))
}

impl<'a> Phrases<'a> {
    /// The phrases of a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        let base36: Vec<&str> = registry
            .namespaces()
            .filter(|namespace| namespace.notation() == Notation::Base36)
            .map(|namespace| namespace.name())
            .collect();
        let mut phrases = Self { before: Table::default(), after: Table::default() };
        for (index, context) in registry.contexts().enumerate() {
            let phrase = Phrase::new(index, context, &base36);
            match (phrase.before.last(), phrase.after.first()) {
                (Some(&last), _) => phrases.before.add(last, phrase),
                (None, Some(&first)) => phrases.after.add(first, phrase),
                (None, None) => {}
            }
        }
        for (_, phrases) in phrases.before.rows.iter_mut().chain(&mut phrases.after.rows) {
            phrases.sort_by_key(|phrase| Reverse(phrase.weight()));
        }
        phrases
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Phrase<'a>> {
        self.before.rows.iter().chain(&self.after.rows).flat_map(|(_, phrases)| phrases)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.iter().count()
    }

    /// The phrase that the words around a number are.
    pub fn around(&self, text: &str, start: usize, end: usize) -> Option<&Phrase<'a>> {
        let before = self.before(text, start, end);
        // What words before the number say for certain is not overruled by words behind it: `port 22: Connection refused`.
        if before.is_some_and(|phrase| phrase.specific || phrase.weight() > 1) {
            return before;
        }
        let first = words(&text[end..]).next().unwrap_or_default();
        let behind = self.after.get(first).iter().find(|phrase| follows(&text[end..], &phrase.after));
        behind.or(before)
    }

    fn before(&self, text: &str, start: usize, end: usize) -> Option<&Phrase<'a>> {
        let mut rest = &text[reach(text, start)..start];
        loop {
            let last = last_word(rest)?;
            let phrases = self.before.get(last.text);
            if !phrases.is_empty() {
                let words = Words::before(rest);
                let best = phrases.iter().find(|phrase| {
                    words.end_with(&phrase.before)
                        && (phrase.after.is_empty() || follows(&text[end..], &phrase.after))
                        && phrase.earlier.is_none_or(|earlier| holds_word(&text[..start], earlier))
                });
                if best.is_some() {
                    return best;
                }
            }
            if !FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(last.text)) {
                return None;
            }
            rest = last.rest;
        }
    }
}

/// Where the text before a number begins that is looked at.
fn reach(text: &str, start: usize) -> usize {
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// Compares a word in lower case with one in any case.
fn compare(known: &str, word: &str) -> Ordering {
    known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn same(known: &str, word: &str) -> bool {
    known.eq_ignore_ascii_case(word) || !known.is_ascii() && known == word.to_lowercase()
}

struct Word<'t> {
    text: &'t str,
    /// What stands before it.
    rest: &'t str,
    /// Whether a comma stands behind it.
    comma: bool,
}

/// The word that ends a text, but for at most [`LONGEST_GAP`] bytes of marks; nothing where a sentence ends between.
fn last_word(text: &str) -> Option<Word<'_>> {
    let (mut start, end) = last_run(text, |byte| byte.is_ascii_alphanumeric());
    let mut end = end;
    // Letters and marks beyond ASCII are told apart by their properties, which takes longer.
    if !text.as_bytes()[start.saturating_sub(1)..].is_ascii() {
        end = text.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
        start = text[..end].trim_end_matches(char::is_alphanumeric).len();
    }
    let gap = &text[end..];
    if start == end || is_break(gap) {
        return None;
    }
    Some(Word { text: &text[start..end], rest: &text[..start], comma: gap.len() > 1 && gap.contains(", ") })
}

/// Whether marks between two words part them: there are too many of them, or a sentence ends.
fn is_break(gap: &str) -> bool {
    let space_after = |at: usize| gap.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace);
    gap.len() > LONGEST_GAP
        || gap.bytes().enumerate().any(|(at, byte)| match byte {
            b'.' | b'!' | b'?' => space_after(at),
            byte => BREAKS.contains(&byte),
        })
}

/// The last run of bytes of a kind: its start and its end.
fn last_run(text: &str, kind: impl Fn(&u8) -> bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let end = bytes.iter().rposition(&kind).map_or(0, |at| at + 1);
    let start = bytes[..end].iter().rposition(|byte| !kind(byte)).map_or(0, |at| at + 1);
    (start, end)
}

/// Words of the longest phrase.
const MOST_WORDS: usize = 6;

/// The words that end a text, the last first.
struct Words<'t> {
    words: [&'t str; MOST_WORDS],
    /// How many of them come before the first comma, seen from the end.
    to_comma: usize,
}

impl<'t> Words<'t> {
    fn before(text: &'t str) -> Self {
        let mut found = Self { words: [""; MOST_WORDS], to_comma: MOST_WORDS };
        let mut rest = text;
        for (index, place) in found.words.iter_mut().enumerate() {
            let Some(word) = last_word(rest) else { break };
            (*place, rest) = (word.text, word.rest);
            if word.comma {
                found.to_comma = found.to_comma.min(index);
            }
        }
        found
    }

    /// Whether they end with some words. A long phrase may run over a comma: "AcceptSecurityContext error, data 52e".
    fn end_with(&self, phrase: &[&str]) -> bool {
        phrase.len() <= MOST_WORDS
            && phrase.iter().rev().zip(self.words).skip(1).all(|(known, word)| same(known, word))
            && (phrase.len() <= self.to_comma || phrase.len() >= 3)
    }
}

/// Whether the words of a text begin with some words.
fn follows(text: &str, after: &[&str]) -> bool {
    let mut found = words(text);
    after.iter().all(|known| found.next().is_some_and(|word| same(known, word)))
}

/// The words of a text, as long as what stands between them is short.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let gap = &rest[..start];
        if is_break(gap) {
            return None;
        }
        let end = rest[start..].find(|char: char| !char.is_alphanumeric()).map_or(rest.len(), |length| start + length);
        let word = &rest[start..end];
        rest = &rest[end..];
        (!word.is_empty()).then_some(word)
    })
}

/// Whether a word stands in a text.
fn holds_word(text: &str, word: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric()).any(|found| found.eq_ignore_ascii_case(word))
}
