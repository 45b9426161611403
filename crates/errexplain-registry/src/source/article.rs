//! Articles and family pages: Markdown with a fixed set of sections.

use std::path::{Path, PathBuf};

use super::Finding;

/// The lint that a page's form is checked under.
const LINT: &str = "sections";

/// The sections a page can have, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// What was refused, by whom.
    Meaning,
    /// The rule behind it.
    Details,
    /// Where it is met.
    UsageContext,
    /// What to check, what to do.
    DeveloperGuidance,
    /// Codes to tell it from; articles only.
    RelatedErrors,
    /// Questions people type; articles only.
    Faq,
    /// Pages to check it against.
    Sources,
}

impl Heading {
    /// All headings in order.
    pub const ALL: [Self; 7] = [
        Self::Meaning,
        Self::Details,
        Self::UsageContext,
        Self::DeveloperGuidance,
        Self::RelatedErrors,
        Self::Faq,
        Self::Sources,
    ];

    /// As a page writes it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Meaning => "Meaning",
            Self::Details => "Details",
            Self::UsageContext => "Usage context",
            Self::DeveloperGuidance => "Developer guidance",
            Self::RelatedErrors => "Related errors",
            Self::Faq => "FAQ",
            Self::Sources => "Sources",
        }
    }
}

/// A section of a page.
#[derive(Clone, Debug)]
pub struct Section {
    /// Which one.
    pub heading: Heading,
    /// The heading's line, from 1.
    pub line: usize,
    /// What stands under it, without blank lines around it.
    pub text: String,
    /// The line on which the text starts.
    pub text_line: usize,
}

/// A bullet of Related errors.
#[derive(Clone, Debug)]
pub struct Related {
    /// Its line.
    pub line: usize,
    /// `SYMBOL` or `ns:SYMBOL`.
    pub target: String,
    /// The distinction.
    pub reason: String,
}

/// A question and its answer.
#[derive(Clone, Debug)]
pub struct Faq {
    /// The question's line.
    pub line: usize,
    /// With its question mark.
    pub question: String,
    /// Without blank lines around it.
    pub answer: String,
}

/// A page: an article or a family.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The file, relative to the registry.
    pub path: PathBuf,
    /// What stands behind `# `.
    pub title: String,
    /// In the order of the file.
    pub sections: Vec<Section>,
    /// Parsed from its section.
    pub related: Vec<Related>,
    /// Parsed from its section.
    pub faq: Vec<Faq>,
    /// Line and address.
    pub sources: Vec<(usize, String)>,
    /// YYYY-MM-DD, or empty where the line is missing.
    pub checked: String,
}

impl Article {
    /// The text of a section, empty where it is absent.
    pub fn text(&self, heading: Heading) -> &str {
        self.section(heading).map_or("", |section| &section.text)
    }

    /// A section, where the page has it.
    pub fn section(&self, heading: Heading) -> Option<&Section> {
        self.sections.iter().find(|section| section.heading == heading)
    }

