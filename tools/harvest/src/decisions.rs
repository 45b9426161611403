//! What people decided where the sources alone do not say: `aliases.tsv`, `disagreements.tsv`, `extra.tsv`.

use crate::constant::{Constant, Source};
use crate::context::Context;
use crate::rules;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions on one namespace.
pub struct Decisions {
    /// Alias to the symbol it repeats.
    pub aliases: BTreeMap<String, String>,
    /// Values of a symbol that differ from the one that counts: kept as old values, or ignored.
    pub disagreements: BTreeMap<(String, i64), Disagreement>,
    /// Names that no package carries, with their component.
    pub extra: Vec<(Constant, String)>,
}

/// What to do with a value that is not the one that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Disagreement {
    /// The symbol had it in an earlier SDK.
    Old,
    /// It belongs to another thing of the same name, or is a mistake of that source.
    Ignored,
}

impl Decisions {
    /// Reads the decisions on a namespace.
    pub fn read(context: &Context, namespace: &str) -> Result<Self> {
        let own = |file: &str| -> Result<Vec<rules::Line>> {
            let lines = rules::read(&context.tool(file))?;
            Ok(lines.into_iter().filter(|line| line.get("namespace") == namespace).collect())
        };
        let mut aliases = BTreeMap::new();
        for line in own("aliases.tsv")? {
            aliases.insert(line.get("alias").to_string(), line.get("symbol").to_string());
        }
        let mut disagreements = BTreeMap::new();
        for line in own("disagreements.tsv")? {
            let value = rules::number(line.get("value"))?;
            let what = if line.get("what") == "old" { Disagreement::Old } else { Disagreement::Ignored };
            disagreements.insert((line.get("symbol").to_string(), value), what);
        }
        let mut extra = Vec::new();
        for line in own("extra.tsv")? {
            let constant = Constant {
                symbol: line.get("symbol").to_string(),
                source: Source::Extra,
                place: String::new(),
                ty: String::new(),
                value: rules::number(line.get("value")).with_context(|| line.get("symbol").to_string())?,
            };
            extra.push((constant, line.get("component").to_string()));
        }
        Ok(Self { aliases, disagreements, extra })
    }

    /// The old values of a symbol.
    pub fn old_values(&self, symbol: &str) -> BTreeSet<i64> {
        let old = self.disagreements.iter().filter(|((name, _), what)| name == symbol && **what == Disagreement::Old);
        old.map(|((_, value), _)| *value).collect()
    }
}
