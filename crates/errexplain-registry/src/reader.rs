//! The packed registry and the searches in it.

use std::cmp::Ordering;
use std::ops::Range;

use crate::format::{HEADER, MAGIC, SECTIONS, Section, VERSION};
use crate::model::OpenError;
use crate::record::{
    ContextRecord, Field, LooseNameRecord, NameHashRecord, NameRecord, Record, RespeltRecord, Run, Text, VALUE_BLOCK,
    ValueBlockRecord, ValueRecord,
};
use crate::view::{Code, Context, Namespace, Value};

/// A packed registry. Copying it copies a reference.
#[derive(Clone, Copy, Debug)]
pub struct Registry<'a> {
    blob: &'a [u8],
}

impl<'a> Registry<'a> {
    /// Opens a blob that [`crate::pack`] made.
    ///
    /// # Errors
    /// Where the blob has another format or a section lies outside it. The sections' contents are not looked at: a damaged
    /// record reads as empty. Only the words of the search's index are trusted; looking for a damaged one can panic.
    pub fn open(blob: &'a [u8]) -> Result<Self, OpenError> {
        if blob.first_chunk() != Some(&MAGIC) || blob.len() < HEADER {
            return Err(OpenError::NotARegistry);
        }
        let version = u32::get(&blob[4..]);
        if version != VERSION {
            return Err(OpenError::Version(version));
        }
        let registry = Self { blob };
        let whole = (0..SECTIONS).all(|section| blob.get(registry.range(section)).is_some());
        if whole { Ok(registry) } else { Err(OpenError::Truncated) }
    }

    #[inline]
    fn range(&self, section: usize) -> Range<usize> {
        let entry = &self.blob[8 + section * 8..];
        let start = u32::get(entry) as usize;
        start..start + u32::get(&entry[4..]) as usize
    }

