//! Borrowed views of the packed registry's records: what the program asks of a namespace, a code, a family.

use crate::format::ABSENT;
use crate::model::{Claim, Hex, NOT_OFFERED, Notation, Writing, holds_words, write_value};
use crate::reader::Registry;
use crate::record::{
    CellRecord, CodeRecord, CodeValueRecord, ColumnRecord, ComponentRecord, ContextRecord, DocumentRecord,
    EquivalentRecord, FacilityRecord, FamilyRecord, FaqRecord, FieldRecord, FieldValueRecord, KinRecord,
    NamespaceRecord, PlatformRecord, RelatedRecord, Text, UnwrapRecord, ValueRecord,
};

/// A numbering space: Win32, HRESULT, errno, …
#[derive(Clone, Copy, Debug)]
pub struct Namespace<'a> {
    pub(crate) registry: Registry<'a>,
    pub(crate) index: u16,
    pub(crate) record: NamespaceRecord,
}

impl PartialEq for Namespace<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<'a> Namespace<'a> {
    /// The name as `-n` and `NS:CODE` take it.
    pub fn name(&self) -> &'a str {
        self.registry.text(self.record.name)
    }

    /// In a page's words, singular: `Win32 error code`.
    pub fn title(&self) -> &'a str {
        self.registry.text(self.record.title)
    }

    /// What its numbers are: a sentence.
    pub fn about(&self) -> &'a str {
        self.registry.text(self.record.about)
    }

    /// What is true of its numbers that no code has: a sentence, or nothing.
    pub fn unknown(&self) -> &'a str {
        self.registry.text(self.record.unknown)
    }

    /// Where a running system keeps messages for codes without a component; see [`Code::messages`].
    pub fn messages(&self) -> &'a str {
        self.registry.text(self.record.messages)
    }

    /// Other names that `-n` and `NS:CODE` take.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.registry.text(self.record.aliases).split_ascii_whitespace()
    }

    /// Prefixes that people leave out of its names.
    pub fn prefixes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.registry.text(self.record.prefixes).split_ascii_whitespace()
    }

    /// How its numbers are written.
    pub fn notation(&self) -> Notation {
        Notation::from_byte(self.record.notation)
    }

    /// Bits of a value, at most 64.
    pub fn width(&self) -> u8 {
        self.record.width
    }

    /// Whether canonical values may be negative.
    pub fn signed(&self) -> bool {
        self.record.signed != 0
    }

    /// Whether `-N` is written for the code N.
    pub fn negated(&self) -> bool {
        self.record.negated != 0
    }

    /// Its place in the order of readings for a number written so, or nothing where it is read only when asked for.
    pub fn order(&self, writing: Writing) -> Option<u32> {
        let order = match writing {
            Writing::Decimal => self.record.decimal,
            Writing::Negative => self.record.negative,
            Writing::Hex => self.record.hex,
            Writing::Hex8 => self.record.hex8,
        };
        (order != NOT_OFFERED).then_some(u32::from(order))
    }

    /// The smallest number written so that is meant in this namespace unless it is asked for.
    pub fn smallest(&self, writing: Writing) -> u64 {
        match writing {
            Writing::Decimal => self.record.decimal_from,
            Writing::Negative => 0,
            Writing::Hex | Writing::Hex8 => self.record.hex_from,
        }
    }

    /// Its codes, by value.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = Code<'a>> + use<'a> {
        let registry = self.registry;
        self.registry.run::<CodeRecord>(self.record.codes).map(move |index| registry.code_at(index))
    }

    /// Whether the code with an index is one of its own.
    pub(crate) fn has(&self, code: u32) -> bool {
        self.record.codes.indices().contains(&code)
    }

    /// Its families, by name.
    pub fn families(&self) -> impl ExactSizeIterator<Item = Family<'a>> + use<'a> {
        let registry = self.registry;
        self.registry.run::<FamilyRecord>(self.record.families).map(move |index| Family {
            registry,
            record: registry.record(index),
            index,
        })
    }

    /// Its bit fields, from the high bit down.
    pub fn fields(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let namespace = *self;
        self.registry
            .run::<FieldRecord>(self.record.fields)
            .map(move |index| Field { namespace, record: namespace.registry.record(index) })
    }

    /// Its rules for numbers that carry another namespace's.
    pub fn unwraps(&self) -> impl Iterator<Item = Unwrap<'a>> + use<'a> {
        let registry = self.registry;
        self.registry
            .run::<UnwrapRecord>(self.record.unwraps)
            .map(move |index| Unwrap { registry, record: registry.record(index) })
    }

    /// The platforms whose values differ, none for most namespaces.
    pub fn platforms(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let registry = self.registry;
        self.registry
            .run::<PlatformRecord>(self.record.platforms)
            .map(move |index| registry.text(registry.record::<PlatformRecord>(index).name))
    }

    /// A value of this namespace as its pages write it.
    pub fn write(&self, value: u64) -> String {
        write_value(value, self.notation(), self.width(), self.signed())
    }
}

