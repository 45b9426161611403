//! The rule files beside this crate: tab-separated, the first line names the columns, `#` starts a comment line.

use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::path::Path;

/// One line of a rule file: column name to cell.
#[derive(Debug, Clone)]
pub struct Line(BTreeMap<String, String>);

impl Line {
    /// The cell of a column; an absent one is empty.
    pub fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// The cell of a column as a number, decimal or `0x` hex; nothing for `*`.
    pub fn number(&self, column: &str) -> Result<Option<i64>> {
        match self.get(column) {
            "*" | "" => Ok(None),
            text => number(text).map(Some).with_context(|| format!("column {column}")),
        }
    }
}

/// Reads a rule file.
pub fn read(path: &Path) -> Result<Vec<Line>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let (_, first) = lines.next().context("no first line")?;
    let columns: Vec<&str> = first.split('\t').collect();
    let mut rules = Vec::new();
    for (number, line) in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let place = format!("{}:{}", path.display(), number + 1);
        ensure!(cells.len() <= columns.len(), "{place}: {} cells for {} columns", cells.len(), columns.len());
        let pairs = columns.iter().zip(cells).map(|(column, cell)| (column.to_string(), cell.to_string()));
        rules.push(Line(pairs.collect()));
    }
    Ok(rules)
}

/// Reads a number, decimal or `0x` hex.
pub fn number(text: &str) -> Result<i64> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.with_context(|| format!("`{text}` is no number"))
}

/// Whether a text fits one of the patterns, which are separated by spaces. `*` stands for anything.
pub fn fits(patterns: &str, text: &str) -> bool {
    patterns == "*" || patterns.split(' ').any(|pattern| fits_one(pattern, text))
}

fn fits_one(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            rest.is_empty() || (0..=text.len()).any(|at| text.is_char_boundary(at) && fits_one(rest, &text[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(fits("*", ""));
        assert!(fits("A_* B_*", "B_X"));
        assert!(fits("*_BASE", "X_BASE"));
        assert!(fits("X_*_END", "X_Y_END"));
        assert!(!fits("X_*_END", "X_END"));
        assert!(!fits("A_*", "BA_"));
    }
}
