//! What a registry is made of, as its readers see it.

use std::fmt;

/// The order of a namespace that is not offered for a way of writing unless it is asked for.
pub const NOT_OFFERED: u8 = u8::MAX;

/// How a namespace's numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Notation {
    /// `1367`
    Decimal = 0,
    /// `0x80070005`, at the full width of the namespace
    Hex = 1,
    /// `42P01`: five characters of 0-9 and A-Z
    Base36 = 2,
}

impl Notation {
    /// The notation with the given number in a packed registry.
    pub fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Decimal,
            2 => Self::Base36,
            _ => Self::Hex,
        }
    }
}

/// How a number was written, as far as that tells the namespaces apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// `1367`
    Decimal,
    /// `-5`
    Negative,
    /// `0x557`: hex of fewer than eight digits
    Hex,
    /// `0x80070005`: hex of eight digits and more
    Hex8,
}

/// Why a blob is not a registry that this version reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It does not start as a registry does.
    NotARegistry,
    /// It was packed for another version of the format.
    Version(u32),
    /// A section lies outside the blob.
    Truncated,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARegistry => f.write_str("not a packed registry"),
            Self::Version(version) => write!(f, "a packed registry of format version {version}"),
            Self::Truncated => f.write_str("a truncated registry"),
        }
    }
}

impl std::error::Error for OpenError {}

/// Writes the canonical form of `value` in a notation: decimal, `0x` and upper-case hex at full width, or five
/// base-36 characters. `width` is in bits; a signed value is negative where its top bit (of 64) is set.
pub fn write_value(value: u64, notation: Notation, width: u8, signed: bool) -> String {
    match notation {
        Notation::Decimal if signed => (value as i64).to_string(),
        Notation::Decimal => value.to_string(),
        Notation::Hex => Hex { value, width }.to_string(),
        Notation::Base36 => {
            let mut digits = [b'0'; 5];
            let mut rest = value;
            for digit in digits.iter_mut().rev() {
                *digit = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(rest % 36) as usize];
                rest /= 36;
            }
            digits.iter().map(|&byte| char::from(byte)).collect()
        }
    }
}

/// A value in hex: `0x` and upper-case digits, at the full width of a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hex {
    /// The value; higher bits than those of the width are not shown.
    pub value: u64,
    /// Bits, 1 to 64.
    pub width: u8,
}

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let masked = if self.width >= 64 { self.value } else { self.value & ((1 << self.width) - 1) };
        write!(f, "0x{masked:0digits$X}", digits = usize::from(self.width).div_ceil(4))
    }
}

/// A namespace as a line of `contexts.tsv` names it, with the numbers that it is named for: `win32`, `-signal` for those with a
/// minus sign, `win32>255` for larger ones, `errno@macos` as one platform numbers them, `errno=EACCES` for those of one code, and
/// `+grpc` for names in the place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The namespace's name.
    pub name: &'a str,
    /// The platform whose numbers are meant.
    pub platform: Option<&'a str>,
    /// The one code that is meant.
    pub symbol: Option<&'a str>,
    /// Its names are meant and no numbers.
    pub names: bool,
    /// Only numbers with a minus sign are meant.
    negative: bool,
    /// Only numbers larger than this are meant.
    above: Option<u64>,
}

impl<'a> Claim<'a> {
    /// Reads an entry of the table's `namespaces`; a limit that is no number is part of the name, which no namespace then has.
    pub fn new(entry: &'a str) -> Self {
        let part =
            |text: &'a str, mark: char| text.split_once(mark).map_or((text, None), |(head, tail)| (head, Some(tail)));
        let (rest, symbol) = part(entry, '=');
        let (rest, platform) = part(rest, '@');
        let (negative, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
        let (names, rest) = rest.strip_prefix('+').map_or((false, rest), |rest| (true, rest));
        let limited = rest.split_once('>').and_then(|(name, limit)| Some((name, limit.parse().ok()?)));
        let (name, above) = limited.map_or((rest, None), |(name, limit)| (name, Some(limit)));
        Self { name, platform, symbol, names, negative, above }
    }

    /// Whether it names no namespace but leaves that to the number.
    pub fn is_general(&self) -> bool {
        self.name == "*"
    }

    /// Whether it is named for a number.
    pub fn holds(&self, magnitude: u64, negative: bool) -> bool {
        !self.names && (negative || !self.negative) && self.above.is_none_or(|above| magnitude > above)
    }
}

/// Whether a phrase holds some words in their order, right behind one another. Single spaces stand between the words of both.
pub fn holds_words(phrase: &str, words: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let begins = |at: usize| at == 0 || phrase[..at].ends_with(' ');
    phrase.match_indices(words).any(|(at, found)| begins(at) && ends(&phrase[at + found.len()..]))
}

/// The words of a text in lower case, without what stands between them: the form in which contexts are compared.
pub fn normal_words(text: &str) -> Vec<String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
