//! `plain-text`: the few forms of Markdown that every renderer lays out, in characters that every terminal shows.

use super::Context;
use super::context::{prose, without_code};
use crate::source::Finding;

const LINT: &str = "plain-text";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, page) in context.pages() {
        for (line, text) in prose(page) {
            let mut report = |message: String| findings.push(Finding::new(&page.path, line, LINT, message));
            let plain = without_code(text);
            if text.starts_with('|') {
                report("a table".into());
            }
            if text.starts_with('>') {
                report("a quotation".into());
            }
            if plain.contains("](") {
                report("a link in the text: addresses belong under Sources".into());
            }
            if plain.contains("**") || plain.contains("__") || plain.contains(" *") {
                report("emphasis: only inline code is laid out".into());
            }
            if plain.contains("<br") || plain.contains("</") || plain.contains("&nbsp;") || plain.contains("&lt;") {
                report("HTML".into());
            }
            if text.starts_with(' ') && text.trim_start().starts_with("- ") {
                report("a nested list".into());
            }
            if text.starts_with("* ") {
                report("bullets are written `- `".into());
            }
            if text.matches('`').count() % 2 == 1 {
                report("a backtick without its twin".into());
            }
            if let Some(strange) = text.chars().find(|char| !char.is_ascii()) {
                report(format!("`{strange}` is not ASCII: a terminal of any locale shows it otherwise"));
            }
        }
    }
}
