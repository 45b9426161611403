//! Cuts a text into the words and numbers that can be codes.

use std::ops::Range;

/// A word or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Letters, digits and underscores that start with a letter or underscore.
    pub is_word: bool,
    /// Whether nothing is glued to a number that makes it a part of something else: a date, a version, an address, a path.
    pub stands_alone: bool,
    /// Whether an underscore follows a capital or a digit in it.
    pub has_capitals: bool,
}

impl Token {
    /// Whether it can be a code at all: a decimal that is part of something else cannot.
    pub fn is_whole(&self, bytes: &[u8]) -> bool {
        let piece = &bytes[self.range.clone()];
        let digits = piece.strip_prefix(b"-").unwrap_or(piece);
        self.is_word || self.stands_alone || matches!(digits, [b'&', ..] | [_, b'x' | b'X', ..])
    }
}

/// The tokens of a text, in its order. Decimals that are part of something else (`10.0.19041`, `12:30`, `2026-11-22`) are
/// left out.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokens_from(text, 0)
}

/// The tokens from a place on that stands between two of them.
pub fn tokens_from(text: &str, from: usize) -> impl Iterator<Item = Token> + '_ {
    let mut from = from;
    std::iter::from_fn(move || {
        let token = next(text, from)?;
        from = token.range.end;
        Some(token)
    })
    .filter(|token| token.is_whole(text.as_bytes()))
}

/// What no word or number is made of.
const OTHER: u8 = 0;
/// Small letters.
const SMALL: u8 = 1;
/// Capitals and digits.
const CAPITAL: u8 = 2;
/// `_`
const UNDERSCORE: u8 = 3;

/// The kinds of all bytes: a log has many of them.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' | b'0'..=b'9' => CAPITAL,
            b'_' => UNDERSCORE,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
};

/// Whether a byte is one of those that words and numbers are made of.
pub fn is_word_byte(byte: u8) -> bool {
    KINDS[usize::from(byte)] != OTHER
}

fn next(text: &str, from: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let start = (from..bytes.len()).find(|&at| is_word_byte(bytes[at]))?;
    Some(Run::at(bytes, start).token(bytes))
}

/// Letters, digits and underscores in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether an underscore follows a capital or a digit in it.
    pub has_capitals: bool,
}

impl Run {
    /// The one whose first byte stands at a place.
    pub fn at(bytes: &[u8], start: usize) -> Self {
        let (mut end, mut last, mut has_capitals) = (start, OTHER, false);
        while let Some(kind) = bytes.get(end).map(|&byte| KINDS[usize::from(byte)]).filter(|&kind| kind != OTHER) {
            has_capitals |= kind == UNDERSCORE && last == CAPITAL;
            (last, end) = (kind, end + 1);
        }
        Self { range: start..end, has_capitals }
    }

    /// Whether it ends a number as Basic writes hex, `&H8007`.
    #[inline]
    pub fn is_basic(&self, bytes: &[u8]) -> bool {
        let start = self.range.start;
        start > 0 && bytes[start - 1] == b'&' && matches!(bytes[start], b'h' | b'H')
    }

    /// The token that it begins, or all of which but the `&` it is.
    #[inline]
    pub fn token(self, bytes: &[u8]) -> Token {
        let Range { start, end } = self.range;
        let basic = self.is_basic(bytes);
        if !bytes[start].is_ascii_digit() && !basic {
            return Token { range: start..end, is_word: true, stands_alone: true, has_capitals: self.has_capitals };
        }
        let end = number_end(bytes, start, end);
        let start = if basic { start - 1 } else { start };
        let minus = start > 0 && bytes[start - 1] == b'-' && !glued(bytes, start - 1);
        let start = if minus { start - 1 } else { start };
        Token { range: start..end, is_word: false, stands_alone: stands_alone(bytes, start, end), has_capitals: false }
    }
}

/// The end of the letters, digits and underscores from a place on.
pub fn run(bytes: &[u8], from: usize) -> usize {
    (from..bytes.len()).find(|&at| !is_word_byte(bytes[at])).unwrap_or(bytes.len())
}

