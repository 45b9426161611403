//! `contexts.tsv`: the words that stand before a number in logs and messages, and whose number they make it.

use std::path::Path;

use super::Finding;
use crate::model::normal_words;

/// The lint that the table's form is checked under.
const LINT: &str = "contexts";

/// A line of `contexts.tsv`.
#[derive(Clone, Debug)]
pub struct Context {
    /// The line's number, from 1.
    pub line: usize,
    /// Lower-case words, separated by single spaces; `#` for the number where words follow it, `…` for anything between.
    pub phrase: String,
    /// The namespaces that the number can be of, the likeliest first; all that are offered for bare numbers where it is `*`.
    pub namespaces: Vec<String>,
    /// Whether digits behind the phrase are hex even without a prefix.
    pub hex: bool,
    /// Whose number it is, where it is nobody's in the registry; else empty.
    pub owner: String,
}

impl Context {
    /// Reads the table. Lines that cannot be read are findings.
    pub(super) fn parse_table(path: &Path, text: &str, findings: &mut Vec<Finding>) -> Vec<Self> {
        let mut contexts = Vec::new();
        for (index, line) in text.lines().enumerate().skip(1) {
            match Self::parse(index + 1, line) {
                Ok(context) => contexts.push(context),
                Err(message) => findings.push(Finding::new(path, index + 1, LINT, message)),
            }
        }
        contexts
    }

    fn parse(line: usize, text: &str) -> Result<Self, String> {
        let cells: Vec<&str> = text.split('\t').collect();
        let [phrase, namespaces, radix, owner] = cells[..] else {
            return Err("not four cells: phrase, namespaces, radix, owner".into());
        };
        let normal = normal_phrase(phrase);
        if phrase != normal || phrase.is_empty() {
            return Err(format!("`{phrase}` should be written `{normal}`"));
        }
        let namespaces: Vec<String> = namespaces.split_ascii_whitespace().map(str::to_owned).collect();
        if namespaces.is_empty() && owner.is_empty() {
            return Err("neither namespaces nor an owner".into());
        }
        if !matches!(radix, "" | "hex") {
            return Err(format!("radix `{radix}` is neither empty nor hex"));
        }
        Ok(Self { line, phrase: phrase.into(), namespaces, hex: radix == "hex", owner: owner.into() })
    }
}

/// A phrase as it should be written.
fn normal_phrase(text: &str) -> String {
    let words = text.split(' ').flat_map(|word| match word {
        "#" | "…" => vec![word.to_owned()],
        _ => normal_words(word),
    });
    words.collect::<Vec<_>>().join(" ")
}