/// A code: one symbol of one namespace.
#[derive(Clone, Copy, Debug)]
pub struct Code<'a> {
    pub(crate) registry: Registry<'a>,
    pub(crate) index: u32,
    pub(crate) record: CodeRecord,
}

impl PartialEq for Code<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<'a> Code<'a> {
    /// Its place among all codes, for [`Registry::code`].
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Its namespace.
    #[inline]
    pub fn namespace(&self) -> Namespace<'a> {
        self.registry.namespace_at(self.record.namespace)
    }

    /// The official name.
    #[inline]
    pub fn symbol(&self) -> &'a str {
        self.text_behind(0, u32::from(self.record.symbol))
    }

    /// Other names for the same thing.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text_behind(u32::from(self.record.symbol), u32::from(self.record.aliases)).split_ascii_whitespace()
    }

    /// A text of `len` bytes that stands `skipped` bytes behind the start of the code's texts.
    #[inline]
    fn text_behind(&self, skipped: u32, len: u32) -> &'a str {
        self.registry.text(Text { offset: self.record.texts.saturating_add(skipped), len })
    }

    /// The canonical value; sign-extended where the namespace is signed.
    #[inline]
    pub fn value(&self) -> u64 {
        self.record.value
    }

    /// The value as its namespace writes it.
    pub fn written(&self) -> String {
        self.namespace().write(self.value())
    }

    /// The value in hex at the full width of its namespace.
    pub fn hex(&self) -> Hex {
        Hex { value: self.value(), width: self.namespace().width() }
    }

    /// One sentence, or nothing where none is written yet.
    #[inline]
    pub fn summary(&self) -> Option<&'a str> {
        let skipped = u32::from(self.record.symbol) + u32::from(self.record.aliases);
        Some(self.text_behind(skipped, u32::from(self.record.summary))).filter(|summary| !summary.is_empty())
    }

    /// The header or component that defines it.
    pub fn component(&self) -> Option<&'a str> {
        self.component_record().map(|component| self.registry.text(component.name))
    }

    /// What its component adds to the order of its readings.
    pub fn penalty(&self) -> u32 {
        self.component_record().map_or(0, |component| component.penalty)
    }

    /// Where a running system keeps messages for its number: `system` for that of Windows itself, a module's name, `strerror`
    /// for the C library; empty where none does. Codes that other components give the same number have none there.
    pub fn messages(&self) -> &'a str {
        let own = || self.namespace().record.messages;
        self.registry.text(self.component_record().map_or_else(own, |component| component.messages))
    }

    /// Whether words before a number leave it to this code: those of a component that is meant only where it is named do not
    /// unless they name it. `phrase` is in lower case.
    fn is_meant_by(&self, phrase: &str) -> bool {
        self.component_record().is_none_or(|component| {
            let name = self.registry.text(component.name);
            let named_by = self.registry.text(component.named_by);
            component.named == 0
                || phrase.split(' ').any(|word| word.eq_ignore_ascii_case(name))
                || named_by.lines().any(|words| holds_words(phrase, words))
        })
    }

    fn component_record(&self) -> Option<ComponentRecord> {
        (self.record.component != ABSENT).then(|| self.registry.record(u32::from(self.record.component)))
    }

    /// How often people meet it, 0 to 9.
    pub fn rank(&self) -> u8 {
        self.record.rank
    }

    /// Whether nothing returns it any more.
    pub fn is_retired(&self) -> bool {
        self.record.retired != 0
    }

    /// Its family.
    pub fn family(&self) -> Family<'a> {
        let index = u32::from(self.record.family);
        Family { registry: self.registry, record: self.registry.record(index), index }
    }

    /// Its article, where one is written.
    #[inline]
    pub fn article(&self) -> Option<Document<'a>> {
        Document::at(self.registry, self.record.article)
    }

    /// The cells of declared columns, as label and text.
    pub fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let (registry, index) = (self.registry, self.index);
        registry.equal_range(|record: &CellRecord| record.code.cmp(&index)).map(move |cell| {
            let cell: CellRecord = registry.record(cell);
            let column: ColumnRecord = registry.record(cell.column);
            (registry.text(column.label), registry.text(cell.text))
        })
    }

    /// Its counterparts in other namespaces.
    pub fn equivalents(&self) -> impl Iterator<Item = Equivalent<'a>> + use<'a> {
        let (registry, index) = (self.registry, self.index);
        registry
            .equal_range(|record: &EquivalentRecord| record.code.cmp(&index))
            .map(move |index| Equivalent { registry, record: registry.record(index) })
    }

    /// The values it has on different platforms or had in earlier versions; empty for a code with one value.
    pub fn values(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let (registry, index) = (self.registry, self.index);
        registry.equal_range(|record: &CodeValueRecord| record.code.cmp(&index)).map(move |index| {
            let record: CodeValueRecord = registry.record(index);
            Value { registry, record: registry.record(record.value) }
        })
    }

    /// The codes of its family that stand next to it, at most `each` on either side.
    pub fn neighbours(&self, each: usize) -> Vec<Code<'a>> {
        let kin = self.registry.run::<KinRecord>(self.family().record.codes);
        let own = self.registry.equal_range_from(kin.clone(), |record: &KinRecord| record.code.cmp(&self.index)).start;
        let each = each as u32;
        let before = own.saturating_sub(each).max(kin.start)..own;
        let behind = own + 1..own.saturating_add(1 + each).min(kin.end);
        before.chain(behind).map(|index| self.registry.code_at(self.registry.record::<KinRecord>(index).code)).collect()
    }
}

