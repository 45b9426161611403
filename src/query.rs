//! Reads what a person typed: a number in one of many forms, a name, or something that can be neither.
//!
//! Nothing here looks anything up. A text can have more than one reading (`80070005` is a decimal and hex without its
//! prefix); all are returned, and [`crate::lookup`] tells which of them exist.

use std::fmt;

mod number;

pub use number::{Number, Radix, parse_base36};

/// What a text can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query<'t> {
    /// A number, in the order in which its readings are to be tried; never empty.
    Numbers(Vec<Number>),
    /// A name. `number` is its reading as hex without a prefix, where it has one (`DEAD`, `FACE`).
    Name {
        /// Trimmed.
        text: &'t str,
        /// The hex reading.
        number: Option<Number>,
    },
}

/// Why a text is neither a number nor a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing, or white space.
    Empty,
    /// A hex prefix with nothing behind it.
    NoDigits,
    /// Something that starts as hex and holds a character that is no hex digit.
    NotHex(char),
    /// Hex of 9 to 15 digits, or of more than 16: neither 32 nor 64 bits.
    HexDigits(usize),
    /// A decimal beyond 64 bits, or a negative one below the smallest 64-bit number.
    TooLarge,
    /// An octal number of 64 bits, with its value and sign.
    Octal(i128),
    /// Digits followed by something else.
    Trailing(String),
    /// Control characters.
    Control,
    /// Too long to be a name.
    TooLong(usize),
    /// No letter and no digit.
    NoName,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing to look up: the text is empty"),
            Self::NoDigits => f.write_str("there are no digits behind the hex prefix"),
            Self::NotHex('o' | 'O') => f.write_str("the letter O stands where a hex digit should be; is it a zero?"),
            Self::NotHex(char) => write!(f, "`{}` is not a hex digit", char.escape_default()),
            Self::HexDigits(digits) => write!(
                f,
                "{digits} hex digits are too many: error codes have at most 8, or 16 where they are printed as 64-bit \
                 numbers; is one doubled or left over?"
            ),
            Self::TooLarge => f.write_str("the number does not fit in 64 bits, so it is no error code"),
            Self::Octal(value) => write!(f, "error codes are not written in octal; in decimal it is {value}"),
            Self::Trailing(rest) => write!(f, "`{rest}` follows the digits, so this is neither a number nor a name"),
            Self::Control => f.write_str("the text holds control characters"),
            Self::TooLong(length) => write!(f, "{length} characters are too many for one code or name"),
            Self::NoName => f.write_str("there is neither a letter nor a digit in it"),
        }
    }
}

impl std::error::Error for Problem {}

/// The longest text that is looked up as one name, in bytes. The longest symbol known has 96.
const LONGEST_NAME: usize = 200;

/// Reads a text that is one code: a number or a name.
///
/// # Errors
/// A [`Problem`] where it can be neither; its `Display` is a clause that says what is wrong.
pub fn parse(text: &str) -> Result<Query<'_>, Problem> {
    if text.chars().any(|char| char.is_control() && !char.is_whitespace()) {
        return Err(Problem::Control);
    }
    let text = strip_wrapping(text);
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if text.len() > LONGEST_NAME {
        return Err(Problem::TooLong(text.chars().count()));
    }
    match number::parse(text)? {
        number::Reading::Numbers(numbers) => Ok(Query::Numbers(numbers)),
        number::Reading::Name(number) if text.chars().any(char::is_alphanumeric) => Ok(Query::Name { text, number }),
        number::Reading::Name(_) => Err(Problem::NoName),
    }
}

/// Takes a namespace in front of a code off: `bugcheck:0x7B`. Nothing where there is none, and for `C:\…` and `::`.
pub fn split_scope(text: &str) -> Option<(&str, &str)> {
    let (scope, code) = text.trim().split_once(':')?;
    let name =
        scope.len() > 1 && scope.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (name && scope.starts_with(|first: char| first.is_ascii_alphabetic()) && !code.starts_with(':'))
        .then_some((scope, code))
}

/// Takes off white space, quotes, brackets and the punctuation that a pasted code brings from its sentence.
fn strip_wrapping(text: &str) -> &str {
    const OPENING: &[char] = &['(', '[', '{', '<', '"', '\'', '`'];
    const CLOSING: &[char] = &[')', ']', '}', '>', '"', '\'', '`', '.', ',', ';', ':', '!', '?'];
    let mut rest = text.trim();
    loop {
        let stripped = rest.trim_start_matches(OPENING).trim_end_matches(CLOSING).trim();
        if stripped.len() == rest.len() {
            return rest;
        }
        rest = stripped;
    }
}

#[cfg(test)]
mod tests;
