//! The hits of a search: an identity line each, and the summary beneath it.

use std::fmt::Write as _;
use std::ops::Range;

use super::short::numbers;
use super::style::{MATCH, QUIET, SYMBOL, paint};
use super::text::wrap;
use crate::search::HitView;

/// Columns that a summary is indented by.
const INDENT: &str = "      ";

/// All hits, for a page of so many columns.
pub fn render(hits: &[HitView<'_>], width: usize) -> String {
    let mut out = String::new();
    for hit in hits {
        let namespace = paint(QUIET, &format!("{}:", hit.code.namespace));
        let symbol = mark(hit.code.symbol, &hit.symbol_marks, |rest| paint(SYMBOL, rest));
        let _ = writeln!(out, "{namespace}{symbol} - {}", numbers(&hit.code));
        if let Some(summary) = hit.summary {
            wrap(&mut out, &mark(summary, &hit.summary_marks, str::to_owned), INDENT, INDENT, width);
        }
    }
    out
}

/// A text with some of its parts painted as matches, and the rest in its own way.
fn mark(text: &str, marks: &[Range<usize>], other: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut end = 0;
    for mark in marks {
        if mark.start > end {
            out.push_str(&other(&text[end..mark.start]));
        }
        out.push_str(&paint(MATCH, &text[mark.clone()]));
        end = mark.end;
    }
    if end < text.len() {
        out.push_str(&other(&text[end..]));
    }
    out
}
