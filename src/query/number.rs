//! Numbers as people, programs and languages write them.

use super::Problem;

/// How a number's digits were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radix {
    /// `1367`, `0n1367`
    Decimal,
    /// `0x557`, `557h`, `&H557`
    Hex,
    /// `80070005`: hex without anything that says so
    BareHex,
    /// `42P01`: five characters of 0-9 and A-Z, where a namespace writes codes so
    Base36,
}

/// A number that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Without its sign.
    pub magnitude: u64,
    /// Whether a minus sign stands before it.
    pub negative: bool,
    /// How the digits were read.
    pub radix: Radix,
    /// How many digits there are, leading zeros included.
    pub digits: usize,
}

/// What the number reader makes of a text.
pub(super) enum Reading {
    /// A number, one entry a way of reading it.
    Numbers(Vec<Number>),
    /// No number; or hex digits without a prefix, which a name can be as well.
    Name(Option<Number>),
}

/// The minus signs that people paste.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];

/// Reads a trimmed text.
pub(super) fn parse(text: &str) -> Result<Reading, Problem> {
    let unsigned = text.trim_start_matches(MINUS);
    let signs = text.chars().count() - unsigned.chars().count();
    let negative = signs == 1;
    let unsigned = unsigned.trim_start();
    if signs > 1 || !starts_as_number(unsigned) && !is_assembler_hex(unsigned) {
        return Ok(Reading::Name(bare_hex(text)));
    }
    if let Some(value) = octal(unsigned) {
        return Err(Problem::Octal(if negative { -i128::from(value) } else { i128::from(value) }));
    }
    if let Some(digits) = hex_digits(unsigned) {
        let (magnitude, digits) = read_hex(digits)?;
        return Ok(Reading::Numbers(vec![Number { magnitude, negative, radix: Radix::Hex, digits }]));
    }
    let decimal = unsigned.strip_prefix("0n").or_else(|| unsigned.strip_prefix("0N")).unwrap_or(unsigned);
    match read_decimal(decimal) {
        Ok((magnitude, digits)) => {
            if negative && magnitude > i64::MIN.unsigned_abs() {
                return Err(Problem::TooLarge);
            }
            let mut numbers = vec![Number { magnitude, negative, radix: Radix::Decimal, digits }];
            numbers.extend(bare_hex(unsigned).filter(|_| !negative));
            Ok(Reading::Numbers(numbers))
        }
        // `8007000E` and `4C7` start as decimals; `3com` and `0x` variants that are broken are neither.
        Err(problem) => match bare_hex(unsigned) {
            Some(number) if !negative => Ok(Reading::Numbers(vec![number])),
            _ if unsigned.contains(|char: char| char.is_ascii_alphabetic()) && !negative => Ok(Reading::Name(None)),
            _ => Err(problem),
        },
    }
}

/// Whether a text can only be a number: it starts with a digit or with Basic's hex prefix.
fn starts_as_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) || strip_basic_prefix(text).is_some()
}

/// Whether a text is hex as assemblers and debuggers write it, and starts with a letter: `C0000005h`. With no decimal digit it
/// is a word: `beach`.
fn is_assembler_hex(text: &str) -> bool {
    text.strip_suffix(['h', 'H']).is_some_and(|digits| {
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && digits.bytes().any(|byte| byte.is_ascii_digit())
    })
}

fn strip_basic_prefix(text: &str) -> Option<&str> {
    text.strip_prefix("&H").or_else(|| text.strip_prefix("&h"))
}

/// The digits of a number that is marked as hex: `0x…`, `&H…` with or without a closing `&`, `…h`.
fn hex_digits(text: &str) -> Option<&str> {
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return Some(strip_c_suffix(digits));
    }
    if let Some(digits) = strip_basic_prefix(text) {
        return Some(digits.strip_suffix('&').unwrap_or(digits));
    }
    let digits = text.strip_suffix(['h', 'H'])?;
    // Assemblers want a zero before a letter.
    let digits = digits.strip_prefix('0').filter(|rest| rest.len() == 8).unwrap_or(digits);
    digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_').then_some(digits)
}

/// The value of `0o17`.
fn octal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0o").or_else(|| text.strip_prefix("0O"))?;
    // The parser would take a sign here.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    u64::from_str_radix(digits, 8).ok().filter(|_| plain)
}

/// Takes off the suffixes of C's integer literals.
fn strip_c_suffix(text: &str) -> &str {
    text.trim_end_matches(['l', 'L', 'u', 'U'])
}

/// Reads hex digits that may be grouped by underscores, apostrophes or spaces.
fn read_hex(text: &str) -> Result<(u64, usize), Problem> {
    let mut digits = String::new();
    for char in text.chars() {
        match char {
            '_' | '\'' | ' ' | '`' => {}
            char if char.is_ascii_hexdigit() => digits.push(char),
            char => return Err(Problem::NotHex(char)),
        }
    }
    match digits.len() {
        0 => Err(Problem::NoDigits),
        1..=8 | 16 => {
            let value = u64::from_str_radix(&digits, 16).map_err(|_| Problem::TooLarge)?;
            Ok((value, digits.len()))
        }
        length => Err(Problem::HexDigits(length)),
    }
}

/// Reads decimal digits with C suffixes, grouped in threes by commas or spaces, or by underscores.
fn read_decimal(text: &str) -> Result<(u64, usize), Problem> {
    let text = strip_c_suffix(text);
    let digits: String = text.chars().filter(|char| !matches!(char, '_' | ' ' | ',' | '\'')).collect();
    if let Some(at) = digits.find(|char: char| !char.is_ascii_digit()) {
        return Err(Problem::Trailing(digits[at..].to_owned()));
    }
    let threes = |mut groups: std::str::Split<'_, char>| {
        groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
    };
    for mark in [',', ' '] {
        if let Some(at) = text.find(mark).filter(|_| !threes(text.split(mark))) {
            return Err(Problem::Trailing(text[at..].trim().to_owned()));
        }
    }
    Ok((digits.parse().map_err(|_| Problem::TooLarge)?, digits.len()))
}

/// Five letters and digits as a base-36 number; only namespaces that write their codes so give it a meaning.
pub fn parse_base36(text: &str) -> Option<Number> {
    let text = super::strip_wrapping(text);
    let plain = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let magnitude = u64::from_str_radix(text, 36).ok().filter(|_| plain)?;
    Some(Number { magnitude, negative: false, radix: Radix::Base36, digits: 5 })
}

/// A text of hex digits without a prefix. Fewer than three digits are left to decimals and names, and digits beyond
/// eight are no hex that anyone writes so, except sixteen.
fn bare_hex(text: &str) -> Option<Number> {
    // A debugger writes 64 bits as two halves: 00000000`80070005.
    let digits: String = text.chars().filter(|char| !matches!(char, '_' | '`')).collect();
    let digits = digits.strip_prefix("00000000").filter(|rest| rest.len() == 8).unwrap_or(&digits);
    let plausible = matches!(digits.len(), 3..=8 | 16) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let magnitude = u64::from_str_radix(digits, 16).ok().filter(|_| plausible)?;
    Some(Number { magnitude, negative: false, radix: Radix::BareHex, digits: digits.len() })
}
