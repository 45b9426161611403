//! Markdown, for issue trackers and chats.

use std::fmt::Write as _;

use super::short::numbers;
use super::{Layout, Section};
use crate::report::{MatchView, QueryReport, Status};

/// The Markdown of a query. A query that was not found is a line that says so.
pub fn render(report: &QueryReport<'_>, layout: &Layout) -> String {
    let mut out = String::new();
    if report.status != Status::Found {
        let message = report.message.as_deref().unwrap_or_default();
        let _ = writeln!(out, "`{}`: {message}", report.query.replace('`', "'"));
        for near in &report.suggestions {
            let summary = near.summary.map(|summary| format!(": {summary}")).unwrap_or_default();
            let _ =
                writeln!(out, "- `{}:{}` - {}{summary}", near.code.namespace, near.code.symbol, numbers(&near.code));
        }
        return out;
    }
    let full = if layout.all { report.matches.len() } else { 1 };
    for (index, found) in report.matches.iter().take(full).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        write_match(&mut out, found, layout);
    }
    if report.matches.len() > full {
        let _ = writeln!(out, "\n## Other readings\n");
        for found in &report.matches[full..] {
            let summary = found.summary.map(|summary| format!(" {summary}")).unwrap_or_default();
            let CodeLine { name, number } = code_line(found);
            let _ = writeln!(out, "- {name} - {number}:{summary} ({})", found.reading.reason);
        }
    }
    out
}

struct CodeLine {
    name: String,
    number: String,
}

fn code_line(found: &MatchView<'_>) -> CodeLine {
    CodeLine { name: format!("`{}:{}`", found.code.namespace, found.code.symbol), number: numbers(&found.code) }
}

fn write_match(out: &mut String, found: &MatchView<'_>, layout: &Layout) {
    let _ = writeln!(out, "# {} - {}", found.code.symbol, numbers(&found.code));
    if layout.is_whole() {
        if let Some(summary) = found.summary {
            let _ = writeln!(out, "\n{summary}");
        }
        let _ = writeln!(out, "\n- Namespace: {} (`{}`)", found.namespace_title, found.code.namespace);
        let _ = writeln!(out, "- Reading: {}", found.reading.reason);
        if let Some(component) = found.component {
            let _ = writeln!(out, "- Component: `{component}`");
        }
        for fact in &found.facts {
            let _ = writeln!(out, "- {}: {}", fact.label, fact.text);
        }
        for other in &found.equivalents {
            let name = other.symbol.map(|symbol| format!(" `{symbol}`")).unwrap_or_default();
            let relation = other.relation.replace('_', " ");
            let _ = writeln!(out, "- {relation}: {}{name} {}", other.namespace, other.written);
        }
        if let Some(message) = &found.system_message {
            let _ = writeln!(out, "- This system says: {message}");
        }
    }
    let sections = &found.sections;
    for (section, heading, text) in [
        (Section::Meaning, "Meaning", sections.meaning),
        (Section::Details, "Details", sections.details),
        (Section::UsageContext, "Usage context", sections.usage_context),
        (Section::DeveloperGuidance, "Developer guidance", sections.developer_guidance),
    ] {
        if layout.wants(section) && !text.is_empty() {
            let of_family = match found.sections_of {
                Some("family") => format!(" (family: {})", found.family_title),
                _ => String::new(),
            };
            let _ = writeln!(out, "\n## {heading}{of_family}\n\n{text}");
        }
    }
    if layout.wants(Section::Related) && !found.related.is_empty() {
        let _ = writeln!(out, "\n## Related errors\n");
        for other in &found.related {
            let text = other.reason.or(other.summary).map(|text| format!(": {text}")).unwrap_or_default();
            let _ =
                writeln!(out, "- `{}:{}` - {}{text}", other.code.namespace, other.code.symbol, numbers(&other.code));
        }
    }
    if layout.wants(Section::Faq) && !sections.faq.is_empty() {
        let _ = writeln!(out, "\n## FAQ");
        for faq in &sections.faq {
            let _ = writeln!(out, "\n### {}\n\n{}", faq.question, faq.answer);
        }
    }
    if layout.wants(Section::Sources) && !found.sources.is_empty() {
        let _ = writeln!(out, "\n## Sources\n");
        for source in &found.sources {
            let _ = writeln!(out, "- <{source}>");
        }
        if let Some(updated) = found.updated {
            let _ = writeln!(out, "\nLast checked {updated}");
        }
    }
}
