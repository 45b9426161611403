//! The codes of namespaces.

use clap::ValueEnum;
use errexplain_registry::Registry;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{Filter, GAP, INDENT, line};
use crate::decode;
use crate::render::short;
use crate::render::style::{SYMBOL, paint};
use crate::render::text::wrap;
use crate::report::{CodeView, SCHEMA_VERSION};

/// A code of a list.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    /// Name and number.
    #[serde(flatten)]
    pub code: CodeView<'a>,
    /// Other names.
    pub aliases: Vec<&'a str>,
    /// The header or component.
    pub component: Option<&'a str>,
    /// The family's name.
    pub family: &'a str,
    /// The name of its facility, or its number where it has none; nothing where the namespace has no facilities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    /// Its severity by its bits; nothing where the namespace has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Whether it has an article of its own.
    pub article: bool,
    /// One sentence, where one is written.
    pub summary: Option<&'a str>,
}

/// The codes of some namespaces.
#[derive(Debug, Serialize)]
pub struct Codes<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// By namespace and number.
    pub codes: Vec<Entry<'a>>,
}

/// What a list can say of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Column {
    /// The namespace
    Namespace,
    /// The number as the namespace writes it
    Code,
    /// The number in hex
    Hex,
    /// The name
    Symbol,
    /// Other names
    Aliases,
    /// The header or component
    Component,
    /// The family
    Family,
    /// The facility
    Facility,
    /// The severity
    Severity,
    /// Whether it has an article: yes or no
    Article,
    /// The summary
    Summary,
}

impl Column {
    /// The columns of tab-separated values that nobody chose.
    pub const USUAL: [Self; 9] = [
        Self::Namespace,
        Self::Code,
        Self::Hex,
        Self::Symbol,
        Self::Aliases,
        Self::Component,
        Self::Family,
        Self::Article,
        Self::Summary,
    ];

    /// As the heading line names it.
    fn heading(self) -> &'static str {
        match self {
            Self::Namespace => "namespace",
            Self::Code => "code",
            Self::Hex => "hex",
            Self::Symbol => "symbol",
            Self::Aliases => "aliases",
            Self::Component => "component",
            Self::Family => "family",
            Self::Facility => "facility",
            Self::Severity => "severity",
            Self::Article => "article",
            Self::Summary => "summary",
        }
    }

    /// What it says of a code.
    fn cell(self, entry: &Entry<'_>) -> String {
        let CodeView { namespace, symbol, hex, written, .. } = &entry.code;
        match self {
            Self::Namespace => (*namespace).to_owned(),
            Self::Code => written.clone(),
            Self::Hex => hex.to_string(),
            Self::Symbol => (*symbol).to_owned(),
            Self::Aliases => entry.aliases.join(" "),
            Self::Component => entry.component.unwrap_or_default().to_owned(),
            Self::Family => entry.family.to_owned(),
            Self::Facility => entry.facility.clone().unwrap_or_default(),
            Self::Severity => entry.severity.clone().unwrap_or_default(),
            Self::Article => if entry.article { "yes" } else { "no" }.to_owned(),
            Self::Summary => entry.summary.unwrap_or_default().to_owned(),
        }
    }
}

/// The codes that a filter lets through.
pub fn codes<'a>(registry: Registry<'a>, filter: &Filter<'a>) -> Codes<'a> {
    let codes = registry
        .namespaces()
        .flat_map(|namespace| namespace.codes())
        .filter(|code| filter.passes(code))
        .map(|code| {
            let fields = decode::fields(code.namespace(), code.value());
            let field = |name: &str| {
                let field = fields.iter().find(|field| field.name == name)?;
                let names: Vec<&str> = field.value_names.iter().map(|(name, _)| *name).collect();
                Some(if names.is_empty() { field.value.to_string() } else { names.join(" or ") })
            };
            Entry {
                code: CodeView::new(&code),
                aliases: code.aliases().collect(),
                component: code.component(),
                family: code.family().name(),
                facility: field("facility"),
                severity: field("severity"),
                article: code.article().is_some(),
                summary: code.summary(),
            }
        })
        .collect();
    Codes { schema_version: SCHEMA_VERSION, codes }
}

/// The codes, a line each, within so many columns where any are given: as identity lines, in columns, or as tab-separated values
/// with a heading line.
pub fn render_codes(list: &Codes<'_>, columns: &[Column], tsv: bool, width: Option<usize>) -> String {
    let mut out = String::new();
    if columns.is_empty() && !tsv {
        for entry in &list.codes {
            let identity = short::line(&entry.code, entry.summary);
            match width {
                Some(width) => wrap(&mut out, identity.trim_end(), "", INDENT, width),
                None => out.push_str(&identity),
            }
        }
        return out;
    }
    let columns = if columns.is_empty() { &Column::USUAL } else { columns };
    let mut rows = vec![columns.iter().map(|column| column.heading().to_owned()).collect::<Vec<_>>()];
    rows.extend(list.codes.iter().map(|entry| columns.iter().map(|column| column.cell(entry)).collect()));
    if tsv {
        return rows.iter().map(|row| row.join("\t") + "\n").collect();
    }
    let widths: Vec<usize> =
        (0..columns.len()).map(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0)).collect();
    // The widest has to give way where a line is too long; of those that are as wide, the last.
    let widest = (0..widths.len()).max_by_key(|&at| widths[at]).unwrap_or(0);
    for (number, row) in rows.iter().enumerate() {
        let painted = |at: usize| match number > 0 && columns[at] == Column::Symbol {
            true => paint(SYMBOL, &row[at]),
            false => row[at].clone(),
        };
        let cell = |at: usize| painted(at) + &" ".repeat(widths[at] - row[at].width());
        let before: String = (0..widest).map(|at| cell(at) + GAP).collect();
        let behind: String = (widest + 1..row.len()).map(|at| GAP.to_owned() + &cell(at)).collect();
        line(&mut out, [&before, &painted(widest), &behind], widths[widest], width);
    }
    out
}
