//! `families`: every code has a family with a page, and every page a code.

use std::collections::HashSet;

use super::Context;
use crate::source::Finding;

const LINT: &str = "families";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for namespace in context.namespaces() {
        let pages: HashSet<&str> = namespace.families.iter().map(|family| family.name.as_str()).collect();
        let mut used = HashSet::new();
        let mut missing = HashSet::new();
        for row in &namespace.codes.rows {
            used.insert(row.family.as_str());
            if !pages.contains(row.family.as_str()) && missing.insert(row.family.as_str()) {
                let message = format!("family `{}` has no page families/{0}.md", row.family);
                findings.push(Finding::new(&namespace.path("codes.tsv"), row.line, LINT, message));
            }
        }
        for family in &namespace.families {
            if !used.contains(family.name.as_str()) {
                findings.push(Finding::new(&family.page.path, 1, LINT, "no code belongs to this family"));
            }
        }
    }
}