/// The end of a number whose first digits are given: groups of three behind commas and a group of four hex digits behind a space
/// are of it.
#[inline]
fn number_end(bytes: &[u8], from: usize, mut end: usize) -> usize {
    let digits = |range: Range<usize>| bytes.get(range).is_some_and(|run| run.iter().all(u8::is_ascii_digit));
    while bytes.get(end) == Some(&b',')
        && digits(from..from + 1)
        && digits(end + 1..end + 4)
        && run(bytes, end + 1) == end + 4
    {
        end += 4;
    }
    let hex = |range: Range<usize>| bytes.get(range).is_some_and(|run| run.iter().all(u8::is_ascii_hexdigit));
    let prefixed = bytes[from] == b'0' && bytes.get(from + 1).is_some_and(|byte| matches!(byte, b'x' | b'X'));
    if prefixed
        && end == from + 6
        && bytes.get(end) == Some(&b' ')
        && hex(end + 1..end + 5)
        && run(bytes, end + 1) == end + 5
    {
        end += 5;
    }
    end
}

/// Whether a letter, a digit or a mark that joins stands right before a place.
fn glued(bytes: &[u8], at: usize) -> bool {
    at > 0 && (is_word_byte(bytes[at - 1]) || !bytes[at - 1].is_ascii())
}

/// Marks that make what stands on both sides of them one thing.
const JOINS: [bool; 256] = {
    let mut joins = [false; 256];
    let marks = b".:/-\\@%$~+#";
    let mut at = 0;
    while at < marks.len() {
        joins[marks[at] as usize] = true;
        at += 1;
    }
    joins
};

/// Whether a byte is one of them.
fn is_join(byte: u8) -> bool {
    JOINS[usize::from(byte)]
}

#[inline]
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    // Hex with its prefix is no part of a date or version: `0xC1900101-0x20017` is two numbers.
    let hex = bytes[start..end].first_chunk().is_some_and(|[zero, x]| *zero == b'0' && matches!(x, b'x' | b'X'));
    let before = start > 0
        && (is_word_byte(bytes[start - 1])
            || !hex
                && is_join(bytes[start - 1])
                && start > 1
                && is_word_byte(bytes[start - 2])
                && !is_label(bytes, start - 1));
    // A name in capitals behind a slash says what the number is: `status=203/EXEC`.
    let named = |byte: u8| byte == b'/' && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase);
    let after = bytes.get(end).is_some_and(|&byte| {
        let joined = is_join(byte) && !named(byte) && !(byte == b':' && is_text_behind(bytes, end + 1));
        is_word_byte(byte) || !hex && joined && bytes.get(end + 1).is_some_and(|next| is_word_byte(*next))
    });
    !(before || after || hex && is_part_of_range(bytes, start, end))
}

/// Whether a hex number is one end of a range of addresses: `0xc0000000-0xc000ffff`.
fn is_part_of_range(bytes: &[u8], start: usize, end: usize) -> bool {
    const LENGTH: usize = "0x00000000".len();
    let full = |from: usize| bytes[from..].starts_with(b"0x") && run(bytes, from) >= from + LENGTH;
    let before = bytes[..start].strip_suffix(b"-").and_then(|rest| {
        let length = rest.iter().rev().take_while(|byte| is_word_byte(**byte)).count();
        (length > 0).then(|| rest.len() - length)
    });
    end - start >= LENGTH && (bytes.get(end) == Some(&b'-') && full(end + 1) || before.is_some_and(full))
}

/// Whether a word begins at a place that is no part of an address, as in `num=20:unable`.
fn is_text_behind(bytes: &[u8], start: usize) -> bool {
    let word = &bytes[start..run(bytes, start)];
    word.first().is_some_and(u8::is_ascii_alphabetic) && !word.iter().all(u8::is_ascii_hexdigit)
}

/// Whether a colon ends a word, as in `error:5`, rather than joins two numbers.
fn is_label(bytes: &[u8], colon: usize) -> bool {
    bytes[colon] == b':' && bytes[colon - 1].is_ascii_alphabetic()
}
