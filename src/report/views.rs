//! The parts of a report: serialisable views of codes and their prose.

use std::fmt;

use errexplain_registry::model::Hex;
use errexplain_registry::{Code, Document, Equivalent, Namespace, Notation, Registry, Value};
use serde::{Serialize, Serializer};

use super::document_of;
use crate::decode;
use crate::lookup::{Match, Reading};

/// A number in JSON: as its namespace counts, or text where it writes codes as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum NumberView {
    /// Unsigned.
    Unsigned(u64),
    /// Signed.
    Signed(i64),
    /// Five characters.
    Text(String),
}

impl fmt::Display for NumberView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned(number) => number.fmt(f),
            Self::Signed(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl NumberView {
    /// A value of a namespace.
    pub fn new(namespace: &Namespace<'_>, value: u64) -> Self {
        match namespace.notation() {
            Notation::Base36 => Self::Text(namespace.write(value)),
            _ if namespace.signed() => Self::Signed(value as i64),
            _ => Self::Unsigned(value),
        }
    }
}

/// What is shown as text is text in JSON, too.
fn as_text<S: Serializer>(shown: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(shown)
}

/// A code's name and number.
#[derive(Clone, Debug, Serialize)]
pub struct CodeView<'a> {
    /// The namespace's name.
    pub namespace: &'a str,
    /// The official name.
    pub symbol: &'a str,
    /// The canonical value.
    pub code: NumberView,
    /// The same in hex, at the namespace's full width.
    #[serde(serialize_with = "as_text")]
    pub hex: Hex,
    /// The same as the namespace writes it; not in JSON.
    #[serde(skip)]
    pub written: String,
    /// The other ways in which it is commonly written; not in JSON.
    #[serde(skip)]
    pub also_written: String,
}

impl<'a> CodeView<'a> {
    /// A code's name and number.
    pub fn new(code: &Code<'a>) -> Self {
        let namespace = code.namespace();
        Self {
            namespace: namespace.name(),
            symbol: code.symbol(),
            code: NumberView::new(&namespace, code.value()),
            hex: Hex { value: code.value(), width: namespace.width() },
            written: namespace.write(code.value()),
            also_written: also_written(&namespace, code.value()),
        }
    }
}

impl CodeView<'_> {
    /// Whether two views are of one code.
    pub fn same_as(&self, other: &CodeView<'_>) -> bool {
        self.namespace == other.namespace && self.symbol == other.symbol
    }
}

/// The other notations in which a value of a namespace meets people: hex for decimals, decimals for hex.
fn also_written(namespace: &Namespace<'_>, value: u64) -> String {
    match namespace.notation() {
        Notation::Base36 => String::new(),
        Notation::Decimal if namespace.signed() && (value as i64) < 0 => {
            Hex { value, width: namespace.width() }.to_string()
        }
        Notation::Decimal => format!("0x{value:X}"),
        Notation::Hex if namespace.width() == 32 && value >> 31 == 1 => format!("{value}, {}", value as u32 as i32),
        Notation::Hex => value.to_string(),
    }
}

/// A code in one line: name, number, summary.
#[derive(Clone, Debug, Serialize)]
pub struct Identity<'a> {
    /// Name and number.
    #[serde(flatten)]
    pub code: CodeView<'a>,
    /// One sentence, where one is written.
    pub summary: Option<&'a str>,
}

impl<'a> Identity<'a> {
    /// A code in one line.
    pub fn new(code: Code<'a>) -> Self {
        Self { code: CodeView::new(&code), summary: code.summary() }
    }
}

/// Why a match is one.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// See [`crate::lookup::Kind`].
    pub kind: &'static str,
    /// A clause that a person understands.
    pub reason: String,
    /// See [`crate::lookup::Reading::is_rare`]; not in JSON.
    #[serde(skip)]
    pub is_rare: bool,
}

impl From<Reading> for ReadingView {
    fn from(Reading { kind, reason, is_rare, .. }: Reading) -> Self {
        Self { kind: kind.key(), reason, is_rare }
    }
}