    /// Reads a page. Whatever is not of the form goes to `findings`.
    pub fn parse(path: &Path, text: &str, required: &[Heading], findings: &mut Vec<Finding>) -> Self {
        let mut article = Self { path: path.to_owned(), ..Self::default() };
        let mut report = |line: usize, message: String| findings.push(Finding::new(path, line, LINT, message));
        let mut fenced = false;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            fenced ^= line.starts_with("```");
            if let Some(title) = line.strip_prefix("# ").filter(|_| !fenced) {
                if number != 1 {
                    report(number, "a second title".into());
                }
                article.title = title.trim().to_owned();
            } else if let Some(title) = line.strip_prefix("## ").filter(|_| !fenced) {
                match Heading::ALL.into_iter().find(|heading| heading.title() == title) {
                    Some(heading) => {
                        if article.sections.last().is_some_and(|last| last.heading >= heading) {
                            report(number, format!("section `{title}` is out of order or stands twice"));
                        }
                        article.sections.push(Section { heading, line: number, text: String::new(), text_line: 0 });
                    }
                    None => report(number, format!("`{title}` is none of the sections a page can have")),
                }
            } else if let Some(section) = article.sections.last_mut() {
                if section.text.is_empty() {
                    if line.trim().is_empty() {
                        continue;
                    }
                    section.text_line = number;
                }
                section.text.push_str(line.trim_end());
                section.text.push('\n');
            } else if !line.trim().is_empty() {
                report(number, "text before the first section".into());
            }
        }
        if article.title.is_empty() {
            report(1, "the first line is not `# ` and a title".into());
        }
        for section in &mut article.sections {
            section.text.truncate(section.text.trim_end().len());
            if section.text.is_empty() {
                report(section.line, format!("section `{}` is empty; leave it out", section.heading.title()));
            }
        }
        for heading in required {
            if article.section(*heading).is_none() {
                report(1, format!("section `{}` is missing", heading.title()));
            }
        }
        article.parse_related(&mut report);
        article.parse_faq(&mut report);
        article.parse_sources(&mut report);
        article
    }

    fn lines(&self, heading: Heading) -> Vec<(usize, String)> {
        let section = self.section(heading);
        let start = section.map_or(0, |section| section.text_line);
        let text = section.map_or("", |section| section.text.as_str());
        text.lines().enumerate().map(|(index, line)| (start + index, line.to_owned())).collect()
    }

    fn parse_related(&mut self, report: &mut impl FnMut(usize, String)) {
        for (line, text) in self.lines(Heading::RelatedErrors) {
            let bullet = text.strip_prefix("- `").and_then(|rest| rest.split_once("`: "));
            match bullet {
                Some((target, reason)) if !reason.trim().is_empty() => {
                    self.related.push(Related { line, target: target.to_owned(), reason: reason.trim().to_owned() })
                }
                _ if text.is_empty() => {}
                _ => report(line, "a related error is written - `SYMBOL`: and the distinction".into()),
            }
        }
    }

    fn parse_faq(&mut self, report: &mut impl FnMut(usize, String)) {
        for (line, text) in self.lines(Heading::Faq) {
            if let Some(question) = text.strip_prefix("### ") {
                self.faq.push(Faq { line, question: question.trim().to_owned(), answer: String::new() });
            } else if let Some(faq) = self.faq.last_mut() {
                faq.answer.push_str(&text);
                faq.answer.push('\n');
            } else if !text.is_empty() {
                report(line, "text before the first question".into());
            }
        }
        for faq in &mut self.faq {
            faq.answer = faq.answer.trim().to_owned();
            if faq.answer.is_empty() {
                report(faq.line, "a question without an answer".into());
            }
        }
    }

    fn parse_sources(&mut self, report: &mut impl FnMut(usize, String)) {
        let Some(section) = self.section(Heading::Sources) else { return };
        let line_of_section = section.line;
        for (line, text) in self.lines(Heading::Sources) {
            if let Some(day) = text.strip_prefix("Checked: ") {
                self.checked = day.trim().to_owned();
                if !is_day(&self.checked) {
                    report(line, format!("`{}` is no day written YYYY-MM-DD", self.checked));
                }
            } else if !text.is_empty() {
                self.sources.push((line, text));
            }
        }
        if self.checked.is_empty() {
            report(line_of_section, "the line `Checked: YYYY-MM-DD` is missing".into());
        }
        if self.sources.is_empty() {
            report(line_of_section, "no page to check against".into());
        }
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let within = |part: &str, digits: usize, low: u32, high: u32| {
        part.len() == digits && part.parse().is_ok_and(|value: u32| (low..=high).contains(&value))
    };
    matches!(parts[..], [year, month, day]
        if within(year, 4, 2000, 2999) && within(month, 2, 1, 12) && within(day, 2, 1, 31))
}
