//! `--short`: one line a match.

use crate::render::style::{ERROR, SYMBOL, paint};
use crate::report::{CodeView, QueryReport};

/// The identity lines of all matches of a query.
pub fn render(report: &QueryReport<'_>) -> String {
    report.matches.iter().map(|found| line(&found.code, found.summary)).collect()
}

/// What is odd about the text around the code, for stderr; empty where nothing is.
pub fn note(report: &QueryReport<'_>) -> String {
    let Some(message) = &report.message else { return String::new() };
    format!("{} {message}\n", paint(ERROR, "errexplain:"))
}

/// `win32:ERROR_BUSY - 170 (0xAA): summary`
pub fn line(code: &CodeView<'_>, summary: Option<&str>) -> String {
    let summary = summary.map(|summary| format!(": {summary}")).unwrap_or_default();
    format!("{}:{} - {}{summary}\n", code.namespace, paint(SYMBOL, code.symbol), numbers(code))
}

/// `170 (0xAA)`: the number in its namespace's notation, and in the others in which it is met.
pub fn numbers(code: &CodeView<'_>) -> String {
    match code.also_written.as_str() {
        "" => code.written.clone(),
        also => format!("{} ({also})", code.written),
    }
}
