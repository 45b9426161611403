//! The blob while it grows: a heap of text, most pieces stored once, and an array of records a section.

use std::collections::HashMap;

use crate::format::{HEADER, MAGIC, SECTIONS, Section, VERSION};
use crate::record::{Record, Run, Text};

/// The sections of a blob that is being made.
#[derive(Default)]
pub(super) struct Heap {
    text: Vec<u8>,
    known: HashMap<String, Text>,
    sections: [Vec<u8>; SECTIONS],
    counts: [u32; SECTIONS],
}

impl Heap {
    /// Stores a piece of text, or finds it where it is stored already.
    pub(super) fn text(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        self.next_text(text)
    }

    /// Stores a piece of text right behind what was stored last, whether it is stored elsewhere or not: what is shown together
    /// lies together.
    pub(super) fn next_text(&mut self, text: &str) -> Text {
        let stored = Text { offset: self.text.len() as u32, len: text.len() as u32 };
        self.text.extend_from_slice(text.as_bytes());
        self.known.entry(text.to_owned()).or_insert(stored);
        stored
    }

    /// Appends a record to its section and returns its index.
    pub(super) fn push<R: Record>(&mut self, record: R) -> u32 {
        let section = R::SECTION as usize;
        record.encode(&mut self.sections[section]);
        self.counts[section] += 1;
        self.counts[section] - 1
    }

    /// Appends a run of records.
    pub(super) fn push_all<R: Record>(&mut self, records: impl IntoIterator<Item = R>) -> Run {
        let start = self.counts[R::SECTION as usize];
        let count = records.into_iter().map(|record| self.push(record)).count() as u32;
        Run { start, count }
    }

    /// Stores a section that is no array of records.
    pub(super) fn bytes(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections[section as usize] = bytes;
    }

    /// The blob.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.sections[Section::Text as usize] = self.text;
        let mut blob = MAGIC.to_vec();
        blob.extend_from_slice(&VERSION.to_le_bytes());
        let mut offset = HEADER as u32;
        for section in &self.sections {
            blob.extend_from_slice(&offset.to_le_bytes());
            blob.extend_from_slice(&(section.len() as u32).to_le_bytes());
            offset += section.len() as u32;
        }
        for section in &self.sections {
            blob.extend_from_slice(section);
        }
        blob
    }
}
