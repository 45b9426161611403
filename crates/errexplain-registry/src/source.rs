//! The registry's folder as people edit it, read into memory and checked for form.
//!
//! Reading never stops at the first mistake: what cannot be read becomes a [`Finding`], and the rest is read on.

mod article;
mod codes;
mod contexts;
mod load;
mod namespace;
mod synonyms;

pub use article::{Article, Faq, Heading, Related, Section};
pub use codes::{Codes, Row};
pub use contexts::Context;
pub use load::{Family, Map, MapRow, Namespace, Registry, load};
pub use namespace::{Component, ExtraColumn, Facility, FieldSpec, Manifest, ReadingOrder, UnwrapSpec, parse_number};
pub use synonyms::{SynonymKind, Synonyms};

use std::fmt;
use std::path::{Path, PathBuf};

/// Something that is wrong in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the registry's folder.
    pub path: PathBuf,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The check that found it.
    pub lint: &'static str,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Finding {
    /// A finding at a line of a file.
    pub fn new(path: &Path, line: usize, lint: &'static str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, lint, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, lint, message } = self;
        write!(f, "{}:{line}: {lint}: {message}", path.display())
    }
}
