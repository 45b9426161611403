//! The records of the packed registry. Each is defined once, here, and the packer and the reader both use that definition.

use crate::format::Section;

/// A type that a record can hold: read from and written to a fixed number of little-endian bytes.
pub trait Field: Copy {
    /// Bytes.
    const SIZE: usize;
    /// Reads the field from the first [`Self::SIZE`] bytes; shorter input reads as zeros.
    fn get(bytes: &[u8]) -> Self;
    /// Appends the field.
    fn put(self, out: &mut Vec<u8>);
}

macro_rules! integer_field {
    ($($int:ty)*) => {$(
        impl Field for $int {
            const SIZE: usize = size_of::<$int>();
            #[inline]
            fn get(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |chunk| <$int>::from_le_bytes(*chunk))
            }
            fn put(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}
integer_field!(u8 u16 u32 u64);

/// A piece of [`Section::Text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// Bytes from the start of the section.
    pub offset: u32,
    /// Bytes.
    pub len: u32,
}

impl Field for Text {
    const SIZE: usize = 8;
    #[inline]
    fn get(bytes: &[u8]) -> Self {
        Self { offset: u32::get(bytes), len: u32::get(bytes.get(4..).unwrap_or_default()) }
    }
    fn put(self, out: &mut Vec<u8>) {
        self.offset.put(out);
        self.len.put(out);
    }
}

/// A run of records of another section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The first record's index.
    pub start: u32,
    /// How many records.
    pub count: u32,
}

impl Run {
    /// The indices of the run.
    pub fn indices(self) -> std::ops::Range<u32> {
        self.start..self.start.saturating_add(self.count)
    }
}

impl Field for Run {
    const SIZE: usize = 8;
    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let Text { offset, len } = Text::get(bytes);
        Self { start: offset, count: len }
    }
    fn put(self, out: &mut Vec<u8>) {
        Text { offset: self.start, len: self.count }.put(out);
    }
}

/// How many values a block has.
pub const VALUE_BLOCK: u32 = 256;

/// A record: an element of one section's array.
pub trait Record: Sized {
    /// The section it stands in.
    const SECTION: Section;
    /// Bytes.
    const SIZE: usize;
    /// Reads a record from its bytes; too few read as zeros.
    fn decode(bytes: &[u8]) -> Self;
    /// Appends the record.
    fn encode(&self, out: &mut Vec<u8>);
}

