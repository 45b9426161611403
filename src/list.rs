//! `errexplain list`: the namespaces with their counts, or the families or codes of some.

mod codes;
mod families;
mod filter;
mod namespaces;

pub use codes::{Codes, Column, Entry, codes, render_codes};
pub use families::{Families, FamilyEntry, families, render_families};
pub use filter::{FieldValue, Filter};
pub use namespaces::{NamespaceView, Namespaces, namespaces, render_namespaces};

use crate::render::text::{columns, wrap};

/// Columns that a text gets at least beside others; where there are fewer, it goes beneath them.
const LEAST: usize = 20;
/// What it is indented by there, and what goes on from a line is.
const INDENT: &str = "    ";
/// Between columns.
const GAP: &str = "  ";

/// Appends a line: what stands in columns before a text, the text, and what stands in columns behind it. The text's own column is
/// so wide; where the line has to fit into fewer columns, it gets what the others leave, and the text is wrapped beneath itself.
/// Where that is too little, or less than one of its words, the text goes beneath the line.
fn line(out: &mut String, [before, text, behind]: [&str; 3], column: usize, width: Option<usize>) {
    let taken = columns(before);
    let left = width.map_or(column, |width| column.min(width.saturating_sub(taken + columns(behind))));
    let room = Some(left).filter(|&left| left == column || left >= LEAST);
    let mut cell = String::new();
    match room {
        Some(room) if columns(text) > room => wrap(&mut cell, text, "", "", room),
        _ => cell.push_str(text),
    }
    let beside = room.is_some_and(|room| cell.lines().all(|line| columns(line) <= room));
    let mut lines = if beside { cell.lines() } else { "".lines() };
    let first = lines.next().unwrap_or_default();
    let line = match room {
        Some(room) => format!("{before}{first}{}{behind}", " ".repeat(room - columns(first))),
        None => format!("{before}{}", behind.strip_prefix(GAP).unwrap_or_default()),
    };
    let line = line.trim_end();
    match width {
        Some(width) if columns(line) > width => wrap(out, line, "", INDENT, width),
        _ => out.extend([line, "\n"]),
    }
    lines.for_each(|line| out.extend([&" ".repeat(taken), line, "\n"]));
    if let Some(width) = width.filter(|_| !beside && !text.is_empty()) {
        wrap(out, text, INDENT, INDENT, width);
    }
}
