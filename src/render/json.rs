//! JSON: one document for all queries, the same on a terminal and in a pipe.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a document, indented, with a line break at its end.
///
/// # Errors
/// Where it cannot be written. Reports hold nothing that JSON cannot.
pub fn write<T: Serialize>(mut out: impl Write, document: &T) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n")?;
    out.flush()
}
