//! `errexplain scan`: finds the codes in logs of any size, as their lines arrive, in constant memory.
//!
//! Masks of sixty-four bytes tell where a code may stand, a look around each such place drops most of them, and the others are
//! read as [`crate::message`] reads them. Lines without codes are passed on together. The lines of a file are shared out among threads.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "logs are long enough to ask what the processor can do"
)]

use std::io::{self, Read, Write};

use errexplain_registry::Registry;

mod decode;
mod edges;
mod filter;
mod finding;
mod lines;
mod packed;
mod places;
mod relay;
mod search;
mod show;
mod tokens;
mod vectors;

pub use decode::Utf8Reader;
pub use finding::{Finder, Finding, FindingView, Readings};
pub use packed::unpacked;
use relay::Relay;
use search::{Memory, Search};
pub use show::{Annotate, JsonLines, Only, Prefix, Show, Summary, Whole};
use vectors::Vectors;

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'f> {
    /// The file's name as it was given; nothing for standard input.
    pub file: Option<&'f str>,
    /// From 1.
    pub line: u64,
    /// Bytes of the line before the piece that is looked at; 0 but for lines too long to be held at once.
    pub offset: u64,
}

/// What a scan found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Codes in text, known ones.
    pub findings: u64,
}

/// Scans inputs and shows them.
pub struct Scanner<'a> {
    search: Search<'a>,
    /// One a thread, and those of threads that wait for another large file.
    memories: Vec<Memory<'a>>,
    threads: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner over a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        Self::with(registry, Vectors::detect())
    }

    fn with(registry: Registry<'a>, vectors: Vectors) -> Self {
        Self { search: Search::new(registry, vectors), memories: Vec::new(), threads: 1 }
    }

    /// Scans with so many threads from now on, at least one. One alone shows what it found before it waits for more; the others
    /// are for inputs that are there.
    pub fn use_threads(&mut self, count: usize) {
        self.threads = count.max(1);
    }

    /// Reads an input to its end and shows its lines.
    ///
    /// # Errors
    /// Where the input cannot be read or the output not written.
    pub fn scan(
        &mut self,
        input: impl Read + Send,
        file: Option<&str>,
        show: &mut dyn Show,
        out: &mut (dyn Write + Send),
    ) -> io::Result<Totals> {
        if self.memories.len() < self.threads {
            self.memories.resize_with(self.threads, Memory::default);
        }
        let relay = Relay::new(&self.search, Utf8Reader::new(input), file, show, out);
        relay.run(&mut self.memories[..self.threads])
    }
}

#[cfg(test)]
mod tests;
