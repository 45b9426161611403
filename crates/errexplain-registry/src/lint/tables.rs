//! `codes-table`: order and uniqueness of codes.tsv, and what namespace.toml refers to.

use std::collections::HashMap;

use super::Context;
use crate::model::holds_words;
use crate::source::{Finding, Namespace, Row};

const LINT: &str = "codes-table";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for namespace in context.namespaces() {
        order(namespace, findings);
        uniqueness(namespace, findings);
        manifest(context, namespace, findings);
    }
}

fn order(namespace: &Namespace, findings: &mut Vec<Finding>) {
    // Signed values are kept sign-extended: as signed numbers they sort as people count.
    let key = |row: &Row| {
        (if namespace.manifest.signed { row.value as i64 as i128 } else { i128::from(row.value) }, row.symbol.clone())
    };
    for pair in namespace.codes.rows.windows(2) {
        if key(&pair[0]) >= key(&pair[1]) {
            let message = format!(
                "`{}` does not belong behind `{}`: sort by number, then symbol",
                pair[1].symbol, pair[0].symbol
            );
            findings.push(Finding::new(&namespace.path("codes.tsv"), pair[1].line, LINT, message));
        }
    }
}

fn uniqueness(namespace: &Namespace, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for row in &namespace.codes.rows {
        for name in row.names() {
            if let Some(line) = seen.insert(name, row.line) {
                let message = format!("`{name}` stands in line {line} already");
                findings.push(Finding::new(&namespace.path("codes.tsv"), row.line, LINT, message));
            }
        }
    }
}

fn manifest(context: &Context<'_>, namespace: &Namespace, findings: &mut Vec<Finding>) {
    let mut report = |message: String| {
        findings.push(Finding::new(&namespace.path("namespace.toml"), 0, LINT, message));
    };
    let manifest = &namespace.manifest;
    for rule in &manifest.unwraps {
        if !context.namespaces().any(|known| known.name == rule.to) {
            report(format!("a rule carries numbers of `{}`, which is no namespace", rule.to));
        }
        if rule.reason.ends_with('.') {
            report("a rule's reason is a clause and ends without a full stop".into());
        }
    }
    if manifest.fields.iter().any(|field| field.table.is_some()) && namespace.facilities.is_empty() {
        report("a field has a table and there is no facilities.tsv".into());
    }
    for (index, facility) in namespace.facilities.iter().enumerate() {
        // Two names of one number are known of several facilities; the first in the file is the one that is shown.
        if namespace.facilities[..index].iter().any(|earlier| earlier.name == facility.name) {
            report(format!("`{}` stands twice in facilities.tsv", facility.name));
        }
    }
    if manifest.platforms.len() > 32 {
        report("more than 32 platforms".into());
    }
    if !(1..=64).contains(&manifest.width) {
        report(format!("width {} is not 1 to 64 bits", manifest.width));
    }
    for component in &manifest.components {
        if !namespace.codes.rows.iter().any(|row| row.component == component.name) {
            report(format!("no code has the component `{}`", component.name));
        }
        for words in &component.named_by {
            if !context.registry.contexts.iter().any(|entry| holds_words(&entry.phrase, words)) {
                report(format!("no phrase of contexts.tsv holds `{words}`, which names `{}`", component.name));
            }
        }
    }
    for name in std::iter::once(&namespace.name).chain(&manifest.aliases) {
        let holders =
            context.namespaces().filter(|known| known.name == *name || known.manifest.aliases.contains(name)).count();
        if holders > 1 {
            report(format!("`{name}` names more than one namespace"));
        }
    }
}
