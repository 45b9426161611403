//! `families.tsv`: which family a new code belongs to.

use crate::context::Context;
use crate::layout::Notation;
use crate::rules::{self, Line};
use crate::table::{Row, Table, cell};
use anyhow::Result;

/// The family of a row that no rule has placed yet.
pub const UNSORTED: &str = "unsorted";

/// The rules of one namespace, in the order in which they are tried.
pub struct Families {
    rules: Vec<Rule>,
}

struct Rule {
    component: String,
    from: i64,
    to: i64,
    prefix: String,
    family: String,
}

impl Families {
    /// Reads the rules of a namespace.
    pub fn read(context: &Context, namespace: &str) -> Result<Self> {
        let lines = rules::read(&context.tool("families.tsv"))?;
        let own = lines.iter().filter(|line| line.get("namespace") == namespace);
        Ok(Self { rules: own.map(rule).collect::<Result<_>>()? })
    }

    /// The family of a code: that of the first rule that fits.
    pub fn of(&self, component: &str, number: i64, symbol: &str) -> &str {
        let fitting = self.rules.iter().find(|rule| {
            (rule.component == "*" || rule.component == component)
                && (rule.from..=rule.to).contains(&number)
                && (rule.prefix == "*" || symbol.starts_with(&rule.prefix))
        });
        fitting.map_or(UNSORTED, |rule| &rule.family)
    }

    /// Asks the rules again for the rows that are still unsorted. Tells how many found a family.
    pub fn refile(&self, table: &mut Table, notation: Notation) -> Result<usize> {
        let mut filed = 0;
        for row in table.rows_mut() {
            if cell(row, "family") == UNSORTED {
                let family = self.of_row(row, notation)?;
                filed += usize::from(family != UNSORTED);
                row.insert("family".into(), family);
            }
        }
        Ok(filed)
    }

    fn of_row(&self, row: &Row, notation: Notation) -> Result<String> {
        let number = notation.read(cell(row, "code"))?;
        Ok(self.of(cell(row, "component"), number, cell(row, "symbol")).to_string())
    }
}

fn rule(line: &Line) -> Result<Rule> {
    Ok(Rule {
        component: line.get("component").to_string(),
        from: line.number("from")?.unwrap_or(i64::MIN),
        to: line.number("to")?.unwrap_or(i64::MAX),
        prefix: line.get("prefix").to_string(),
        family: line.get("family").to_string(),
    })
}
