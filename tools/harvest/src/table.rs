//! One `codes.tsv` in memory: reading, merging what was harvested, and the canonical text.

use crate::layout::Layout;
use crate::report::Report;
use anyhow::{Context as _, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// One line of the table: column name to cell. Absent and empty are the same.
pub type Row = BTreeMap<String, String>;

/// A harvested code, ready to be merged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The official name: what a row is known by.
    pub symbol: String,
    /// The value columns and their cells, in the table's notation: `code`, or one column a platform.
    pub values: BTreeMap<String, String>,
    /// Other names for the same thing.
    pub aliases: Vec<String>,
    /// Values it had in earlier versions, in the table's notation.
    pub old: Vec<String>,
    /// The header or component that defines it; empty where the table has none.
    pub component: String,
    /// Other columns, used only where the row has nothing there yet (`family` is one).
    pub defaults: BTreeMap<String, String>,
}

/// A table and the way it is laid out.
pub struct Table {
    layout: Layout,
    rows: Vec<Row>,
}

impl Table {
    /// Reads the table, or starts an empty one where there is no file.
    pub fn read(path: &Path, layout: Layout) -> Result<Self> {
        if !path.exists() {
            return Ok(Self { layout, rows: Vec::new() });
        }
        let text = std::fs::read_to_string(path)?;
        Self::parse(&text, layout).with_context(|| format!("reading {}", path.display()))
    }

    /// Parses the text of a table. Columns the layout does not know are kept, before the summary.
    pub fn parse(text: &str, mut layout: Layout) -> Result<Self> {
        let mut lines = text.lines();
        let columns: Vec<&str> = lines.next().context("no first line")?.split('\t').collect();
        layout.adopt(&columns);
        let mut rows = Vec::new();
        for (number, line) in lines.enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let line = number + 2;
            ensure!(cells.len() == columns.len(), "line {line}: {} cells for {} columns", cells.len(), columns.len());
            let filled = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
            rows.push(filled.map(|(column, cell)| (column.to_string(), cell.to_string())).collect());
        }
        Ok(Self { layout, rows })
    }

    /// The rows, in no particular order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows, to be changed in place.
    pub fn rows_mut(&mut self) -> &mut [Row] {
        &mut self.rows
    }

    /// Takes in what was harvested. `harvested` tells whether the sources should know a row that was not found.
    pub fn merge(&mut self, found: Vec<Found>, harvested: impl Fn(&Row) -> bool) -> Result<Report> {
        let mut report = Report::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, row) in self.rows.iter().enumerate() {
            if places.insert(cell(row, "symbol").to_string(), place).is_some() {
                bail!("two rows have the symbol {}", cell(row, "symbol"));
            }
        }
        let known_aliases = self.known_aliases();
        let mut seen = BTreeSet::new();
        for code in found {
            let values = self.layout.value_cells(&code.values);
            if known_aliases.contains(&(code.symbol.clone(), values)) && !places.contains_key(&code.symbol) {
                continue; // someone made it an alias of another row
            }
            ensure!(seen.insert(code.symbol.clone()), "{} was harvested twice", code.symbol);
            match places.get(&code.symbol) {
                Some(&place) => update(&mut self.rows[place], &code, &mut report),
                None => {
                    let values: Vec<_> = code.values.values().filter(|value| !value.is_empty()).cloned().collect();
                    report.added.push(format!("{} {}", code.symbol, values.join(" ")));
                    self.rows.push(new_row(code));
                }
            }
        }
        for row in &self.rows {
            let symbol = cell(row, "symbol");
            if !seen.contains(symbol) && harvested(row) {
                report.missing.push(format!("{symbol} ({})", cell(row, "component")));
            }
        }
        report.added.sort();
        report.changed.sort();
        report.missing.sort();
        Ok(report)
    }

    /// Every alias with the values of its row.
    fn known_aliases(&self) -> BTreeSet<(String, Vec<String>)> {
        let mut known = BTreeSet::new();
        for row in &self.rows {
            for alias in cell(row, "aliases").split_whitespace() {
                known.insert((alias.to_string(), self.layout.value_cells(row)));
            }
        }
        known
    }

    /// The canonical text: sorted by number and then by symbol, one line a code.
    pub fn to_text(&self) -> Result<String> {
        let mut order = Vec::new();
        for row in &self.rows {
            order.push((self.layout.number(row)?, cell(row, "symbol"), row));
        }
        order.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let columns = self.layout.columns();
        let mut text = columns.join("\t") + "\n";
        for (_, symbol, row) in order {
            let cells: Vec<&str> = columns.iter().map(|column| cell(row, column)).collect();
            if cells.iter().any(|cell| cell.contains(['\t', '\n', '\r'])) {
                bail!("{symbol}: a cell holds a tab or a line break");
            }
            text += &cells.join("\t");
            text.push('\n');
        }
        Ok(text)
    }
}

/// The row's cell in this column, or the empty string.
pub fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn new_row(code: Found) -> Row {
    let mut row = code.values;
    row.extend(code.defaults);
    row.insert("symbol".into(), code.symbol);
    row.insert("aliases".into(), words(code.aliases.iter().map(String::as_str).collect()));
    row.insert("old".into(), words(code.old.iter().map(String::as_str).collect()));
    row.insert("component".into(), code.component);
    row.retain(|_, cell| !cell.is_empty());
    row
}

/// Brings an existing row's facts up to date; what people wrote stays.
fn update(row: &mut Row, code: &Found, report: &mut Report) {
    let mut facts = code.values.clone();
    if !code.component.is_empty() {
        facts.insert("component".into(), code.component.clone());
    }
    let mut aliases: Vec<&str> = cell(row, "aliases").split_whitespace().collect();
    aliases.extend(code.aliases.iter().map(String::as_str));
    facts.insert("aliases".into(), words(aliases));
    let mut old: Vec<&str> = cell(row, "old").split_whitespace().collect();
    old.extend(code.old.iter().map(String::as_str));
    let (before, now) = (cell(row, "code"), code.values.get("code").map_or("", String::as_str));
    if before != now {
        old.push(before);
    }
    old.retain(|value| *value != now);
    facts.insert("old".into(), words(old));
    for (column, value) in &facts {
        let before = cell(row, column).to_string();
        if before == *value {
            continue;
        }
        report.changed.push(format!("{} {column}: `{before}` -> `{value}`", code.symbol));
        row.insert(column.clone(), value.clone());
    }
    for (column, value) in &code.defaults {
        if cell(row, column).is_empty() && !value.is_empty() {
            report.changed.push(format!("{} {column}: `` -> `{value}`", code.symbol));
            row.insert(column.clone(), value.clone());
        }
    }
}

/// Words in order, each once, separated by spaces.
fn words(words: Vec<&str>) -> String {
    let unique: BTreeSet<&str> = words.into_iter().collect();
    unique.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
