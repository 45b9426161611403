//! `lints.toml`: findings that are known and meant.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::source::Finding;

/// The exceptions to the lints.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    /// Each with its reason.
    #[serde(default, rename = "allow")]
    entries: Vec<Exception>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    lint: String,
    path: PathBuf,
    /// A part of the finding's message.
    text: String,
    reason: String,
}

impl Exceptions {
    /// Reads the text of a `lints.toml`.
    ///
    /// # Errors
    /// What the TOML parser says.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Takes the excused findings out, and puts in a finding for each exception that excuses none or has no reason.
    pub(super) fn apply(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut used = vec![false; self.entries.len()];
        let mut kept: Vec<Finding> = findings
            .into_iter()
            .filter(|finding| {
                let excused = self.entries.iter().position(|entry| {
                    entry.lint == finding.lint && entry.path == finding.path && finding.message.contains(&entry.text)
                });
                if let Some(index) = excused {
                    used[index] = true;
                }
                excused.is_none()
            })
            .collect();
        for (entry, used) in self.entries.iter().zip(used) {
            let what = format!("{} in {} with `{}`", entry.lint, entry.path.display(), entry.text);
            if !used {
                let message = format!("the exception for {what} excuses nothing any more");
                kept.push(Finding::new(Path::new("lints.toml"), 0, "exceptions", message));
            }
            if entry.reason.trim().is_empty() {
                let message = format!("the exception for {what} gives no reason");
                kept.push(Finding::new(Path::new("lints.toml"), 0, "exceptions", message));
            }
        }
        kept
    }
}
