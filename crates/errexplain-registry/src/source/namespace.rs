//! `namespace.toml` and `facilities.tsv`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::model::{NOT_OFFERED, Notation};

/// The contents of a `namespace.toml`; registry/README.md explains each key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// In a page's words, singular.
    pub title: String,
    /// What its numbers are, a sentence.
    pub about: String,
    /// What is true of its numbers that no code has, a sentence; may be empty.
    #[serde(default)]
    pub unknown: String,
    /// Where a running system keeps messages for codes without a component; see [`Component::messages`].
    #[serde(default)]
    pub messages: String,
    /// Other names for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How its numbers are written.
    #[serde(deserialize_with = "notation")]
    pub notation: Notation,
    /// Bits of a value.
    pub width: u8,
    /// Whether canonical values may be negative.
    #[serde(default)]
    pub signed: bool,
    /// Whether `-N` is written for the code N, as kernels and drivers do.
    #[serde(default)]
    pub negated: bool,
    /// Prefixes people leave out when they type a name.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Prefixes that other programs write, and those of the official names in their place.
    #[serde(default)]
    pub respelt: BTreeMap<String, String>,
    /// How many of the platforms, from the first, are meant by a number without any context; all where it is 0.
    #[serde(default)]
    pub common_platforms: u8,
    /// Platforms whose values differ.
    #[serde(default)]
    pub platforms: Vec<String>,
    /// Pages that list the namespace.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Its place among the namespaces, by the way a number is written.
    #[serde(default)]
    pub reading: ReadingOrder,
    /// Components in order of precedence.
    #[serde(default, rename = "component")]
    pub components: Vec<Component>,
    /// Bit fields, from the high bit down.
    #[serde(default, rename = "field")]
    pub fields: Vec<FieldSpec>,
    /// Rules for numbers that carry another namespace's.
    #[serde(default, rename = "unwrap")]
    pub unwraps: Vec<UnwrapSpec>,
    /// Further columns of codes.tsv.
    #[serde(default, rename = "column")]
    pub columns: Vec<ExtraColumn>,
}

/// The order among namespaces; [`NOT_OFFERED`] where a namespace is read only when asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadingOrder {
    /// `1367`
    pub decimal: u8,
    /// `-5`
    pub negative: u8,
    /// `0x557`
    pub hex: u8,
    /// `0x80070005`
    pub hex8: u8,
    /// The smallest decimal that is meant in this namespace unless it is asked for.
    #[serde(deserialize_with = "number")]
    pub decimal_from: u64,
    /// The same for hex.
    #[serde(deserialize_with = "number")]
    pub hex_from: u64,
}

impl Default for ReadingOrder {
    fn default() -> Self {
        Self {
            decimal: NOT_OFFERED,
            negative: NOT_OFFERED,
            hex: NOT_OFFERED,
            hex8: NOT_OFFERED,
            decimal_from: 0,
            hex_from: 0,
        }
    }
}

/// A component whose codes have a place of their own among codes of the same number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// As in codes.tsv.
    pub name: String,
    /// Added to the namespace's reading order.
    #[serde(default)]
    pub penalty: u8,
    /// Where a running system keeps messages for its codes: `system`, the name of a module, or `strerror`; may be empty.
    #[serde(default)]
    pub messages: String,
    /// Whether, in a text, a number is one of its codes only where the words before it name the component.
    #[serde(default)]
    pub named: bool,
    /// Words that name it as well as its name does.
    #[serde(default)]
    pub named_by: Vec<String>,
}

/// A bit field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// A key such as `facility`.
    pub name: String,
    /// `31` or `16-27`, inclusive.
    #[serde(deserialize_with = "bits")]
    pub bits: (u8, u8),
    /// `facilities` where facilities.tsv names the values.
    #[serde(default)]
    pub table: Option<String>,
    /// Names of values, by decimal number.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// A rule by which a number carries one of another namespace.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnwrapSpec {
    /// The bits that decide.
    #[serde(deserialize_with = "number")]
    pub mask: u64,
    /// Their state.
    #[serde(deserialize_with = "number")]
    pub equals: u64,
    /// The bits that are kept.
    #[serde(deserialize_with = "number")]
    pub keep: u64,
    /// The bits that are set then.
    #[serde(default, deserialize_with = "number")]
    pub set: u64,
    /// The other namespace.
    pub to: String,
    /// Why: a clause without a full stop.
    pub reason: String,
}

/// A column that a namespace adds to codes.tsv.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraColumn {
    /// As the first line of codes.tsv names it.
    pub name: String,
    /// As a page shows it.
    pub label: String,
}

/// A line of `facilities.tsv`.
#[derive(Clone, Debug)]
pub struct Facility {
    /// The field's value.
    pub number: u32,
    /// The constant's name.
    pub name: String,
    /// Whose it is; may be empty.
    pub summary: String,
}

impl Facility {
    /// Reads a line of `facilities.tsv`.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let number = cells.next()?.parse().ok()?;
        let name = cells.next()?.to_owned();
        let summary = cells.next().unwrap_or_default().to_owned();
        (cells.next().is_none() && !name.is_empty()).then_some(Self { number, name, summary })
    }
}

/// A decimal or `0x` hex number as the source files write it: an optional minus sign, then digits. The value is the two's
/// complement in 64 bits; nothing for anything else and for what does not fit.
pub fn parse_number(text: &str) -> Option<u64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let value = match digits.strip_prefix("0x") {
        Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u64::from_str_radix(hex, 16).ok()?,
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    Some(if negative { value.wrapping_neg() } else { value })
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_number(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no number")))
}

fn notation<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Notation, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "decimal" => Ok(Notation::Decimal),
        "hex" => Ok(Notation::Hex),
        "base36" => Ok(Notation::Base36),
        other => Err(D::Error::custom(format!("notation `{other}` is none of decimal, hex, base36"))),
    }
}

fn bits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(u8, u8), D::Error> {
    let text = String::deserialize(deserializer)?;
    let (low, high) = text.split_once('-').unwrap_or((&text, &text));
    match (low.parse(), high.parse()) {
        (Ok(low), Ok(high)) if low <= high && high < 64 && high - low < 32 => Ok((low, high)),
        _ => Err(D::Error::custom(format!("bits `{text}` are no range such as 16-27"))),
    }
}