/// A bit field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView<'a> {
    /// `severity`, `facility`, …: its key in JSON.
    #[serde(skip)]
    pub field: &'a str,
    /// Its value.
    pub value: u32,
    /// The value's name; with " or " between them where components share a value.
    pub name: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Whether the values of this field have names; not in JSON.
    #[serde(skip)]
    pub named: bool,
    /// Whether these are a table of their own; not in JSON.
    #[serde(skip)]
    pub tabled: bool,
}

fn joined<'s>(parts: impl Iterator<Item = &'s str>) -> Option<String> {
    let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.dedup();
    (!parts.is_empty()).then(|| parts.join(" or "))
}

/// Fields are an object in JSON, in the order of the bits.
fn fields_by_name<S: Serializer>(fields: &[FieldView<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|field| (field.field, field)))
}

fn field_views<'a>(fields: Vec<decode::Field<'a>>) -> Vec<FieldView<'a>> {
    fields
        .into_iter()
        .map(|field| FieldView {
            field: field.name,
            value: field.value,
            name: joined(field.value_names.iter().map(|(name, _)| *name)),
            summary: joined(field.value_names.iter().map(|(_, summary)| *summary)).unwrap_or_default(),
            named: field.named,
            tabled: field.tabled,
        })
        .collect()
}

/// A value that a code has on some platforms, or had.
#[derive(Clone, Debug, Serialize)]
pub struct ValueView<'a> {
    /// The value.
    pub code: NumberView,
    /// The platforms that have it; none where that makes no difference.
    pub platforms: Vec<&'a str>,
    /// Whether only earlier versions had it.
    pub old: bool,
}

impl<'a> ValueView<'a> {
    fn new(value: Value<'a>) -> Self {
        Self {
            code: NumberView::new(&value.namespace(), value.value()),
            platforms: value.platforms().collect(),
            old: value.is_old(),
        }
    }
}

/// A cell of a column that the namespace declares.
#[derive(Clone, Debug, Serialize)]
pub struct Fact<'a> {
    /// What it is.
    pub label: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A counterpart in another namespace.
#[derive(Clone, Debug, Serialize)]
pub struct EquivalentView<'a> {
    /// The namespace's name.
    pub namespace: &'a str,
    /// Its symbol; none for a number that has no name of its own, as most wrapped codes.
    pub symbol: Option<&'a str>,
    /// Its value.
    pub code: NumberView,
    /// In hex.
    #[serde(serialize_with = "as_text")]
    pub hex: Hex,
    /// `carries`, `becomes`, `comes_from` or `carried_by`.
    pub relation: &'static str,
    /// Whether several conditions are folded into one.
    pub lossy: bool,
    /// How they relate, where that needs saying.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
    /// As its namespace writes it; not in JSON.
    #[serde(skip)]
    pub written: String,
}

impl<'a> EquivalentView<'a> {
    /// A code as the counterpart of another.
    fn new(code: &Code<'a>, relation: &'static str, lossy: bool, note: &'a str) -> Self {
        let CodeView { namespace, symbol, code, hex, written, .. } = CodeView::new(code);
        Self { namespace, symbol: Some(symbol), code, hex, relation, lossy, note, written }
    }

    fn mapped(equivalent: Equivalent<'a>) -> Self {
        let relation = if equivalent.is_origin() { "comes_from" } else { "becomes" };
        Self::new(&equivalent.code(), relation, equivalent.is_lossy(), equivalent.note())
    }

    /// The codes that the number of `code` carries by a rule of its own namespace.
    fn carried(registry: Registry<'a>, code: &Code<'a>) -> Vec<Self> {
        let mut found = Vec::new();
        for rule in code.namespace().unwraps() {
            let Some(value) = rule.apply(code.value()) else { continue };
            let known = registry.by_value(value).filter(|known| known.namespace() == rule.to() && !known.is_old());
            found.extend(known.map(|known| Self::new(&known.code(), "carries", false, rule.reason())));
        }
        found
    }