/// A value under which a code was found.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    pub(crate) registry: Registry<'a>,
    pub(crate) record: ValueRecord,
}

impl<'a> Value<'a> {
    /// The code.
    pub fn code(&self) -> Code<'a> {
        self.registry.code_at(self.record.code)
    }

    /// Its namespace, without a look at the code itself.
    pub fn namespace(&self) -> Namespace<'a> {
        self.registry.namespace_at(self.record.namespace)
    }

    /// The value; sign-extended where the namespace is signed.
    pub fn value(&self) -> u64 {
        self.record.value
    }

    /// Whether only earlier versions had this value.
    pub fn is_old(&self) -> bool {
        self.record.old != 0
    }

    /// The place of the first platform on which the code has this value; nothing where that makes no difference.
    pub fn first_platform(&self) -> Option<u32> {
        (self.record.platforms != 0).then(|| self.record.platforms.trailing_zeros())
    }

    /// Whether it is a value of one of the platforms that are meant where nothing tells the platform.
    pub fn is_common(&self) -> bool {
        let common = u32::from(self.namespace().record.common_platforms);
        common == 0 || self.first_platform().is_none_or(|first| first < common)
    }

    /// The platforms on which the code has this value; none where that makes no difference.
    pub fn platforms(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let bits = self.record.platforms;
        self.namespace()
            .platforms()
            .enumerate()
            .filter(move |(bit, _)| bits.checked_shr(*bit as u32).is_some_and(|rest| rest & 1 == 1))
            .map(|(_, name)| name)
    }
}

/// A group of codes that share a component and a way of being investigated.
#[derive(Clone, Copy, Debug)]
pub struct Family<'a> {
    pub(crate) registry: Registry<'a>,
    pub(crate) record: FamilyRecord,
    pub(crate) index: u32,
}

impl PartialEq for Family<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<'a> Family<'a> {
    /// The file's name.
    pub fn name(&self) -> &'a str {
        self.registry.text(self.record.name)
    }

    /// A noun phrase: `Windows Installer`.
    pub fn title(&self) -> &'a str {
        self.registry.text(self.record.title)
    }

    /// Its prose.
    pub fn document(&self) -> Option<Document<'a>> {
        Document::at(self.registry, self.record.document)
    }
}

/// The prose of an article or a family. Sections are Markdown; an absent one is empty.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    registry: Registry<'a>,
    record: DocumentRecord,
}

impl<'a> Document<'a> {
    #[inline]
    fn at(registry: Registry<'a>, index: u16) -> Option<Self> {
        (index != ABSENT).then(|| Self { registry, record: registry.record(u32::from(index)) })
    }

