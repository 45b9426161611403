//! Finds what is wrong with a registry though its form is right: a lint a file, each with a test in which it fires.
//!
//! A lint reports everything it finds. What is known and meant stands in `lints.toml` with its reason; an exception that
//! excuses nothing any more is a finding too.

mod allow;
mod boilerplate;
mod budgets;
mod context;
mod contexts;
mod families;
mod faq;
mod links;
mod maps;
mod numbers;
mod placement;
mod plain_text;
mod references;
mod summaries;
mod synonyms;
mod tables;
mod tone;

pub use allow::Exceptions;
pub use boilerplate::nearest_pair;
pub use context::Context;

use crate::source::{Finding, Registry};

/// A check of the whole registry.
type Lint = fn(&Context<'_>, &mut Vec<Finding>);

const LINTS: [Lint; 15] = [
    tables::check,
    families::check,
    maps::check,
    contexts::check,
    synonyms::check,
    summaries::check,
    placement::check,
    references::related_resolves,
    references::symbols_resolve,
    numbers::check,
    faq::check,
    links::check,
    plain_text::check,
    tone::check,
    budgets::check,
];

/// Runs all lints. Returns everything they find and everything that reading found, less what the exceptions excuse, plus
/// the exceptions that excuse nothing, by path and line.
pub fn lint(registry: &Registry, exceptions: &Exceptions) -> Vec<Finding> {
    let context = Context::new(registry);
    let mut findings = registry.findings.clone();
    for check in LINTS {
        check(&context, &mut findings);
    }
    boilerplate::check(&context, &mut findings);
    let mut findings = exceptions.apply(findings);
    findings.sort();
    findings
}

#[cfg(test)]
mod tests;