    /// The number that carries `code` by a rule of another namespace, with the name that it may have there.
    fn carriers(registry: Registry<'a>, code: &Code<'a>) -> Vec<Self> {
        let home = code.namespace();
        let mut found = Vec::new();
        for namespace in registry.namespaces() {
            for rule in namespace.unwraps().filter(|rule| rule.to() == home) {
                let Some(value) = rule.wrap(code.value()) else { continue };
                let named = registry.by_value(value).find(|known| known.namespace() == namespace && !known.is_old());
                found.push(Self {
                    namespace: namespace.name(),
                    symbol: named.map(|named| named.code().symbol()),
                    code: NumberView::new(&namespace, value),
                    hex: Hex { value, width: namespace.width() },
                    relation: "carried_by",
                    lossy: false,
                    note: "",
                    written: namespace.write(value),
                });
            }
        }
        found
    }
}

/// A question and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct FaqView<'a> {
    /// With its question mark.
    pub question: &'a str,
    /// Markdown.
    pub answer: &'a str,
}

/// The prose of an article or a family, in Markdown; what is not written is left out.
#[derive(Clone, Debug, Serialize)]
pub struct SectionsView<'a> {
    /// What was refused, by whom.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub meaning: &'a str,
    /// The rule behind it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub details: &'a str,
    /// Where it is met.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub usage_context: &'a str,
    /// What to check, what to do.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub developer_guidance: &'a str,
    /// Questions people type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faq: Vec<FaqView<'a>>,
}

impl<'a> SectionsView<'a> {
    fn new(document: Option<Document<'a>>) -> Self {
        let Some(document) = document else {
            return Self { meaning: "", details: "", usage_context: "", developer_guidance: "", faq: Vec::new() };
        };
        Self {
            meaning: document.meaning(),
            details: document.details(),
            usage_context: document.usage_context(),
            developer_guidance: document.developer_guidance(),
            faq: document.faq().map(|(question, answer)| FaqView { question, answer }).collect(),
        }
    }
}

/// A code to tell the match from.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedView<'a> {
    /// Name and number.
    #[serde(flatten)]
    pub code: CodeView<'a>,
    /// The distinction; none for a code that merely stands next to it in its family.
    pub reason: Option<&'a str>,
    /// One sentence, where one is written.
    pub summary: Option<&'a str>,
}

/// A code that a query can mean, and all that is known of it.
#[derive(Debug, Serialize)]
pub struct MatchView<'a> {
    /// Name and number.
    #[serde(flatten)]
    pub code: CodeView<'a>,
    /// What the namespace is, singular.
    pub namespace_title: &'a str,
    /// Other names.
    pub aliases: Vec<&'a str>,
    /// The header or component that defines it.
    pub component: Option<&'a str>,
    /// The family's name.
    pub family: &'a str,
    /// The family in words.
    pub family_title: &'a str,
    /// Whether nothing returns it any more.
    pub retired: bool,
    /// One sentence, where one is written.
    pub summary: Option<&'a str>,
    /// Why it is a match.
    pub reading: ReadingView,
    /// The bits of its number.
    #[serde(serialize_with = "fields_by_name")]
    pub fields: Vec<FieldView<'a>>,
    /// Values by platform, and earlier ones; none for a code with one value.
    pub values: Vec<ValueView<'a>>,
    /// What the namespace's own columns say.
    pub facts: Vec<Fact<'a>>,
    /// Counterparts in other namespaces.
    pub equivalents: Vec<EquivalentView<'a>>,
    /// How many more there are; not in JSON, which has all.
    #[serde(skip)]
    pub more_equivalents: usize,
    /// The message of the running system for it, in the user's language; nothing where that was not asked. See
    /// [`super::QueryReport::ask_system`].
    pub system_message: Option<String>,
    /// The code that the system can be asked about; nothing where only a line is told.
    #[serde(skip)]
    pub(super) asked_as: Option<Code<'a>>,
    /// `article` or `family`: whose prose the sections are.
    pub sections_of: Option<&'static str>,
    /// The prose.
    pub sections: SectionsView<'a>,
    /// Codes to tell it from; without an article, its neighbours in the family.
    pub related: Vec<RelatedView<'a>>,
    /// Pages to check the prose against.
    pub sources: Vec<&'a str>,
    /// The day the prose was last checked, YYYY-MM-DD.
    pub updated: Option<&'a str>,
}

