//! A page for a terminal.

mod prose;

pub(crate) use prose::{columns, wrap};

use std::fmt::Write as _;

use super::short::numbers;
use super::style::{self, HEADING, QUIET, SYMBOL, TITLE, paint};
use super::{Layout, Section};
use crate::report::{Decoded, EquivalentView, FieldView, MatchView, QueryReport, RelatedView, ValueView};

/// Bytes that most pages need no more than.
const PAGE: usize = 8 * 1024;
/// Columns that a section's text is indented by.
const INDENT: &str = "  ";

/// The page of a query that was found: the first match in full, the others in a line each.
pub fn render(report: &QueryReport<'_>, layout: &Layout) -> String {
    let mut page = Page { out: String::with_capacity(PAGE), layout };
    if let Some(message) = &report.message {
        page.wrapped(message, "", "");
        page.out.push('\n');
    }
    let full = if layout.all { report.matches.len() } else { 1 };
    for (index, found) in report.matches.iter().take(full).enumerate() {
        if index > 0 {
            page.out.push('\n');
        }
        page.found(found);
    }
    if let Some(others) = report.matches.get(full..).filter(|others| !others.is_empty()) {
        page.others(report.read(), others);
    }
    page.out
}

/// `--related`: the related codes of every match.
pub fn render_related(report: &QueryReport<'_>, layout: &Layout) -> String {
    let mut page = Page { out: String::with_capacity(PAGE), layout };
    for found in report.matches.iter().take(if layout.all { usize::MAX } else { 1 }) {
        page.title(found);
        page.related(&found.related);
    }
    page.out
}

/// What is said of a query that was not found, for stderr.
pub fn render_miss(report: &QueryReport<'_>, layout: &Layout) -> String {
    let mut page = Page { out: String::with_capacity(PAGE), layout };
    let message = report.message.as_deref().unwrap_or_default();
    page.out.push_str(&refusal(report.read(), message));
    for decoded in &report.decoded {
        page.decoded(decoded);
    }
    if !report.suggestions.is_empty() {
        page.out.push_str("\nPerhaps you meant:\n");
        for near in &report.suggestions {
            page.out.push_str(INDENT);
            page.out.push_str(&super::short::line(&near.code, near.summary));
        }
    }
    page.out
}

/// A line that says why there is no answer to a query: a sentence.
pub(crate) fn refusal(query: &str, message: &str) -> String {
    format!("{} {}: {message}\n", paint(style::ERROR, "errexplain:"), printable(query))
}

/// Characters of a query that are shown.
const LONGEST_QUERY: usize = 120;

/// A query as it can be shown: without control characters, and in quotes where it is blank.
fn printable(query: &str) -> String {
    let mut shown = String::new();
    for char in query.chars().take(LONGEST_QUERY) {
        match char.is_control() {
            true => shown.extend(char.escape_default()),
            false => shown.push(char),
        }
    }
    if query.chars().nth(LONGEST_QUERY).is_some() {
        shown.push_str("...");
    }
    if shown.trim().is_empty() { format!("\"{shown}\"") } else { shown }
}

struct Page<'l> {
    out: String,
    layout: &'l Layout,
}

