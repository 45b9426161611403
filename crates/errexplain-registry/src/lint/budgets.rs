//! `budgets`: what is too long is not read, and what is too short says nothing.

use super::Context;
use super::context::prose;
use crate::source::{Article, Finding, Heading};

const LINT: &str = "budgets";
/// Sentences of Meaning.
const MEANING: std::ops::RangeInclusive<usize> = 2..=5;
/// Words of an article.
const ARTICLE: std::ops::RangeInclusive<usize> = 120..=900;
/// Words of a family's page.
const FAMILY: std::ops::RangeInclusive<usize> = 60..=600;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, article) in context.articles() {
        if let Some(meaning) = article.section(Heading::Meaning) {
            // The source has a sentence a line.
            let sentences = meaning.text.lines().filter(|line| !line.trim().is_empty()).count();
            if !MEANING.contains(&sentences) {
                let message =
                    format!("Meaning has {sentences} sentences, a line each; {} to {}", MEANING.start(), MEANING.end());
                findings.push(Finding::new(&article.path, meaning.line, LINT, message));
            }
        }
        words(article, ARTICLE, findings);
    }
    for namespace in context.namespaces() {
        for family in &namespace.families {
            words(&family.page, FAMILY, findings);
        }
    }
}

fn words(page: &Article, budget: std::ops::RangeInclusive<usize>, findings: &mut Vec<Finding>) {
    let words: usize = prose(page).iter().map(|(_, line)| line.split_whitespace().count()).sum();
    if !budget.contains(&words) {
        let message = format!("{words} words; {} to {}", budget.start(), budget.end());
        findings.push(Finding::new(&page.path, 1, LINT, message));
    }
}