/// How many neighbours are shown on either side of a code that has no article.
const NEIGHBOURS: usize = 3;

impl<'a> MatchView<'a> {
    /// What a line on a match says: everything else is left empty, and not looked up.
    pub fn brief(found: Match<'a>) -> Self {
        let Match { code, reading } = found;
        Self {
            namespace_title: code.namespace().title(),
            aliases: Vec::new(),
            component: code.component(),
            family: "",
            family_title: "",
            retired: code.is_retired(),
            summary: code.summary(),
            reading: reading.into(),
            fields: Vec::new(),
            values: Vec::new(),
            facts: Vec::new(),
            equivalents: Vec::new(),
            more_equivalents: 0,
            system_message: None,
            asked_as: None,
            sections_of: None,
            sections: SectionsView::new(None),
            related: Vec::new(),
            sources: Vec::new(),
            updated: None,
            code: CodeView::new(&code),
        }
    }

    /// All that is known of a match.
    ///
    /// Of its counterparts by the maps, the first `most` are told and the others counted.
    pub fn new(registry: Registry<'a>, found: Match<'a>, most: usize) -> Self {
        let Match { code, reading } = found;
        let family = code.family();
        let (document, sections_of) = document_of(&code);
        let related =
            |code: Code<'a>, reason| RelatedView { code: CodeView::new(&code), reason, summary: code.summary() };
        let mut equivalents = EquivalentView::carried(registry, &code);
        let mapped = code.equivalents().count();
        equivalents.extend(code.equivalents().take(most).map(EquivalentView::mapped));
        equivalents.extend(EquivalentView::carriers(registry, &code));
        Self {
            namespace_title: code.namespace().title(),
            aliases: code.aliases().collect(),
            component: code.component(),
            family: family.name(),
            family_title: family.title(),
            retired: code.is_retired(),
            summary: code.summary(),
            reading: reading.into(),
            fields: field_views(decode::fields(code.namespace(), code.value())),
            values: code.values().map(ValueView::new).collect(),
            facts: code.cells().map(|(label, text)| Fact { label, text }).collect(),
            equivalents,
            more_equivalents: mapped.saturating_sub(most),
            system_message: None,
            asked_as: Some(code),
            sections_of,
            sections: SectionsView::new(document),
            related: match code.article() {
                Some(article) => article.related().map(|(code, reason)| related(code, Some(reason))).collect(),
                None => code.neighbours(NEIGHBOURS).into_iter().map(|code| related(code, None)).collect(),
            },
            sources: document.map(|document| document.sources().collect()).unwrap_or_default(),
            updated: document.map(|document| document.updated()).filter(|updated| !updated.is_empty()),
            code: CodeView::new(&code),
        }
    }
}

/// An unknown number as a namespace with bit fields reads it.
#[derive(Clone, Debug, Serialize)]
pub struct Decoded<'a> {
    /// The namespace's name.
    pub namespace: &'a str,
    /// What the namespace is, singular.
    pub namespace_title: &'a str,
    /// The number.
    #[serde(serialize_with = "as_text")]
    pub hex: Hex,
    /// Its bits.
    #[serde(serialize_with = "fields_by_name")]
    pub fields: Vec<FieldView<'a>>,
}

impl<'a> Decoded<'a> {
    /// A view of what the bits tell.
    pub fn new(decoded: decode::Decoded<'a>) -> Self {
        Self {
            namespace: decoded.namespace.name(),
            namespace_title: decoded.namespace.title(),
            hex: Hex { value: decoded.value, width: decoded.namespace.width() },
            fields: field_views(decoded.fields),
        }
    }
}
