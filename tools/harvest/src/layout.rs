//! How a table is laid out: its columns and the notation of its numbers.

use crate::table::{Row, cell};
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;

/// How the numbers of a table are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Notation {
    /// `1367`, `-1023`
    Decimal,
    /// `0x` and this many upper-case digits.
    Hex(usize),
}

impl Notation {
    /// Writes a number.
    pub fn write(self, number: i64) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Hex(digits) => format!("0x{number:0digits$X}"),
        }
    }

    /// Reads a number.
    pub fn read(self, text: &str) -> Result<i64> {
        let number = match (self, text.strip_prefix("0x")) {
            (Self::Hex(_), Some(digits)) => i64::from_str_radix(digits, 16).ok(),
            (Self::Decimal, None) => text.parse().ok(),
            _ => None,
        };
        number.with_context(|| format!("`{text}` is no {self:?} number"))
    }
}

/// The columns of a table. `Layout::codes` and `Layout::platforms` make the two kinds there are.
#[derive(Debug, Clone)]
pub struct Layout {
    notation: Notation,
    platforms: Vec<String>,
    declared: Vec<String>,
}

const AFTER_VALUES: [&str; 7] = ["aliases", "component", "family", "rank", "old", "status", "keywords"];

impl Layout {
    /// A table with one `code` column.
    pub fn codes(notation: Notation) -> Self {
        Self { notation, platforms: Vec::new(), declared: Vec::new() }
    }

    /// A table with one decimal column a platform, in this order, after the symbol.
    pub fn platforms(platforms: &[&str]) -> Self {
        let platforms = platforms.iter().map(|platform| platform.to_string()).collect();
        Self { notation: Notation::Decimal, platforms, declared: Vec::new() }
    }

    /// Adds the columns of an existing table that are not known yet.
    pub fn adopt(&mut self, columns: &[&str]) {
        let known = self.columns();
        let unknown = columns.iter().filter(|column| !known.iter().any(|name| name == *column));
        let unknown: Vec<String> = unknown.map(|column| column.to_string()).collect();
        self.declared.extend(unknown);
    }

    /// The names of the columns, in the order in which they are written.
    pub fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        if self.platforms.is_empty() {
            columns.push("code".into());
        }
        columns.push("symbol".into());
        columns.extend(self.platforms.iter().cloned());
        columns.extend(AFTER_VALUES.iter().map(|column| column.to_string()));
        columns.extend(self.declared.iter().cloned());
        columns.push("summary".into());
        columns
    }

    /// The value cells of a row: its code, or its number on each platform.
    pub fn value_cells(&self, row: &BTreeMap<String, String>) -> Vec<String> {
        if self.platforms.is_empty() {
            return vec![cell(row, "code").to_string()];
        }
        self.platforms.iter().map(|platform| cell(row, platform).to_string()).collect()
    }

    /// The number a row is sorted by: its code, or that of the first platform that defines it.
    pub fn number(&self, row: &Row) -> Result<i64> {
        match self.value_cells(row).iter().find(|value| !value.is_empty()) {
            Some(value) => self.notation.read(value),
            None => bail!("{} has no value", cell(row, "symbol")),
        }
    }
}
