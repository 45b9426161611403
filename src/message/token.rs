//! Cuts a text into the words and numbers that can be codes.

use std::ops::Range;

/// A word or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Letters, digits and underscores that start with a letter or underscore.
    pub is_word: bool,
    /// Whether nothing is glued to it that makes it a part of something else: a date, a version, an address, a path.
    pub stands_alone: bool,
}

/// The tokens of a text, in its order. Decimals that are part of something else (`10.0.19041`, `12:30`, `2026-11-22`) are
/// left out.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(token) = next(text, from) {
            from = token.range.end;
            let digit =
                text.as_bytes()[token.range.start..].iter().find(|byte| **byte != b'-').is_some_and(u8::is_ascii_digit);
            if token.is_word || token.stands_alone || !digit || text[token.range.clone()].contains(['x', 'X']) {
                return Some(token);
            }
        }
        None
    })
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn next(text: &str, from: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let basic = |at: usize| bytes[at] == b'&' && bytes.get(at + 1).is_some_and(|byte| matches!(byte, b'h' | b'H'));
    let start = (from..bytes.len()).find(|&at| is_word_byte(bytes[at]) || basic(at))?;
    let first = bytes[start];
    if first.is_ascii_alphabetic() || first == b'_' {
        let end = run(bytes, start);
        return Some(Token { range: start..end, is_word: true, stands_alone: stands_alone(bytes, start, end) });
    }
    let end = number_end(bytes, if first == b'&' { start + 1 } else { start });
    let minus = start > from && bytes[start - 1] == b'-' && !glued(bytes, start - 1);
    let start = if minus { start - 1 } else { start };
    Some(Token { range: start..end, is_word: false, stands_alone: stands_alone(bytes, start, end) })
}

fn run(bytes: &[u8], from: usize) -> usize {
    (from..bytes.len()).find(|&at| !is_word_byte(bytes[at])).unwrap_or(bytes.len())
}

/// The end of a number: its digits, groups of three behind commas, and a group of four hex digits behind a space.
fn number_end(bytes: &[u8], from: usize) -> usize {
    let mut end = run(bytes, from);
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

fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    // Hex with its prefix is no part of a date or version: `0xC1900101-0x20017` is two numbers.
    let hex = bytes[start..end].first_chunk().is_some_and(|[zero, x]| *zero == b'0' && matches!(x, b'x' | b'X'));
    const JOINS: &[u8] = b".:/-\\@%$~+";
    let before = start > 0
        && (is_word_byte(bytes[start - 1])
            || !hex
                && JOINS.contains(&bytes[start - 1])
                && start > 1
                && is_word_byte(bytes[start - 2])
                && !is_label(bytes, start - 1));
    let after = bytes.get(end).is_some_and(|byte| {
        is_word_byte(*byte)
            || !hex && JOINS.contains(byte) && bytes.get(end + 1).is_some_and(|next| is_word_byte(*next))
    });
    !before && !after
}

/// Whether a colon ends a word, as in `error:5`, rather than joins two numbers.
fn is_label(bytes: &[u8], colon: usize) -> bool {
    bytes[colon] == b':' && bytes[colon - 1].is_ascii_alphabetic()
}