macro_rules! records {
    ($($(#[$meta:meta])* $name:ident in $section:ident { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name { $($(#[$field_meta])* pub $field: $ty,)* }

        impl Record for $name {
            const SECTION: Section = Section::$section;
            const SIZE: usize = 0 $(+ <$ty as Field>::SIZE)*;
            #[inline]
            fn decode(bytes: &[u8]) -> Self {
                // Of a known length, so that a caller pays for the fields that it uses alone.
                let mut bytes: &[u8] = bytes.first_chunk::<{ <$name as Record>::SIZE }>().unwrap_or(&[0; _]);
                $(
                    let $field = <$ty as Field>::get(bytes);
                    bytes = bytes.get(<$ty as Field>::SIZE..).unwrap_or_default();
                )*
                let _ = bytes;
                Self { $($field,)* }
            }
            fn encode(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }
        }
    )*};
}

records! {
    /// A namespace.
    NamespaceRecord in Namespaces {
        /// The folder's name.
        name: Text,
        /// In a page's words, singular.
        title: Text,
        /// What its numbers are.
        about: Text,
        /// Other names, separated by spaces.
        aliases: Text,
        /// Prefixes that people leave out, separated by spaces.
        prefixes: Text,
        /// What is true of its numbers that no code has; may be empty.
        unknown: Text,
        /// Where a running system keeps messages for codes without a component; may be empty.
        messages: Text,
        /// See [`crate::model::Notation`].
        notation: u8,
        /// Bits.
        width: u8,
        /// 1 where canonical values may be negative.
        signed: u8,
        /// How many platforms are meant by a number without context; 0 for all.
        common_platforms: u8,
        /// 1 where `-N` is written for the code N.
        negated: u8,
        /// The order for a decimal; [`crate::model::NOT_OFFERED`] for none, as in the three after it.
        decimal: u8,
        /// The smallest decimal that is offered.
        decimal_from: u64,
        /// The smallest hex number that is.
        hex_from: u64,
        /// The order for a negative decimal.
        negative: u8,
        /// The order for a short hex number.
        hex: u8,
        /// The order for a hex number of eight digits and more.
        hex8: u8,
        /// Its codes.
        codes: Run,
        /// Its families.
        families: Run,
        /// Its bit fields.
        fields: Run,
        /// The values that [`Section::Facilities`] names.
        facilities: Run,
        /// Its rules for numbers that carry another namespace's.
        unwraps: Run,
        /// Its platforms.
        platforms: Run,
    }
    /// A code.
    CodeRecord in Codes {
        /// The canonical value; sign-extended where the namespace is signed.
        value: u64,
        /// Where in [`Section::Text`] its texts start, one right behind the other: whoever shows one shows the others.
        texts: u32,
        /// Bytes of the official name.
        symbol: u8,
        /// Bytes of its other names, which are separated by spaces.
        aliases: u16,
        /// Bytes of its summary, one sentence; may be 0.
        summary: u16,
        /// Its article, or [`crate::format::ABSENT`].
        article: u16,
        /// Its family.
        family: u16,
        /// Its component, or [`crate::format::ABSENT`].
        component: u16,
        /// Its namespace.
        namespace: u16,
        /// How often people meet it, 0 to 9.
        rank: u8,
        /// 1 where nothing returns it any more.
        retired: u8,
    }
    /// A value under which a code is found.
    ValueRecord in Values {
        /// The value, as in [`CodeRecord::value`].
        value: u64,
        /// The code.
        code: u32,
        /// The platforms on which the code has this value, a bit each; 0 where that makes no difference.
        platforms: u32,
        /// The code's namespace.
        namespace: u16,
        /// 1 where only earlier versions had this value.
        old: u16,
    }
    /// The first value of a block.
    ValueBlockRecord in ValueBlocks {
        /// As [`ValueRecord::value`].
        value: u64,
    }
    /// One of several values of a code.
    CodeValueRecord in CodeValues {
        /// The code.
        code: u32,
        /// The same value's index in [`Section::Values`].
        value: u32,
    }
    /// A symbol or an alias, by its hash.
    NameHashRecord in NameHashes {
        /// See [`crate::reader::name_hash`].
        hash: u32,
        /// The code.
        code: u32,
    }
    /// A symbol or an alias.
    NameRecord in Names {
        /// As written.
        name: Text,
        /// The code.
        code: u32,
    }
    /// A symbol or alias reduced to upper-case letters and digits.
    LooseNameRecord in LooseNames {
        /// The reduced form.
        name: Text,
        /// The code.
        code: u32,
    }
    /// A family.
    FamilyRecord in Families {
        /// The file's name.
        name: Text,
        /// A noun phrase.
        title: Text,
        /// Its prose.
        document: u16,
        /// Its codes, in [`Section::Kin`].
        codes: Run,
    }
    /// A code of a family; a family's are in the order of the codes.
    KinRecord in Kin {
        /// The code.
        code: u32,
    }
    /// An article's or a family's prose; absent sections are empty.
    DocumentRecord in Documents {
        /// What was refused, by whom.
        meaning: Text,
        /// The rule behind it.
        details: Text,
        /// Where it is met.
        usage_context: Text,
        /// What to check, what to do.
        developer_guidance: Text,
        /// Pages, a line each.
        sources: Text,
        /// The day it was last checked, YYYY-MM-DD.
        updated: Text,
        /// Its related codes.
        related: Run,
        /// Its questions and answers.
        faq: Run,
    }
    /// A code that is told apart from the one whose article names it.
    RelatedRecord in Related {
        /// The other code.
        code: u32,
        /// Where a copy of its texts starts; see [`CodeRecord::texts`].
        texts: u32,
        /// The distinction.
        reason: Text,
    }
    /// A question and its answer.
    FaqRecord in Faqs {
        /// With its question mark.
        question: Text,
        /// At most four lines.
        answer: Text,
    }
    /// A named value of a bit field.
    FacilityRecord in Facilities {
        /// The field's value.
        number: u32,
        /// The constant's name.
        name: Text,
        /// Whose it is; may be empty.
        summary: Text,
    }
    /// A relation between two codes.
    EquivalentRecord in Equivalents {
        /// The code the relation is listed under.
        code: u32,
        /// The other one.
        other: u32,
        /// Bit 0: the map goes from `other` to `code`; bit 1: it is lossy.
        flags: u32,
        /// How; may be empty.
        note: Text,
    }
    /// A header or component.
    ComponentRecord in Components {
        /// As codes.tsv writes it.
        name: Text,
        /// Added to the order of readings.
        penalty: u32,
        /// Where a running system keeps messages for its codes; may be empty.
        messages: Text,
        /// 1 where its codes are meant only behind words that name it.
        named: u8,
        /// Words that name it as well, a line each; may be empty.
        named_by: Text,
    }
    /// A declared column.
    ColumnRecord in Columns {
        /// As the first line of codes.tsv writes it.
        name: Text,
        /// As a page writes it.
        label: Text,
    }
    /// A cell of a declared column.
    CellRecord in Cells {
        /// The code.
        code: u32,
        /// The column.
        column: u32,
        /// Never empty.
        text: Text,
    }
    /// A bit field.
    FieldRecord in Fields {
        /// A key such as `facility`.
        name: Text,
        /// The lowest bit.
        low: u8,
        /// The highest bit.
        high: u8,
        /// 1 where [`Section::Facilities`] names the values.
        table: u8,
        /// Names written in namespace.toml.
        values: Run,
    }
    /// The name of a field's value.
    FieldValueRecord in FieldValues {
        /// The value.
        value: u32,
        /// Its name.
        name: Text,
    }
    /// A rule by which a number carries one of another namespace.
    UnwrapRecord in Unwraps {
        /// The bits that decide.
        mask: u64,
        /// Their state.
        equals: u64,
        /// The bits that are kept.
        keep: u64,
        /// The bits that are set then.
        set: u64,
        /// The other namespace.
        to: u16,
        /// Why; a clause without a full stop.
        reason: Text,
    }
    /// Words that stand before a number.
    ContextRecord in Contexts {
        /// Lower-case words with single spaces between them.
        phrase: Text,
        /// Namespaces' names, the likeliest first, separated by spaces; `*` for those offered for bare numbers.
        namespaces: Text,
        /// Whose number it is where it is nobody's here.
        owner: Text,
        /// 1 where digits are hex without a prefix.
        hex: u8,
    }
    /// A prefix that other programs write in place of the official one.
    RespeltRecord in Respelt {
        /// The namespace of the codes.
        namespace: u16,
        /// As those programs write it.
        written: Text,
        /// As the symbols have it.
        official: Text,
    }
    /// A platform.
    PlatformRecord in Platforms {
        /// As namespace.toml writes it.
        name: Text,
    }
    /// Which letters a loose name has.
    LettersRecord in Letters {
        /// See [`crate::near::letters`].
        letters: u64,
        /// Its index in [`Section::LooseNames`].
        name: u32,
    }
    /// What the search must know of a code before it is a hit.
    WeightRecord in Weights {
        /// As [`CodeRecord::family`], or [`crate::format::ABSENT`].
        family: u16,
        /// What its score is multiplied by, in units of [`crate::search::WEIGHT_UNIT`].
        weight: u16,
        /// How many words its symbol has behind the prefix.
        words: u8,
    }
}
