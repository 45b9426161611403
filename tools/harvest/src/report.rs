//! What a merge added, changed and missed.

use std::fmt;

/// The differences between a table on disk and what the sources say.
#[derive(Debug, Default, PartialEq)]
pub struct Report {
    /// Symbols of new rows.
    pub added: Vec<String>,
    /// Rows whose facts changed: `SYMBOL column: old -> new`.
    pub changed: Vec<String>,
    /// Symbols of harvested components that no source has any more; their rows are kept.
    pub missing: Vec<String>,
    /// Anything else a maintainer should look at: sources that disagree, and the like.
    pub notes: Vec<String>,
}

/// More lines than this of one kind are counted instead of printed.
const SHOWN: usize = 40;

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            ("added", &self.added),
            ("changed", &self.changed),
            ("in no source any more, kept", &self.missing),
            ("note", &self.notes),
        ];
        for (kind, lines) in kinds {
            for line in lines.iter().take(SHOWN) {
                write!(out, "\n  {kind}: {line}")?;
            }
            if lines.len() > SHOWN {
                write!(out, "\n  {kind}: … and {} more", lines.len() - SHOWN)?;
            }
        }
        Ok(())
    }
}
