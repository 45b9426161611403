//! The words of a text as phrases see them, and a table of them.

/// Bytes that may stand between two words of a phrase, and between it and the number.
pub const LONGEST_GAP: usize = 12;
/// Marks that no phrase runs over.
pub const BREAKS: [u8; 4] = *b"/;|\n";

/// Something for each of some words, found in any case.
#[derive(Debug)]
pub struct Words<'a, T> {
    entries: Vec<(&'a str, T)>,
    /// By the hash of the word, the next free place taken: the place of the entry, from 1; 0 where there is none. A power of two,
    /// of which at least three quarters are free: most words of a log end at the first.
    slots: Vec<u16>,
}

impl<T> Default for Words<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), slots: vec![0; 4] }
    }
}

impl<'a, T: Default> Words<'a, T> {
    /// The place and the entry of a word in small letters, made where there is none.
    pub fn entry(&mut self, word: &'a str) -> (usize, &mut T) {
        let at = match self.entries.iter().position(|(known, _)| *known == word) {
            Some(at) => at,
            None => {
                self.entries.push((word, T::default()));
                if self.entries.len() * 4 > self.slots.len() {
                    self.slots = vec![0; self.slots.len() * 2];
                    (0..self.entries.len()).for_each(|at| self.place(at));
                } else {
                    self.place(self.entries.len() - 1);
                }
                self.entries.len() - 1
            }
        };
        (at, &mut self.entries[at].1)
    }

    fn place(&mut self, at: usize) {
        let mut slot = hash(self.entries[at].0.as_bytes()) & (self.slots.len() - 1);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = u16::try_from(at + 1).expect("a table of phrases is short");
    }
}

impl<T> Words<'_, T> {
    /// All entries.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    /// The place and the entry of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<(usize, &T)> {
        if !word.is_ascii() {
            // Words in other letters are kept in small letters.
            let small = word.to_lowercase();
            return self.find(hash(small.as_bytes()), |known| forms(known).iter().any(|form| form == word));
        }
        self.find(hash(word.as_bytes()), |known| known.eq_ignore_ascii_case(word))
    }

    #[inline]
    fn find(&self, hash: usize, is: impl Fn(&str) -> bool) -> Option<(usize, &T)> {
        let mut slot = hash & (self.slots.len() - 1);
        loop {
            let at = usize::from(self.slots[slot].checked_sub(1)?);
            let (known, entry) = &self.entries[at];
            if is(known) {
                return Some((at, entry));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// A hash of the length of a word and its first and last letters, the same in either case.
#[inline]
fn hash(word: &[u8]) -> usize {
    let [first, last] = match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(first), Some(last)) => [*first, *last],
        _ => {
            let letter = |at: usize| word.get(at).copied().unwrap_or_default();
            [[letter(0), letter(1), letter(2), 0], [0; 4]]
        }
    };
    let small = |letters| u64::from(u32::from_le_bytes(letters) | 0x2020_2020);
    let all = (small(first) << 32 | small(last)) ^ word.len() as u64;
    (all.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// The forms in which a word that is not ASCII is looked for: small letters, a first capital, capitals.
pub fn forms(word: &str) -> [String; 3] {
    let first = word.chars().next().map_or(0, char::len_utf8);
    [word.to_owned(), word[..first].to_uppercase() + &word[first..], word.to_uppercase()]
}

/// Whether a word is the one of a phrase, in any case.
fn same(known: &str, word: &str) -> bool {
    if known.len() == word.len() && word.is_ascii() {
        return known.eq_ignore_ascii_case(word);
    }
    !word.is_ascii() && forms(known).iter().any(|form| form == word)
}

/// A word, seen from behind.
#[derive(Clone, Copy)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    /// What stands before it.
    pub rest: &'t str,
    /// Whether a comma stands behind it.
    pub comma: bool,
}

/// The word that ends a text, but for at most [`LONGEST_GAP`] bytes of marks; nothing where a sentence ends between.
#[inline]
pub fn last_word(text: &str) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && !is_text(bytes[end - 1]) {
        end -= 1;
        if bytes.len() - end > LONGEST_GAP {
            return None;
        }
    }
    let mut start = end;
    while start > 0 && CLASSES[usize::from(bytes[start - 1])] == 1 {
        start -= 1;
    }
    // Letters and marks beyond ASCII are told apart by their properties, which takes longer.
    if start > 0 && !bytes[start - 1].is_ascii() {
        end = text.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
        start = text[..end].trim_end_matches(char::is_alphanumeric).len();
    }
    let gap = &bytes[end..];
    let plain = matches!(gap, [] | [b' ' | b'=' | b':' | b'(']);
    if start == end || !plain && is_break(gap) {
        return None;
    }
    let comma = !plain && gap.windows(2).any(|pair| pair == b", ");
    Some(Word { text: &text[start..end], rest: &text[..start], comma })
}

/// Whether a byte can be one of a word.
#[inline]
pub fn is_text(byte: u8) -> bool {
    CLASSES[usize::from(byte)] != 0
}

/// ASCII letters and digits are 1, bytes beyond ASCII 2, all others 0: every line of a log is asked for them.
const CLASSES: [u8; 256] = {
    let mut classes = [2; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = (byte as u8).is_ascii_alphanumeric() as u8;
        byte += 1;
    }
    classes
};

/// Whether marks between two words part them: there are too many of them, or a sentence ends.
fn is_break(gap: &[u8]) -> bool {
    let space_after = |at: usize| gap.get(at + 1).is_some_and(u8::is_ascii_whitespace);
    gap.len() > LONGEST_GAP
        || gap.iter().enumerate().any(|(at, byte)| match byte {
            b'.' | b'!' | b'?' => space_after(at),
            byte => BREAKS.contains(byte),
        })
}

/// Whether the words of a text begin with some words.
pub fn follows(text: &str, after: &[&str]) -> bool {
    let mut found = words(text);
    after.iter().all(|known| found.next().is_some_and(|word| same(known, word)))
}

/// The words of a text, as long as what stands between them is short.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = until(rest, true)?;
        if is_break(&rest.as_bytes()[..start]) {
            return None;
        }
        let length = until(&rest[start..], false);
        let (word, behind) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        rest = behind;
        Some(word)
    })
}

/// Where a text has its first letter or digit, or its first other character.
fn until(text: &str, alphanumeric: bool) -> Option<usize> {
    let at = text.bytes().position(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric() == alphanumeric)?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    text.find(|char: char| char.is_alphanumeric() == alphanumeric)
}