    #[inline]
    pub(crate) fn section(&self, section: Section) -> &'a [u8] {
        self.blob.get(self.range(section as usize)).unwrap_or_default()
    }

    /// How many records of a kind there are.
    #[inline]
    pub(crate) fn count<R: Record>(&self) -> u32 {
        (self.section(R::SECTION).len() / R::SIZE) as u32
    }

    /// The record at an index, or an empty one where there is none.
    #[inline]
    pub(crate) fn record<R: Record>(&self, index: u32) -> R {
        let start = index as usize * R::SIZE;
        R::decode(self.section(R::SECTION).get(start..).unwrap_or_default())
    }

    /// The indices of a run of records, no more than there are.
    #[inline]
    pub(crate) fn run<R: Record>(&self, run: Run) -> Range<u32> {
        let count = self.count::<R>();
        run.start.min(count)..run.start.saturating_add(run.count).min(count)
    }

    /// The text that a record refers to.
    #[inline]
    pub(crate) fn text(&self, text: Text) -> &'a str {
        let start = text.offset as usize;
        let bytes = self.section(Section::Text).get(start..start + text.len as usize).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The indices of the records that compare equal, in an array sorted by that comparison.
    pub(crate) fn equal_range<R: Record>(&self, compare: impl Fn(&R) -> Ordering) -> Range<u32> {
        self.equal_range_from(0..self.count::<R>(), compare)
    }

    /// As [`Self::equal_range`], where the first of them is known to lie in a range or right behind it.
    pub(crate) fn equal_range_from<R: Record>(
        &self,
        within: Range<u32>,
        compare: impl Fn(&R) -> Ordering,
    ) -> Range<u32> {
        let Range { mut start, end: mut high } = within;
        while start < high {
            let middle = start + (high - start) / 2;
            if compare(&self.record(middle)) == Ordering::Less {
                start = middle + 1;
            } else {
                high = middle;
            }
        }
        // Runs are short, and their records share a page: walking on is cheaper than a second search.
        let mut end = start;
        while end < self.count::<R>() && compare(&self.record(end)) == Ordering::Equal {
            end += 1;
        }
        start..end
    }

    /// All namespaces, in the order of their names.
    pub fn namespaces(&self) -> impl Iterator<Item = Namespace<'a>> + use<'a> {
        let registry = *self;
        (0..self.count::<crate::record::NamespaceRecord>()).map(move |index| registry.namespace_at(index as u16))
    }

    #[inline]
    pub(crate) fn namespace_at(&self, index: u16) -> Namespace<'a> {
        Namespace { registry: *self, index, record: self.record(u32::from(index)) }
    }

    /// The namespace with a name or alias, in any letter case.
    pub fn namespace(&self, name: &str) -> Option<Namespace<'a>> {
        self.namespaces().find(|namespace| {
            namespace.name().eq_ignore_ascii_case(name)
                || namespace.aliases().any(|alias| alias.eq_ignore_ascii_case(name))
        })
    }

    /// The context that a phrase is: lower-case words with single spaces between them.
    pub fn context(&self, phrase: &str) -> Option<Context<'a>> {
        let found = self.equal_range(|record: &ContextRecord| self.text(record.phrase).cmp(phrase)).next()?;
        Some(Context { registry: *self, record: self.record(found) })
    }

    /// All contexts, by phrase.
    pub fn contexts(&self) -> impl Iterator<Item = Context<'a>> + use<'a> {
        let registry = *self;
        (0..self.count::<ContextRecord>()).map(move |index| Context { registry, record: registry.record(index) })
    }

    /// How many codes there are.
    pub fn len(&self) -> u32 {
        self.count::<crate::record::CodeRecord>()
    }

    /// Whether there is no code at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code at an index below [`Self::len`].
    pub fn code(&self, index: u32) -> Option<Code<'a>> {
        (index < self.len()).then(|| self.code_at(index))
    }

    #[inline]
    pub(crate) fn code_at(&self, index: u32) -> Code<'a> {
        Code { registry: *self, index, record: self.record(index) }
    }

    /// All codes that have, had or somewhere have this value, in the order of the codes: by namespace, then precedence.
    pub fn by_value(&self, value: u64) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let registry = *self;
        // The block before the first that starts at the value or beyond it holds the first such value, if any does.
        let beyond = self.equal_range(|block: &ValueBlockRecord| block.value.cmp(&value)).start;
        let block = beyond.saturating_sub(1) * VALUE_BLOCK..(beyond * VALUE_BLOCK).min(self.count::<ValueRecord>());
        self.equal_range_from(block, |record: &ValueRecord| record.value.cmp(&value))
            .map(move |index| Value { registry, record: registry.record(index) })
    }

    /// The codes with a symbol or alias, in any letter case, in their order; where there is none, those of a namespace whose
    /// symbols other programs write with another prefix.
    pub fn by_name(&self, name: &str) -> impl Iterator<Item = Code<'a>> + use<'a> {
        let mut found = self.by_official_name(name);
        if found.is_empty()
            && let Some((namespace, official)) = self.official(name)
        {
            found = self.by_official_name(&official);
            found.retain(|code| code.record.namespace == namespace);
        }
        found.into_iter()
    }

    /// Whether a name is a symbol as other programs write it, in the same letter case.
    pub fn respells(&self, name: &str, symbol: &str) -> bool {
        self.official(name).is_some_and(|(_, official)| official == symbol)
    }

    /// The official form of a name that other programs write with another prefix, and its namespace's index: Samba writes
    /// `NT_STATUS_LOGON_FAILURE`.
    fn official(&self, name: &str) -> Option<(u16, String)> {
        (0..self.count::<RespeltRecord>()).find_map(|index| {
            let record: RespeltRecord = self.record(index);
            let written = self.text(record.written);
            let start = name.get(..written.len()).filter(|start| start.eq_ignore_ascii_case(written))?;
            Some((record.namespace, format!("{}{}", self.text(record.official), &name[start.len()..])))
        })
    }

    fn by_official_name(&self, name: &str) -> Vec<Code<'a>> {
        let hash = name_hash(name);
        let records = self.equal_range_from(self.near_hash(hash), |record: &NameHashRecord| record.hash.cmp(&hash));
        let has_name = |code: &Code<'_>| {
            code.symbol().eq_ignore_ascii_case(name) || code.aliases().any(|alias| alias.eq_ignore_ascii_case(name))
        };
        records.map(|index| self.code_at(self.record::<NameHashRecord>(index).code)).filter(has_name).collect()
    }

    /// Where the records of a hash are, if there are any. Hashes are evenly spread, so that it is close to its share of the table.
    fn near_hash(&self, hash: u32) -> Range<u32> {
        /// Records around that place: many times what even spreading leaves open.
        const AROUND: u32 = 1024;
        let count = self.count::<NameHashRecord>();
        let place = ((u64::from(hash) * u64::from(count)) >> u32::BITS) as u32;
        let near = place.saturating_sub(AROUND)..(place + AROUND).min(count);
        let is_before = |index: u32| self.record::<NameHashRecord>(index).hash < hash;
        let holds = (near.start == 0 || is_before(near.start)) && (near.end == count || !is_before(near.end));
        if holds { near } else { 0..count }
    }

    /// The codes whose symbol or alias is `name` but for case, separators and their namespace's prefixes.
    /// `FileNotFound`, `file-not-found` and `error_file_not_found` all find `ERROR_FILE_NOT_FOUND`.
    pub fn by_loose_name(&self, name: &str) -> impl Iterator<Item = Code<'a>> + use<'a> {
        let registry = *self;
        let wanted = loose_form(name);
        self.equal_range(|record: &LooseNameRecord| registry.text(record.name).cmp(&wanted))
            .map(move |index| registry.code_at(registry.record::<LooseNameRecord>(index).code))
    }

    /// Every symbol and alias with its code, sorted without regard to case.
    pub fn names(&self) -> impl Iterator<Item = (&'a str, Code<'a>)> + use<'a> {
        self.names_with_prefix("")
    }

    /// The symbols and aliases that begin with a text, in any letter case, with their codes; sorted without regard to case.
    pub fn names_with_prefix(&self, prefix: &str) -> impl Iterator<Item = (&'a str, Code<'a>)> + use<'a> {
        let registry = *self;
        // All names before the first that is not less than the prefix.
        let first = self.equal_range(|record: &NameRecord| {
            compare_ignoring_case(registry.text(record.name), prefix).then(Ordering::Greater)
        });
        let prefix = prefix.to_owned();
        (first.start..self.count::<NameRecord>())
            .map(move |index| {
                let record: NameRecord = registry.record(index);
                (registry.text(record.name), registry.code_at(record.code))
            })
            .take_while(move |(name, _)| {
                name.as_bytes().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
            })
    }
}

/// The hash under which a name is found, in any letter case: FNV-1a of its bytes in upper case.
pub(crate) fn name_hash(name: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_uppercase())).wrapping_mul(0x0100_0193);
    let hash = name.bytes().fold(0x811C_9DC5, mix);
    // The last letters change the low bits most, and the table is in the order of the high ones.
    hash.wrapping_mul(0x9E37_79B1) ^ hash >> 15
}

/// Upper-case letters and digits of a name, without what stands between them.
pub fn loose_form(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_uppercase()).collect()
}

/// Orders names as [`Section::Names`] is sorted: by their ASCII upper-case bytes.
pub fn compare_ignoring_case(left: &str, right: &str) -> Ordering {
    left.bytes().map(|byte| byte.to_ascii_uppercase()).cmp(right.bytes().map(|byte| byte.to_ascii_uppercase()))
}
