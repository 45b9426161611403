//! JSON: one document for all queries, the same on a terminal and in a pipe.

use serde::Serialize;

/// The document, indented, with a line break at its end.
///
/// # Errors
/// None in practice: reports hold nothing that JSON cannot.
pub fn render<T: Serialize>(document: &T) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    Ok(text)
}