    /// What was refused, by whom.
    pub fn meaning(&self) -> &'a str {
        self.registry.text(self.record.meaning)
    }

    /// The rule behind it.
    pub fn details(&self) -> &'a str {
        self.registry.text(self.record.details)
    }

    /// Where it is met.
    pub fn usage_context(&self) -> &'a str {
        self.registry.text(self.record.usage_context)
    }

    /// What to check, what to do.
    pub fn developer_guidance(&self) -> &'a str {
        self.registry.text(self.record.developer_guidance)
    }

    /// Related codes, each with the distinction.
    pub fn related(&self) -> impl Iterator<Item = (Code<'a>, &'a str)> + use<'a> {
        let registry = self.registry;
        self.registry.run::<RelatedRecord>(self.record.related).map(move |index| {
            let record: RelatedRecord = registry.record(index);
            let mut code = registry.code_at(record.code);
            code.record.texts = record.texts;
            (code, registry.text(record.reason))
        })
    }

    /// Questions and answers.
    pub fn faq(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let registry = self.registry;
        self.registry.run::<FaqRecord>(self.record.faq).map(move |index| {
            let record: FaqRecord = registry.record(index);
            (registry.text(record.question), registry.text(record.answer))
        })
    }

    /// The pages to check it against.
    pub fn sources(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.registry.text(self.record.sources).lines()
    }

    /// The day it was last checked, YYYY-MM-DD.
    pub fn updated(&self) -> &'a str {
        self.registry.text(self.record.updated)
    }
}

/// A code's counterpart in another namespace.
#[derive(Clone, Copy, Debug)]
pub struct Equivalent<'a> {
    registry: Registry<'a>,
    record: EquivalentRecord,
}

impl<'a> Equivalent<'a> {
    /// The counterpart.
    pub fn code(&self) -> Code<'a> {
        self.registry.code_at(self.record.other)
    }

    /// Whether the system turns the counterpart into the code, rather than the code into the counterpart.
    pub fn is_origin(&self) -> bool {
        self.record.flags & 1 != 0
    }

    /// Whether the map folds several conditions into one.
    pub fn is_lossy(&self) -> bool {
        self.record.flags & 2 != 0
    }

    /// How they relate, where that needs saying.
    pub fn note(&self) -> &'a str {
        self.registry.text(self.record.note)
    }
}

/// A bit field of a namespace.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    namespace: Namespace<'a>,
    record: FieldRecord,
}

impl<'a> Field<'a> {
    /// A key such as `facility`.
    pub fn name(&self) -> &'a str {
        self.namespace.registry.text(self.record.name)
    }

    /// The field's value in a number.
    pub fn value(&self, number: u64) -> u32 {
        let width = (u32::from(self.record.high.saturating_sub(self.record.low)) + 1).min(32);
        let low = number.checked_shr(u32::from(self.record.low)).unwrap_or(0);
        (low & ((1 << width) - 1)) as u32
    }

    /// Whether its values have names.
    pub fn is_named(&self) -> bool {
        self.record.table != 0 || self.record.values.count != 0
    }

    /// Whether these names are a table of their own.
    pub fn is_tabled(&self) -> bool {
        self.record.table != 0
    }

    /// The names of a value of this field, each with whose it is (may be empty). Several components may share a value.
    pub fn value_names(&self, value: u32) -> Vec<(&'a str, &'a str)> {
        let registry = self.namespace.registry;
        let written = registry
            .run::<FieldValueRecord>(self.record.values)
            .map(|index| registry.record::<FieldValueRecord>(index));
        let mut names: Vec<_> =
            written.filter(|named| named.value == value).map(|named| (registry.text(named.name), "")).collect();
        if self.is_tabled() {
            let facilities = registry.run::<FacilityRecord>(self.namespace.record.facilities);
            names.extend(
                facilities
                    .map(|index| registry.record::<FacilityRecord>(index))
                    .filter(|facility| facility.number == value)
                    .map(|facility| (registry.text(facility.name), registry.text(facility.summary))),
            );
        }
        names
    }
}

/// A rule by which a number of one namespace carries one of another.
#[derive(Clone, Copy, Debug)]
pub struct Unwrap<'a> {
    registry: Registry<'a>,
    record: UnwrapRecord,
}

impl<'a> Unwrap<'a> {
    /// The number that `value` carries, where the rule applies.
    pub fn apply(&self, value: u64) -> Option<u64> {
        let UnwrapRecord { mask, equals, keep, set, .. } = self.record;
        (value & mask == equals).then_some(value & keep | set)
    }

