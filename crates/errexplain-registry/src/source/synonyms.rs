//! `synonyms.tsv`: the words that people use for those of the registry.

use std::path::Path;

use super::Finding;
use crate::words::words;

/// The lint that the table's form is checked under.
const LINT: &str = "synonyms";

/// What a line of `synonyms.tsv` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SynonymKind {
    /// Words that stand for one another where they are typed.
    Group,
    /// Words of a name, and what people say for them.
    Phrase,
    /// A word that names write short, and the full one.
    Short,
}

/// A line of `synonyms.tsv`.
#[derive(Clone, Debug)]
pub struct Synonyms {
    /// The line's number, from 1.
    pub line: usize,
    /// How the words belong together.
    pub kind: SynonymKind,
    /// The words of the group, of the phrase in their order, or the one short word; in lower case.
    pub words: Vec<String>,
    /// What stands for them; nothing in a group.
    pub others: Vec<String>,
}

impl Synonyms {
    /// Reads the table. Lines that cannot be read are findings.
    pub(super) fn parse_table(path: &Path, text: &str, findings: &mut Vec<Finding>) -> Vec<Self> {
        let mut synonyms = Vec::new();
        for (index, line) in text.lines().enumerate().skip(1) {
            match Self::parse(index + 1, line) {
                Ok(line) => synonyms.push(line),
                Err(message) => findings.push(Finding::new(path, index + 1, LINT, message)),
            }
        }
        synonyms
    }

    fn parse(line: usize, text: &str) -> Result<Self, String> {
        let cells: Vec<&str> = text.split('\t').collect();
        let [kind, cell, others] = cells[..] else { return Err("not three cells: kind, words, others".into()) };
        let (kind, fits) = match kind {
            "group" => (SynonymKind::Group, cell.contains(' ') && others.is_empty()),
            "phrase" => (SynonymKind::Phrase, !cell.is_empty() && !others.is_empty()),
            "short" => (SynonymKind::Short, !cell.contains(' ') && !others.contains(' ') && !others.is_empty()),
            kind => return Err(format!("`{kind}` is neither group, phrase nor short")),
        };
        if !fits {
            return Err("a group is of several words, a phrase has others, and a short form one".into());
        }
        for cell in [cell, others] {
            let mut normal = Vec::new();
            words(cell, |word| normal.push(word.to_owned()));
            if normal.join(" ") != cell {
                return Err(format!("`{cell}` should be written `{}`", normal.join(" ")));
            }
        }
        let split = |cell: &str| cell.split_ascii_whitespace().map(str::to_owned).collect();
        Ok(Self { line, kind, words: split(cell), others: split(others) })
    }
}
