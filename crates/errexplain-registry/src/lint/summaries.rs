//! `summaries`: one sentence each, of the right length, our own, and no other code's.

use std::collections::HashMap;

use super::Context;
use crate::source::{Finding, Row};

const LINT: &str = "summaries";
/// Characters.
const LONGEST: usize = 160;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for namespace in context.namespaces() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for row in namespace.codes.rows.iter().filter(|row| !row.summary.is_empty()) {
            let mut report =
                |message: String| findings.push(Finding::new(&namespace.path("codes.tsv"), row.line, LINT, message));
            for message in shape(row) {
                report(message);
            }
            if let Some(other) = seen.insert(&row.summary, &row.symbol) {
                report(format!("`{}` has the same summary as `{other}`", row.symbol));
            }
        }
    }
}

fn shape(row: &Row) -> Vec<String> {
    let summary = row.summary.as_str();
    let mut wrong = Vec::new();
    let length = summary.chars().count();
    if length > LONGEST {
        wrong.push(format!("{length} characters; a summary has at most {LONGEST}"));
    }
    if !summary.ends_with('.') {
        wrong.push("a summary ends with a full stop".into());
    }
    if !summary.is_ascii() {
        let strange: String = summary.chars().filter(|char| !char.is_ascii()).collect();
        wrong.push(format!("`{strange}` is not ASCII: a terminal of any locale shows it otherwise"));
    }
    for opening in ["This error", "This code", "Indicates that", "Error code", "An error occurred"] {
        if summary.starts_with(opening) {
            wrong.push(format!("`{opening}` says nothing; begin with who refused what"));
        }
    }
    if is_name_spelt_out(row) {
        wrong.push(format!("nothing but the words of `{}`", row.symbol));
    }
    wrong
}

/// Whether every word of a summary is a word of the symbol, small words aside.
fn is_name_spelt_out(row: &Row) -> bool {
    const SMALL: [&str; 24] = [
        "the", "a", "an", "is", "are", "was", "were", "has", "have", "been", "not", "no", "of", "to", "in", "on",
        "for", "be", "and", "or", "it", "error", "failed", "that",
    ];
    let symbol: Vec<String> =
        row.symbol.split(|char: char| !char.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect();
    row.summary
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .all(|word| {
            SMALL.contains(&word.as_str())
                || symbol.iter().any(|part| part.len() > 2 && word.starts_with(part.as_str()) || *part == word)
        })
}
