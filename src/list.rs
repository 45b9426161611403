//! `errexplain list`: the namespaces with their counts, or the families or codes of some.

mod codes;
mod families;
mod filter;
mod namespaces;

pub use codes::{Codes, Column, Entry, codes, render_codes};
pub use families::{Families, FamilyEntry, families, render_families};
pub use filter::{FieldValue, Filter};
pub use namespaces::{NamespaceView, Namespaces, namespaces, render_namespaces};

use unicode_width::UnicodeWidthStr;

use crate::render::text::wrap;

/// Columns that the last cell of a line gets at least beside the others; where there are fewer, it goes beneath them.
const LEAST: usize = 20;
/// What it is indented by there, and what goes on from a line is.
const INDENT: &str = "    ";

/// Appends a line: what stands in columns, with the gap behind it, and then a text, which is wrapped beneath itself where the
/// line has to fit into so many columns.
fn line(out: &mut String, columns: &str, text: &str, width: Option<usize>) {
    let taken: usize = anstream::adapter::strip_str(columns).map(UnicodeWidthStr::width).sum();
    match width.filter(|_| !text.is_empty()) {
        Some(width) if taken + LEAST <= width => {
            let (mut wrapped, indent) = (String::new(), " ".repeat(taken));
            wrap(&mut wrapped, text, &indent, &indent, width);
            out.push_str(columns);
            out.push_str(&wrapped[taken..]);
        }
        Some(width) => {
            out.push_str(columns.trim_end());
            out.push('\n');
            wrap(out, text, INDENT, INDENT, width);
        }
        None => {
            out.push_str(format!("{columns}{text}").trim_end());
            out.push('\n');
        }
    }
}
