//! `codes.tsv`: one line a code.

use std::path::Path;

use super::Finding;
use super::namespace::{Manifest, parse_number};
use crate::model::{Notation, write_value};

/// The lint that the table's form is checked under.
const LINT: &str = "codes-table";

/// The columns that every namespace may have, in their order; those declared in namespace.toml stand before the last.
const COLUMNS: [&str; 10] =
    ["code", "symbol", "aliases", "component", "family", "rank", "old", "status", "keywords", "summary"];

/// A table of codes.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// In the order of the file.
    pub rows: Vec<Row>,
}

/// A line of `codes.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The line's number, from 1.
    pub line: usize,
    /// The canonical value, sign-extended to 64 bits.
    pub value: u64,
    /// Values by platform, as (value, bit set of platforms); empty where values do not differ by platform.
    pub platform_values: Vec<(u64, u32)>,
    /// The official name.
    pub symbol: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The header or component; may be empty.
    pub component: String,
    /// The family's name.
    pub family: String,
    /// 0 to 9.
    pub rank: u8,
    /// Values of earlier versions.
    pub old: Vec<u64>,
    /// Whether nothing returns it any more.
    pub retired: bool,
    /// Words people use for it.
    pub keywords: String,
    /// The declared columns' cells, in the order of the declaration.
    pub extras: Vec<String>,
    /// One sentence; may be empty.
    pub summary: String,
}

impl Row {
    /// Symbol and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.symbol.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Codes {
    /// Reads a table. What is wrong with it goes to `findings`; lines that can be read are kept.
    pub fn parse(path: &Path, text: &str, manifest: &Manifest, findings: &mut Vec<Finding>) -> Self {
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let expected = expected_columns(manifest);
        let mut position = 0;
        for column in &header {
            match expected[position..].iter().position(|name| name == column) {
                Some(ahead) => position += ahead + 1,
                None => {
                    let message =
                        format!("column `{column}` is not known, or not in the order {}", expected.join(", "));
                    findings.push(Finding::new(path, 1, LINT, message));
                    return Self::default();
                }
            }
        }
        let required = if manifest.platforms.is_empty() { "code" } else { "symbol" };
        for name in [required, "symbol", "family", "summary"] {
            if !header.contains(&name) {
                findings.push(Finding::new(path, 1, LINT, format!("column `{name}` is missing")));
                return Self::default();
            }
        }
        let mut rows = Vec::new();
        for (index, line) in lines.enumerate() {
            match Row::parse(line, index + 2, &header, manifest) {
                Ok(row) => rows.push(row),
                Err(message) => findings.push(Finding::new(path, index + 2, LINT, message)),
            }
        }
        Self { rows }
    }
}

/// All columns a namespace may have, in order.
fn expected_columns(manifest: &Manifest) -> Vec<&str> {
    let platforms = manifest.platforms.iter().map(String::as_str);
    let mut columns = if manifest.platforms.is_empty() { vec!["code", "symbol"] } else { vec!["symbol"] };
    columns.extend(platforms);
    columns.extend(&COLUMNS[2..COLUMNS.len() - 1]);
    columns.extend(manifest.columns.iter().map(|column| column.name.as_str()));
    columns.push("summary");
    columns
}

impl Row {
    fn parse(line: &str, number: usize, header: &[&str], manifest: &Manifest) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != header.len() {
            return Err(format!("{} cells, the first line has {}", cells.len(), header.len()));
        }
        if let Some(cell) = cells.iter().find(|cell| cell.trim() != **cell) {
            return Err(format!("`{cell}` starts or ends with a space"));
        }
        let mut row = Self { line: number, extras: vec![String::new(); manifest.columns.len()], ..Self::default() };
        let mut canonical = None;
        for (name, &cell) in header.iter().zip(&cells) {
            match *name {
                "code" => canonical = Some(parse_code(cell, manifest)?),
                "symbol" => row.symbol = cell.to_owned(),
                "aliases" => row.aliases = words(cell),
                "component" => row.component = cell.to_owned(),
                "family" => row.family = cell.to_owned(),
                "rank" if cell.is_empty() => {}
                "rank" => {
                    row.rank = cell
                        .parse()
                        .ok()
                        .filter(|rank| (1..=9).contains(rank))
                        .ok_or_else(|| format!("rank `{cell}` is not 1 to 9"))?;
                }
                "old" => {
                    row.old = words(cell).iter().map(|value| parse_code(value, manifest)).collect::<Result<_, _>>()?;
                }
                "status" if cell.is_empty() => {}
                "status" if cell == "retired" => row.retired = true,
                "status" => return Err(format!("status `{cell}` is neither empty nor retired")),
                "keywords" => row.keywords = cell.to_owned(),
                "summary" => row.summary = cell.to_owned(),
                column => {
                    if let Some(bit) = manifest.platforms.iter().position(|platform| platform == column) {
                        if !cell.is_empty() {
                            row.add_platform_value(parse_code(cell, manifest)?, bit);
                        }
                    } else if let Some(index) = manifest.columns.iter().position(|extra| extra.name == column) {
                        row.extras[index] = cell.to_owned();
                    }
                }
            }
        }
        row.value = canonical
            .or_else(|| row.platform_values.first().map(|&(value, _)| value))
            .ok_or("no platform has a value")?;
        if row.symbol.is_empty() || row.symbol.contains(char::is_whitespace) {
            return Err(format!("`{}` is no symbol", row.symbol));
        }
        Ok(row)
    }

    fn add_platform_value(&mut self, value: u64, bit: usize) {
        match self.platform_values.iter_mut().find(|(known, _)| *known == value) {
            Some((_, platforms)) => *platforms |= 1 << bit,
            None => self.platform_values.push((value, 1 << bit)),
        }
    }
}

fn words(cell: &str) -> Vec<String> {
    cell.split_ascii_whitespace().map(str::to_owned).collect()
}

/// A number in the namespace's own notation, in canonical form.
fn parse_code(cell: &str, manifest: &Manifest) -> Result<u64, String> {
    let value = match manifest.notation {
        Notation::Base36 => u64::from_str_radix(cell, 36).ok(),
        Notation::Decimal | Notation::Hex => parse_number(cell),
    };
    let value = value.ok_or_else(|| format!("`{cell}` is no number"))?;
    let canonical = write_value(value, manifest.notation, manifest.width, manifest.signed);
    if canonical != cell {
        return Err(format!("`{cell}` should be written {canonical}"));
    }
    Ok(value)
}
