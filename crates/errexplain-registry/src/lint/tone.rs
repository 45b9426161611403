//! `tone`: words that say nothing, and advice that helps nobody.

use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use super::context::{prose, without_code};
use crate::source::Finding;

const LINT: &str = "tone";

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let phrases = [
        "simply",
        "just",
        "obviously",
        "please",
        "unfortunately",
        "various",
        "there can be many reasons",
        "for some reason",
        "ensure that (?:the )?parameters are valid",
        "may indicate corruption",
        "this error (?:occurs|code|message|indicates|means)",
        "it is important to note",
        "make sure to",
        "in order to",
        "in summary",
    ];
    Regex::new(&format!(r"(?i)\b(?:{})\b", phrases.join("|"))).expect("a valid pattern")
});

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, page) in context.pages() {
        for (line, text) in prose(page) {
            // Quoted text is somebody's message, not ours.
            let quoted: String = without_code(text)
                .split('"')
                .enumerate()
                .filter(|(index, _)| index % 2 == 0)
                .map(|(_, piece)| piece)
                .collect();
            for found in WORDS.find_iter(&quoted) {
                let message = format!("`{}` says nothing: leave it out or say what is meant", found.as_str());
                findings.push(Finding::new(&page.path, line, LINT, message));
            }
        }
    }
    for namespace in context.namespaces() {
        for row in &namespace.codes.rows {
            for found in WORDS.find_iter(&row.summary) {
                let message = format!("`{}` in the summary of `{}` says nothing", found.as_str(), row.symbol);
                findings.push(Finding::new(&namespace.path("codes.tsv"), row.line, LINT, message));
            }
        }
    }
}
