//! The layout of the packed registry: one blob, read in place.
//!
//! All integers are little-endian. The blob starts with [`MAGIC`], a `u32` [`VERSION`] and, for each [`Section`], a `u32`
//! offset and a `u32` length in bytes; the sections follow. A section is an array of the fixed-size records of
//! [`crate::record`], but for [`Section::Text`], which holds the text that records refer to, and the index of the search. No pointer needs relocating
//! and nothing is parsed when a registry is opened.

/// The first bytes of every packed registry.
pub const MAGIC: [u8; 4] = *b"ERRX";
/// Changed whenever the layout changes; a reader accepts its own version only.
pub const VERSION: u32 = 4;
/// An absent reference to a record.
pub const ABSENT: u16 = u16::MAX;

/// The arrays of the blob, in the order of the header's table and of the blob.
///
/// The small ones that every page needs come first, then the text that goes with them: a system maps what lies around each
/// page that is touched, so what is used together costs memory and time once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// The namespaces, in the order of their names.
    Namespaces,
    /// The first value of every block of [`crate::record::VALUE_BLOCK`] values: the top of the search for a value, small enough
    /// to lie on a page.
    ValueBlocks,
    /// The values of the codes that have more than one, by code.
    CodeValues,
    /// The headers or components that define codes.
    Components,
    /// The further columns that namespaces declare.
    Columns,
    /// The bit fields of namespaces.
    Fields,
    /// Names of a field's values that are written in namespace.toml.
    FieldValues,
    /// Rules by which a number of one namespace carries one of another.
    Unwraps,
    /// Prefixes that other programs write in place of the official ones.
    Respelt,
    /// The platforms of namespaces whose values differ by platform.
    Platforms,
    /// The families, by namespace and name.
    Families,
    /// The prose of articles and families.
    Documents,
    /// The related codes of all documents.
    Related,
    /// The questions and answers of all documents.
    Faqs,
    /// The cells of further columns, sorted by code.
    Cells,
    /// Named values of bit fields, by namespace and number.
    Facilities,
    /// The words that stand before numbers, sorted.
    Contexts,
    /// UTF-8 text that all other sections refer to.
    Text,
    /// The codes: by namespace, then value, then precedence among codes of the same value.
    Codes,
    /// Every value under which a code can be found, sorted by value, then code.
    Values,
    /// Relations between codes of two namespaces, both ways, sorted by code.
    Equivalents,
    /// The codes of every family.
    Kin,
    /// A hash of every symbol and alias, sorted: a name is found on one page, where a search among the names themselves would
    /// touch a page a step.
    NameHashes,
    /// Every symbol and alias, sorted without regard to ASCII case.
    Names,
    /// Symbols reduced to letters and digits, with and without their namespace's prefixes, sorted.
    LooseNames,
    /// The loose names again, by length: which letters each has.
    Letters,
    /// The words of the index of the search: an `fst` map from a word to the place of its stem's postings.
    Words,
    /// The postings of the index of the search: see [`crate::search`].
    Postings,
    /// What the search must know of every code, in the order of the codes.
    Weights,
    /// The groups of words that stand for one another, a line each with single spaces between words; a line break first and last.
    Synonyms,
}

/// How many sections a blob has.
pub const SECTIONS: usize = Section::Synonyms as usize + 1;
/// Bytes before the first section.
pub const HEADER: usize = 8 + SECTIONS * 8;