    /// The number of this namespace that carries `value` of the other one, where the rule can be turned round.
    pub fn wrap(&self, value: u64) -> Option<u64> {
        let UnwrapRecord { mask, equals, keep, set, .. } = self.record;
        let wrapped = value & keep | equals;
        (value & !keep == set && wrapped & mask == equals).then_some(wrapped)
    }

    /// The other namespace.
    pub fn to(&self) -> Namespace<'a> {
        self.registry.namespace_at(self.record.to)
    }

    /// Why: a clause without a full stop.
    pub fn reason(&self) -> &'a str {
        self.registry.text(self.record.reason)
    }
}

/// Words that stand before a number in logs and messages, and whose number they make it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub(crate) registry: Registry<'a>,
    pub(crate) record: ContextRecord,
}

impl<'a> Context<'a> {
    /// Lower-case words with single spaces between them.
    pub fn phrase(&self) -> &'a str {
        self.registry.text(self.record.phrase)
    }

    /// The namespaces that a number can be of, the likeliest first, each once though several of its codes may be named; none where
    /// that is left to the number itself.
    pub fn namespaces(&self, magnitude: u64, negative: bool) -> Vec<Namespace<'a>> {
        let mut namespaces = Vec::new();
        for claim in self.claims().filter(|claim| claim.holds(magnitude, negative)) {
            namespaces.extend(self.registry.namespace(claim.name).filter(|namespace| !namespaces.contains(namespace)));
        }
        namespaces
    }

    /// Whether it speaks of single codes.
    pub fn names_codes(&self) -> bool {
        self.claims().any(|claim| claim.symbol.is_some())
    }

    /// The namespaces whose names can stand in the number's place.
    pub fn name_spaces(&self) -> impl Iterator<Item = Namespace<'a>> + use<'a> {
        let registry = self.registry;
        self.claims().filter(|claim| claim.names).filter_map(move |claim| registry.namespace(claim.name))
    }

    /// The single codes that it speaks of.
    pub fn codes(&self) -> impl Iterator<Item = Code<'a>> + use<'a> {
        let registry = self.registry;
        self.claims().filter_map(move |claim| {
            let symbol = claim.symbol?;
            registry.by_name(symbol).find(|code| code.symbol() == symbol && code.namespace().name() == claim.name)
        })
    }

    /// Whether it leaves a number to one of the codes that have it: not where it speaks of another code or platform, or where
    /// the code's component is meant only where it is named.
    pub fn admits(&self, value: &Value<'a>) -> bool {
        let named = self.names_codes();
        self.admits_by(value, |claim| claim.symbol.is_some() == named)
    }

    /// As [`Self::admits`], where it speaks of single codes and none of them has the number, but of their namespaces as well.
    pub fn admits_another(&self, value: &Value<'a>) -> bool {
        self.claims().any(|claim| claim.symbol.is_none()) && self.admits_by(value, |claim| claim.symbol.is_none())
    }

    fn admits_by(&self, value: &Value<'a>, counts: impl Fn(&Claim<'a>) -> bool) -> bool {
        let (code, namespace) = (value.code(), value.namespace());
        let fits = |claim: Claim<'a>| {
            claim.symbol.is_none_or(|symbol| code.symbol() == symbol)
                && claim.platform.is_none_or(|known| value.platforms().any(|platform| platform == known))
        };
        let mut claims = self.claims().filter(|claim| claim.name == namespace.name()).peekable();
        // A namespace that it does not name can carry one that it does.
        code.is_meant_by(self.phrase()) && (claims.peek().is_none() || claims.filter(counts).any(fits))
    }

    /// The namespaces it speaks of; `*` where it leaves them to the number.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> + use<'a> {
        self.registry.text(self.record.namespaces).split_ascii_whitespace().map(Claim::new)
    }

    /// Whether the words make the number a code of whatever kind its digits tell. Namespaces that it names besides are those that
    /// the owner's numbers are of.
    pub fn is_general(&self) -> bool {
        self.claims().next().is_some_and(|claim| claim.is_general())
    }

    /// Whose number it is, where it is nobody's in the registry: a noun phrase.
    pub fn owner(&self) -> Option<&'a str> {
        Some(self.registry.text(self.record.owner)).filter(|owner| !owner.is_empty())
    }

    /// Whether digits behind the words are hex even without a prefix.
    pub fn is_hex(&self) -> bool {
        self.record.hex != 0
    }
}
