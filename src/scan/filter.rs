//! Finds the lines that may hold a code, at the speed of a regular expression.

use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder};

use crate::message::{BREAKS, FILLERS, LONGEST_GAP, Phrase, Reader, forms};

/// Bytes that the engine may keep of what it has worked out of the pattern; with its own limit it starts over again and again.
const DFA_SIZE: usize = 32 * 1024 * 1024;
/// How far behind a token its match can end: the words behind a number are looked for as well.
const BEHIND: usize = 64;

/// The longest number whose end a match can need.
const NUMBER: usize = 16;

/// A pattern that every code of a line matches, and little else.
pub struct Filter {
    pattern: Regex,
}

/// A line that may hold a code.
pub struct Candidate {
    /// Where it stands.
    pub line: Range<usize>,
    /// There is no code before this place of the line.
    pub from: usize,
}

impl Filter {
    /// The pattern for what a reader reads.
    pub fn new(reader: &Reader<'_>) -> Self {
        let pattern = RegexBuilder::new(&pattern(reader))
            .dfa_size_limit(DFA_SIZE)
            .build()
            .expect("words and classes make a valid pattern");
        Self { pattern }
    }

    /// The next line that may hold a code, and the place in it from which on it may.
    pub fn find(&self, bytes: &[u8]) -> Option<Candidate> {
        let end = self.pattern.shortest_match(bytes)?;
        let start = memchr::memrchr(b'\n', &bytes[..end]).map_or(0, |at| at + 1);
        let line_end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |at| end + at + 1);
        // Only words behind a number, and names, end in a letter that is no hex digit.
        let length = if bytes[end - 1].is_ascii_digit() { NUMBER } else { BEHIND };
        let near = &bytes[start..end.saturating_sub(length).max(start)];
        let from = near.iter().rposition(|&byte| byte == b' ').unwrap_or(0);
        Some(Candidate { line: start..line_end, from })
    }
}

/// The regular expression: hex of full width, a large negative number, a name with underscores or a prefix, or a number with the
/// words of a context around it. A match ends at most [`BEHIND`] bytes behind the token that it finds.
pub fn pattern(reader: &Reader<'_>) -> String {
    let breaks: String = BREAKS.iter().map(|byte| format!(r"\x{byte:02x}")).collect();
    let gap = format!("[^0-9A-Za-z{breaks}]{{1,{LONGEST_GAP}}}");
    let words = |words: &[&str]| words.iter().map(|word| any_case(word)).collect::<Vec<_>>().join(&gap);
    // A phrase that ends as another one does is found with it.
    let mut before: Vec<&[&str]> =
        reader.phrases().iter().filter(|phrase| !phrase.context.is_unread()).map(|phrase| &*phrase.before).collect();
    before.sort_unstable_by_key(|words| (words.len(), *words));
    before.dedup();
    let mut shortest: Vec<&[&str]> = Vec::new();
    for phrase in before.into_iter().filter(|words| !words.is_empty()) {
        if !shortest.iter().any(|shorter| phrase.ends_with(shorter)) {
            shortest.push(phrase);
        }
    }
    let before: Vec<String> = shortest.into_iter().map(words).collect();
    let behind = |phrase: &&Phrase<'_>| phrase.before.is_empty() && !phrase.context.is_unread();
    let after: Vec<String> = reader.phrases().iter().filter(behind).map(|phrase| words(&phrase.after)).collect();
    let fillers = FILLERS.join("|");
    let prefixes: Vec<String> = reader.prefixes().iter().map(|prefix| regex::escape(prefix)).collect();
    // Without Unicode classes and cases: their tables would make every start of the program slower.
    format!(
        r"(?-u)(?:0[xX][0-9A-Fa-f]{{4}} ?[0-9A-Fa-f]{{4}}|&[Hh][0-9A-Fa-f]{{8}}|(?m:^|[^0-9A-Za-z])-[12][0-9,]{{9}}|[A-Z0-9]_[A-Za-z0-9]|\b(?:{})[A-Z0-9]{{2}}|(?i:{})(?:{gap}(?i:{fillers}))*(?:{gap})?(?:[A-Za-z]{{0,7}}[0-9]|[A-Fa-f]{{2}}(?:[^0-9A-Za-z_\n]|(?m:$)))|[0-9]{gap}(?i:{}))",
        any(&prefixes),
        any(&before),
        any(&after),
    )
}

/// A word in any case.
fn any_case(word: &str) -> String {
    if word.is_ascii() {
        return regex::escape(word);
    }
    let bytes = |word: String| word.bytes().map(|byte| format!(r"\x{byte:02X}")).collect::<String>();
    format!("(?-i:{})", forms(word).map(bytes).join("|"))
}

/// One of some patterns; where there are none, one that nothing matches.
fn any(patterns: &[String]) -> String {
    if patterns.is_empty() { r"[^\x00-\xFF]".to_owned() } else { patterns.join("|") }
}
