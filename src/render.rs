//! Writes reports as text, Markdown or JSON. Renderers see the types of [`crate::report`] alone.

use clap::ValueEnum;

pub mod hits;
pub mod json;
pub mod markdown;
pub mod short;
pub mod style;
pub mod text;

/// A part of a page that `--section` can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// What was refused, by whom
    Meaning,
    /// The rule behind it
    Details,
    /// Where it is met
    #[value(alias = "usage")]
    UsageContext,
    /// What to check, what to do
    #[value(aliases = ["guidance", "fix"])]
    DeveloperGuidance,
    /// Codes to tell it from
    #[value(alias = "related-errors")]
    Related,
    /// Questions people ask
    Faq,
    /// Pages to check it against
    Sources,
}

/// What of a report is written, and how wide.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Columns.
    pub width: usize,
    /// The sections to write; all where it is empty.
    pub sections: Vec<Section>,
    /// Every match in full, rather than the first in full and the others in a line each.
    pub all: bool,
    /// Escape sequences that make addresses links.
    pub hyperlinks: bool,
}

impl Layout {
    /// A whole page of one code, for so many columns.
    pub fn page(width: usize) -> Self {
        Self { width, sections: Vec::new(), all: false, hyperlinks: false }
    }

    /// Whether a section was asked for.
    fn wants(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }

    /// Whether the page is whole: identity facts are part of it.
    fn is_whole(&self) -> bool {
        self.sections.is_empty()
    }
}