impl Page<'_> {
    fn found(&mut self, found: &MatchView<'_>) {
        self.title(found);
        if self.layout.is_whole() {
            self.identity(found);
        }
        let sections = &found.sections;
        let family = found.sections_of == Some("family");
        let prose = [
            (Section::Meaning, "Meaning", sections.meaning),
            (Section::Details, "Details", sections.details),
            (Section::UsageContext, "Usage context", sections.usage_context),
            (Section::DeveloperGuidance, "Developer guidance", sections.developer_guidance),
        ];
        if family && prose.iter().any(|(section, _, text)| self.layout.wants(*section) && !text.is_empty()) {
            let note = format!(
                "There is no article on this code alone. What follows is true of its whole family, {}.",
                found.family_title
            );
            self.out.push('\n');
            self.wrapped(&note, "", "");
        }
        for (section, heading, text) in prose {
            if self.layout.wants(section) && !text.is_empty() {
                self.heading(heading);
                prose::write(&mut self.out, text, INDENT, self.layout.width);
            }
        }
        if self.layout.wants(Section::Related) && !found.related.is_empty() {
            self.heading(if found.sections_of == Some("article") {
                "Related errors"
            } else {
                "Next to it in the family"
            });
            self.related(&found.related);
        }
        if self.layout.wants(Section::Faq) && !sections.faq.is_empty() {
            self.heading("FAQ");
            for (index, faq) in sections.faq.iter().enumerate() {
                if index > 0 {
                    self.out.push('\n');
                }
                self.wrapped(&paint(SYMBOL, faq.question), INDENT, INDENT);
                prose::write(&mut self.out, faq.answer, INDENT, self.layout.width);
            }
        }
        if self.layout.wants(Section::Sources) && !found.sources.is_empty() {
            self.sources(found);
        }
    }

    fn title(&mut self, found: &MatchView<'_>) {
        let _ = writeln!(self.out, "{} - {}", paint(TITLE, found.code.symbol), numbers(&found.code));
    }

    fn identity(&mut self, found: &MatchView<'_>) {
        let mut what = found.namespace_title.to_owned();
        if let Some(component) = found.component {
            let _ = write!(what, ", {component}");
        }
        if !found.family_title.is_empty() {
            let _ = write!(what, "; {}", found.family_title);
        }
        if found.retired {
            what.push_str("; retired: nothing returns it any more");
        }
        self.wrapped(&paint(QUIET, &what), "", "");
        if let Some(summary) = found.summary {
            self.wrapped(summary, "", "");
        }
        self.out.push('\n');
        self.line("Reading", &found.reading.reason);
        if !found.aliases.is_empty() {
            self.line("Also named", &found.aliases.join(", "));
        }
        if !found.values.is_empty() {
            self.line("Values", &values(&found.values));
        }
        if !found.fields.is_empty() {
            self.line("Bits", &bits(&found.fields));
        }
        self.equivalents(found);
        for fact in &found.facts {
            self.line(fact.label, fact.text);
        }
        if let Some(message) = &found.system_message {
            self.line("This system says", message);
        }
    }

    fn equivalents(&mut self, found: &MatchView<'_>) {
        let relations = [
            ("carries", "Carries"),
            ("becomes", "Becomes"),
            ("comes_from", "Comes from"),
            ("carried_by", "Carried by"),
        ];
        for (relation, label) in relations {
            let those = found.equivalents.iter().filter(|other| other.relation == relation);
            let mut listed: Vec<String> = those.map(counterpart).collect();
            // Only origins are ever so many that they are not all told.
            if relation == "comes_from" && found.more_equivalents > 0 {
                listed.push(format!("and {} more", found.more_equivalents));
            }
            if !listed.is_empty() {
                self.line(label, &listed.join("; "));
            }
        }
    }

    fn related(&mut self, related: &[RelatedView<'_>]) {
        for other in related {
            let namespace = paint(QUIET, &format!("{}:", other.code.namespace));
            let name = paint(SYMBOL, other.code.symbol);
            let _ = writeln!(self.out, "{INDENT}{namespace}{name} - {}", numbers(&other.code));
            if let Some(text) = other.reason.or(other.summary) {
                self.wrapped(text, "      ", "      ");
            }
        }
    }

    fn sources(&mut self, found: &MatchView<'_>) {
        self.heading("Sources");
        for source in &found.sources {
            let shown = if self.layout.hyperlinks { style::link(source) } else { (*source).to_owned() };
            let _ = writeln!(self.out, "{INDENT}{shown}");
        }
        if let Some(updated) = found.updated {
            let _ = writeln!(self.out, "{INDENT}Last checked {updated}");
        }
    }

    fn others(&mut self, query: &str, others: &[MatchView<'_>]) {
        let _ = writeln!(self.out, "\n{}", paint(HEADING, &format!("Other readings of {}", printable(query))));
        for other in others {
            let reason = match (other.reading.kind, other.component) {
                ("exact", Some(component)) => format!("{component}; {}", other.reading.reason),
                _ => other.reading.reason.clone(),
            };
            let text = other.summary.map_or(reason.clone(), |summary| format!("{summary} ({reason})"));
            let name = paint(SYMBOL, other.code.symbol);
            let _ = writeln!(self.out, "{INDENT}{}:{name} - {}", other.code.namespace, numbers(&other.code));
            self.wrapped(&text, "      ", "      ");
        }
    }

    fn decoded(&mut self, decoded: &Decoded<'_>) {
        let label = format!("As {} {}", article_for(decoded.namespace_title), decoded.namespace_title);
        self.line(&label, &bits(&decoded.fields));
    }

    fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.out, "\n{}", paint(HEADING, heading));
    }

    fn line(&mut self, label: &str, text: &str) {
        let rest = " ".repeat(INDENT.len() + 2);
        self.wrapped(&format!("{}: {text}", paint(SYMBOL, label)), INDENT, &rest);
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        prose::wrap(&mut self.out, text, first, rest, self.layout.width);
    }
}

/// `a` or `an`, by the way the names of namespaces are spoken.
fn article_for(noun: &str) -> &'static str {
    if noun.starts_with(['A', 'E', 'I', 'O', 'H', 'N', 'a', 'e', 'i', 'o']) { "an" } else { "a" }
}

fn counterpart(other: &EquivalentView<'_>) -> String {
    let mut shown = match other.symbol {
        Some(symbol) => format!("{}:{symbol} - {}", other.namespace, other.written),
        None => format!("{} {}", other.namespace, other.written),
    };
    if other.lossy && other.relation == "becomes" {
        shown.push_str(", with others");
    }
    if !other.note.is_empty() {
        let _ = write!(shown, " ({})", other.note);
    }
    shown
}

fn values(values: &[ValueView<'_>]) -> String {
    let shown: Vec<String> = values
        .iter()
        .map(|value| {
            let number = value.code.to_string();
            match (value.old, value.platforms.is_empty()) {
                (true, _) => format!("{number} in earlier versions"),
                (false, true) => number,
                (false, false) => format!("{number} on {}", value.platforms.join(", ")),
            }
        })
        .collect();
    shown.join("; ")
}

fn bits(fields: &[FieldView<'_>]) -> String {
    let shown: Vec<String> = fields
        .iter()
        .enumerate()
        // A named bit that is clear says nothing; the first field, the severity, always does.
        .filter(|(place, field)| *place == 0 || field.value != 0 || field.name.is_none())
        .map(|(_, field)| match (field.name.as_deref(), field.summary.as_str()) {
            (Some(name), "") if !field.tabled => format!("{} {name}", field.field),
            (Some(name), "") => format!("{} {} {name}", field.field, field.value),
            (Some(name), summary) => format!("{} {} {name} ({summary})", field.field, field.value),
            (None, _) if field.named => format!("{} {}, which has no known name", field.field, field.value),
            (None, _) => format!("{} {} (0x{:X})", field.field, field.value, field.value),
        })
        .collect();
    shown.join("; ")
}
