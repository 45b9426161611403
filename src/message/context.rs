//! The words around a number that tell whose it is: `registry/contexts.tsv`, made ready for search.

use std::borrow::Cow;
use std::cmp::Reverse;

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
    /// Sorted by word.
    rows: Vec<(&'a str, Row<'a>)>,
    /// By length, what words begin with as bits: most words of a log end here.
    starts: [u32; 16],
}

/// The phrases of a word.
#[derive(Debug, Default)]
struct Row<'a> {
    /// Those that ask for words behind the number or earlier in the line, the longest first.
    wider: Vec<Phrase<'a>>,
    /// Those of two words and more before the number, sorted by the last but one; the longest first.
    longer: Vec<(&'a str, Vec<Phrase<'a>>)>,
    /// The word alone.
    alone: Option<Phrase<'a>>,
}

impl<'a> Table<'a> {
    fn add(&mut self, word: &'a str, phrase: Phrase<'a>) {
        let (length, bit) = start(word);
        self.starts[length] |= bit;
        let at = match self.rows.binary_search_by(|(known, _)| (*known).cmp(word)) {
            Ok(at) => at,
            Err(at) => {
                self.rows.insert(at, (word, Row::default()));
                at
            }
        };
        let row = &mut self.rows[at].1;
        if !phrase.after.is_empty() || phrase.earlier.is_some() {
            row.wider.push(phrase);
            row.wider.sort_by_key(|phrase| Reverse(phrase.weight()));
        } else if let [.., second, _] = phrase.before[..] {
            let at = row.longer.partition_point(|(known, _)| *known < second);
            if row.longer.get(at).is_none_or(|(known, _)| *known != second) {
                row.longer.insert(at, (second, Vec::new()));
            }
            row.longer[at].1.push(phrase);
            row.longer[at].1.sort_by_key(|phrase| Reverse(phrase.weight()));
        } else {
            row.alone = Some(phrase);
        }
    }

    fn get(&self, word: &str) -> Option<&Row<'a>> {
        let (length, bit) = start(word);
        if self.starts[length] & bit == 0 {
            return None;
        }
        find(&self.rows, word)
    }
}

impl<'a> Row<'a> {
    fn iter(&self) -> impl Iterator<Item = &Phrase<'a>> {
        self.wider.iter().chain(self.longer.iter().flat_map(|(_, phrases)| phrases)).chain(&self.alone)
    }
}

/// The length of a word, as far as it is told apart, and a bit for what it begins with.
fn start(word: &str) -> (usize, u32) {
    let bit = match word.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        Some(b'0'..=b'9') => 1 << 26,
        _ => 1 << 27,
    };
    // The length of a word in other letters can differ with its case.
    (if word.is_ascii() { word.len().min(15) } else { 0 }, bit)
}

/// The forms in which a word that is not ASCII is looked for: small letters, a first capital, capitals.
pub fn forms(word: &str) -> [String; 3] {
    let first = word.chars().next().map_or(0, char::len_utf8);
    [word.to_owned(), word[..first].to_uppercase() + &word[first..], word.to_uppercase()]
}

/// Whether a word is the one of a phrase, in any case.
fn same(known: &str, word: &str) -> bool {
    known.eq_ignore_ascii_case(word) && word.is_ascii()
        || !known.is_ascii() && forms(known).iter().any(|form| form == word)
}

/// The entry of a word in any case, in entries that are sorted by word.
fn find<'e, T>(entries: &'e [(&str, T)], word: &str) -> Option<&'e T> {
    let small = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
    let order = |known: &str| known.bytes().cmp(small.bytes().map(|byte| byte.to_ascii_lowercase()));
    let (known, entry) = &entries[entries.binary_search_by(|(known, _)| order(known)).ok()?];
    (word.is_ascii() || same(known, word)).then_some(entry)
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
        phrases
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Phrase<'a>> {
        self.before.rows.iter().chain(&self.after.rows).flat_map(|(_, row)| row.iter())
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
        let behind = self.after.get(first).map_or(&[][..], |row| &row.wider);
        behind.iter().find(|phrase| follows(&text[end..], &phrase.after)).or(before)
    }

    fn before(&self, text: &str, start: usize, end: usize) -> Option<&Phrase<'a>> {
        let mut rest = &text[reach(text, start)..start];
        loop {
            let last = last_word(rest)?;
            if let Some(row) = self.before.get(last.text) {
                let matches = |phrase: &&Phrase<'a>| {
                    ends_with(rest, &phrase.before)
                        && follows(&text[end..], &phrase.after)
                        && phrase.earlier.is_none_or(|earlier| holds_word(&text[..start], earlier))
                };
                let longer = || {
                    let second = last_word(last.rest).filter(|_| !row.longer.is_empty())?;
                    find(&row.longer, second.text)?.iter().find(matches)
                };
                let best = row.wider.iter().find(matches).or_else(longer).or(row.alone.as_ref());
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

struct Word<'t> {
    text: &'t str,
    /// What stands before it.
    rest: &'t str,
    /// Whether a comma stands behind it.
    comma: bool,
}

/// The word that ends a text, but for at most [`LONGEST_GAP`] bytes of marks; nothing where a sentence ends between.
fn last_word(text: &str) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && bytes[end - 1].is_ascii() && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
        if bytes.len() - end > LONGEST_GAP {
            return None;
        }
    }
    let mut start = end;
    while start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
        start -= 1;
    }
    // Letters and marks beyond ASCII are told apart by their properties, which takes longer.
    if start > 0 && !bytes[start - 1].is_ascii() {
        end = text.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
        start = text[..end].trim_end_matches(char::is_alphanumeric).len();
    }
    let gap = &text[end..];
    if start == end || gap != " " && is_break(gap) {
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

/// Whether a text ends with some words. A long phrase may run over a comma: "AcceptSecurityContext error, data 52e".
fn ends_with(text: &str, phrase: &[&str]) -> bool {
    let (mut rest, mut comma) = (text, false);
    for (index, known) in phrase.iter().rev().enumerate() {
        let Some(word) = last_word(rest).filter(|word| same(known, word.text)) else { return false };
        comma |= index > 0 && word.comma;
        rest = word.rest;
    }
    !comma || phrase.len() >= 3
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
        if is_break(&rest[..start]) {
            return None;
        }
        let length = rest[start..].find(|char: char| !char.is_alphanumeric());
        let (word, behind) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        rest = behind;
        Some(word)
    })
}

/// Whether a word stands in a text.
fn holds_word(text: &str, word: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric()).any(|found| found.eq_ignore_ascii_case(word))
}
