//! The line that is typed, and the codes that fit it.

use errexplain_registry::{Code, Registry};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::lookup::{self, Scope};
use crate::query;
use crate::search;

/// A code and the text that it is found by and shown as.
struct Entry<'a> {
    code: Code<'a>,
    text: String,
    /// The bytes of the text before the summary: its name and number.
    identity: usize,
}

/// The codes that fit a line that can be edited.
pub struct Finder<'a> {
    registry: Registry<'a>,
    entries: Vec<Entry<'a>>,
    matcher: Matcher,
    /// The line as letters of names and numbers, in their order.
    letters: Pattern,
    /// The line as words that stand anywhere, in summaries, too: letters alone are found in any sentence.
    words: Pattern,
    line: String,
    /// The byte of the line that the next character goes to.
    cursor: usize,
    /// Places in `entries`, the best first.
    hits: Vec<usize>,
    selected: usize,
}

impl<'a> Finder<'a> {
    /// All codes of a registry, with an empty line.
    pub fn new(registry: Registry<'a>) -> Self {
        let entry = |code: Code<'a>| {
            // A code without a name has its number for one.
            let number = Some(code.written()).filter(|number| number != code.symbol());
            let number = number.map(|number| format!(" {number}")).unwrap_or_default();
            let name = format!("{}:{}{number}", code.namespace().name(), code.symbol());
            let text = format!("{name} {}", code.summary().unwrap_or_default());
            Entry { code, text, identity: name.len() }
        };
        let entries = registry.namespaces().flat_map(|namespace| namespace.codes()).map(entry).collect();
        let mut finder = Self {
            registry,
            entries,
            matcher: Matcher::new(Config::DEFAULT),
            letters: Pattern::default(),
            words: Pattern::default(),
            line: String::new(),
            cursor: 0,
            hits: Vec::new(),
            selected: 0,
        };
        finder.find();
        finder
    }

    /// What was typed.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// What was typed before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.line[..self.cursor]
    }

    /// How many codes fit, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.hits.len(), self.entries.len())
    }

    /// The place of the selected code among those that fit.
    pub fn place(&self) -> usize {
        self.selected
    }

    /// The selected code; nothing where none fits.
    pub fn selected(&self) -> Option<Code<'a>> {
        self.hits.get(self.selected).map(|&hit| self.entries[hit].code)
    }

    /// The texts of the codes that fit from a place on, each with the characters of it that fit.
    pub fn hits(&mut self, from: usize, count: usize) -> Vec<(&str, Vec<u32>)> {
        let Self { entries, hits, words, letters, matcher, .. } = self;
        let fitting = |&hit: &usize| {
            let Entry { text, identity, .. } = &entries[hit];
            let (mut characters, mut indices) = (Vec::new(), Vec::new());
            if words.indices(Utf32Str::new(text, &mut characters), matcher, &mut indices).is_none() {
                indices.clear();
                letters.indices(Utf32Str::new(&text[..*identity], &mut characters), matcher, &mut indices);
            }
            (text.as_str(), indices)
        };
        hits.iter().skip(from).take(count).map(fitting).collect()
    }

    /// Puts a text in place of the line.
    pub fn set_line(&mut self, text: &str) {
        self.line = text.to_owned();
        self.cursor = self.line.len();
        self.find();
    }

    /// Types a character.
    pub fn insert(&mut self, char: char) {
        self.line.insert(self.cursor, char);
        self.cursor += char.len_utf8();
        self.find();
    }

    /// Deletes the character before the cursor.
    pub fn delete_before(&mut self) {
        if self.cursor > 0 {
            self.move_cursor(-1);
            self.delete_behind();
        }
    }

    /// Deletes the character behind the cursor.
    pub fn delete_behind(&mut self) {
        if self.cursor < self.line.len() {
            self.line.remove(self.cursor);
            self.find();
        }
    }

    /// Deletes what is before the cursor.
    pub fn delete_to_start(&mut self) {
        self.line.drain(..self.cursor);
        self.cursor = 0;
        self.find();
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let before = self.before_cursor().trim_end();
        let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        self.line.drain(start..self.cursor);
        self.cursor = start;
        self.find();
    }

    /// Moves the cursor by characters, as far as the line goes.
    pub fn move_cursor(&mut self, by: isize) {
        let places: Vec<usize> = self.line.char_indices().map(|(at, _)| at).chain([self.line.len()]).collect();
        let now = places.iter().position(|&place| place == self.cursor).unwrap_or(0);
        self.cursor = places[now.saturating_add_signed(by).min(places.len() - 1)];
    }

    /// Moves the selection, as far as there are codes.
    pub fn move_by(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.hits.len().saturating_sub(1));
    }

    /// Finds the codes that fit the line: what the line is as a code first, then by how well the text fits, then those that
    /// people meet most.
    fn find(&mut self) {
        self.letters.reparse(&self.line, CaseMatching::Ignore, Normalization::Smart);
        self.words = Pattern::new(&self.line, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        let mut scored: Vec<(u32, usize)> = Vec::new();
        let mut characters = Vec::new();
        for (at, Entry { text, identity, .. }) in self.entries.iter().enumerate() {
            let name = Utf32Str::new(&text[..*identity], &mut characters);
            let letters = self.letters.score(name, &mut self.matcher);
            let words = self.words.score(Utf32Str::new(text, &mut characters), &mut self.matcher);
            if let Some(score) = letters.max(words) {
                scored.push((score, at));
            }
        }
        scored.sort_by_key(|&(score, at)| (std::cmp::Reverse((score, self.entries[at].code.rank())), at));
        let (scope, code) = search::scoped(self.registry, &self.line, &Scope::Offered);
        let read = query::parse(code).map(|query| lookup::find(self.registry, &query, &scope));
        let exact: Vec<usize> = read
            .unwrap_or_default()
            .into_iter()
            .filter_map(|found| self.entries.iter().position(|entry| entry.code == found.code))
            .collect();
        let rest = scored.into_iter().map(|(_, at)| at).filter(|at| !exact.contains(at));
        self.hits = exact.iter().copied().chain(rest).collect();
        self.selected = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::embedded;

    fn first(line: &str) -> String {
        let mut finder = Finder::new(embedded());
        finder.set_line(line);
        finder.selected().map_or_else(String::new, |code| code.symbol().to_owned())
    }

    #[test]
    fn words_numbers_and_names_find_their_code() {
        assert_eq!(first("sharing viol"), "ERROR_SHARING_VIOLATION");
        assert_eq!(first("0x80070005"), "E_ACCESSDENIED");
        assert_eq!(first("win32:5"), "ERROR_ACCESS_DENIED");
        assert_eq!(first("bugcheck:0x7b"), "INACCESSIBLE_BOOT_DEVICE");
        assert_eq!(first("-1073741819"), "STATUS_ACCESS_VIOLATION");
        assert_eq!(first("enospc"), "ENOSPC");
        assert_eq!(first("zzqqxxzz"), "");
    }

    #[test]
    fn a_row_has_a_code_s_number_once() {
        let row = |line: &str| {
            let mut finder = Finder::new(embedded());
            finder.set_line(line);
            finder.hits(0, 1).first().map_or_else(String::new, |(text, _)| (*text).to_owned())
        };
        for (line, start) in [
            ("E_FAIL", "hresult:E_FAIL 0x80004005 "),
            ("enospc", "errno:ENOSPC 28 "),
            ("sqlstate:23505", "sqlstate:ERRCODE_UNIQUE_VIOLATION 23505 "),
            ("hresult:0x87D1041C", "hresult:0x87D1041C "),
        ] {
            let row = row(line);
            let summary = row.strip_prefix(start).unwrap_or_default();
            assert!(summary.starts_with(|first: char| first.is_ascii_uppercase()), "{row}");
        }
    }

    #[test]
    fn the_line_is_edited_as_in_a_shell() {
        let mut finder = Finder::new(embedded());
        finder.set_line("größe eins zwei");
        finder.delete_word();
        assert_eq!(finder.line(), "größe eins ");
        finder.move_cursor(isize::MIN);
        finder.delete_behind();
        finder.move_cursor(1);
        finder.insert('o');
        assert_eq!((finder.before_cursor(), finder.line()), ("ro", "roöße eins "));
        finder.move_cursor(isize::MAX);
        finder.delete_before();
        finder.delete_to_start();
        assert_eq!(finder.line(), "");
        assert_eq!(finder.counts().0, finder.counts().1);
    }

    #[test]
    fn the_selection_stays_within_the_codes() {
        let mut finder = Finder::new(embedded());
        finder.move_by(-1);
        assert_eq!(finder.place(), 0);
        finder.move_by(isize::MAX);
        assert_eq!(finder.place() + 1, finder.counts().0);
        finder.set_line("zzqqxxzz");
        finder.move_by(1);
        assert!(finder.selected().is_none());
    }
}
