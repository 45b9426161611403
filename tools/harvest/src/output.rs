//! A table as it would be written, beside what is on disk.

use crate::context::Context;
use crate::report::Report;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// The new text of one file and what differs from the old one.
pub struct Output {
    /// The file to write.
    pub path: PathBuf,
    /// Its whole new text.
    pub text: String,
    /// What changed, in words.
    pub report: Report,
}

impl Output {
    /// Prints the report and, unless this is a check, writes the file. Tells whether the file was stale.
    pub fn settle(self, context: &Context) -> Result<bool> {
        let shown = self.path.strip_prefix(&context.root).unwrap_or(&self.path).display().to_string();
        let old = std::fs::read_to_string(&self.path).ok();
        let stale = old.as_deref() != Some(&self.text);
        let state = match (stale, context.check) {
            (false, _) => "unchanged",
            (true, true) => "would change",
            (true, false) => "written",
        };
        if stale && !context.check {
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&self.path, self.text).with_context(|| format!("writing {shown}"))?;
        }
        println!("{shown}: {state}{}", self.report);
        Ok(stale)
    }
}
