//! Tells lines that hold no code from those that may, at the speed of a regular expression.

use errexplain_registry::Registry;
use regex::bytes::Regex;

use crate::message::FILLERS;

/// A test that every line with a code passes, and few others.
pub struct Filter {
    pattern: Regex,
}

impl Filter {
    /// The test for the contexts and prefixes of a registry.
    pub fn new(registry: Registry<'_>) -> Self {
        Self { pattern: Regex::new(&pattern(registry)).expect("words and classes make a valid pattern") }
    }

    /// Whether a line may hold a code.
    pub fn may_hold_codes(&self, line: &[u8]) -> bool {
        self.pattern.is_match(line)
    }
}

/// The regular expression: hex of full width, a large negative number, a name with underscores or a prefix, or a number behind
/// the last word of a context.
pub fn pattern(registry: Registry<'_>) -> String {
    let mut words: Vec<&str> =
        registry.contexts().filter_map(|context| context.phrase().split(' ').next_back()).collect();
    words.sort_unstable();
    words.dedup();
    let words: Vec<String> = words.into_iter().map(regex::escape).collect();
    let mut prefixes: Vec<&str> = registry
        .namespaces()
        .flat_map(|namespace| namespace.prefixes())
        .filter(|prefix| !prefix.ends_with('_'))
        .collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    let fillers = FILLERS.join("|");
    // Without Unicode classes and cases: their tables would make every start of the program slower. Words in other scripts are
    // compared byte by byte.
    format!(
        r"(?-u)(?:0[xX][0-9A-Fa-f]{{4}} ?[0-9A-Fa-f]{{4}}|&[Hh][0-9A-Fa-f]{{8}}|-[0-9,]{{10,13}}|\b[A-Za-z][A-Za-z0-9]*_[A-Z0-9a-z]|\b(?:{})[A-Z0-9]{{2}}|(?i:{})(?:[^0-9A-Za-z]+(?i:{fillers}))*[^0-9A-Za-z]{{0,12}}[0-9A-Fa-f&])",
        prefixes.join("|"),
        words.join("|"),
    )
}
