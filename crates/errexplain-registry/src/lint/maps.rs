//! `maps`: both ends of a relation exist, and the files are sorted.

use super::Context;
use crate::source::Finding;

const LINT: &str = "maps";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for map in &context.registry.maps {
        let mut previous: Option<(&str, &str)> = None;
        for row in &map.rows {
            for (namespace, symbol) in [(&map.from, &row.from), (&map.to, &row.to)] {
                match context.row(namespace, symbol) {
                    None => {
                        let message = format!("`{namespace}:{symbol}` is not in the registry");
                        findings.push(Finding::new(&map.path, row.line, LINT, message));
                    }
                    Some(known) if known.symbol != *symbol => {
                        let message = format!("`{symbol}` is another name of `{}`: maps name symbols", known.symbol);
                        findings.push(Finding::new(&map.path, row.line, LINT, message));
                    }
                    Some(_) => {}
                }
            }
            let key = (row.from.as_str(), row.to.as_str());
            if previous.is_some_and(|previous| previous >= key) {
                let message = format!("`{}` is out of order or stands twice", row.from);
                findings.push(Finding::new(&map.path, row.line, LINT, message));
            }
            previous = Some(key);
        }
    }
}
