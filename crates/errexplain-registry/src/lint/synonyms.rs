//! `synonyms`: synonyms.tsv is sorted and says nothing twice, and the registry has its words.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::Context;
use crate::source::{Finding, SynonymKind, Synonyms};
use crate::words::{name_words, words};

const LINT: &str = "synonyms";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let synonyms = &context.registry.synonyms;
    let mut report = |line: usize, message: String| {
        findings.push(Finding::new(Path::new("synonyms.tsv"), line, LINT, message));
    };
    let key = |synonyms: &Synonyms| (synonyms.kind, synonyms.words.join(" "));
    for pair in synonyms.windows(2).filter(|pair| key(&pair[0]) >= key(&pair[1])) {
        report(pair[1].line, format!("`{}` is out of order or stands twice", pair[1].words.join(" ")));
    }
    if synonyms.is_empty() {
        return;
    }
    let mut pairs: HashMap<[&str; 2], usize> = HashMap::new();
    let known = known_words(context);
    let names = names(context);
    for line in synonyms {
        let known_to = |word: &str| match line.kind {
            // Names that are several words written as one have it within.
            SynonymKind::Short if line.words[0] == word => names.contains(&word.to_ascii_uppercase()),
            SynonymKind::Phrase | SynonymKind::Short | SynonymKind::Group => known.contains(word),
        };
        for word in line.words.iter().chain(&line.others).filter(|word| !known_to(word)) {
            report(line.line, format!("no name and no text of the registry has `{word}`"));
        }
        if line.kind != SynonymKind::Group {
            continue;
        }
        for (at, one) in line.words.iter().enumerate() {
            for other in &line.words[at + 1..] {
                let pair = if one < other { [one.as_str(), other] } else { [other.as_str(), one] };
                if let Some(earlier) = pairs.insert(pair, line.line) {
                    report(line.line, format!("`{one}` and `{other}` stand together in line {earlier} already"));
                }
            }
        }
    }
}

/// The words of all names, summaries, keywords and pages.
fn known_words(context: &Context<'_>) -> HashSet<String> {
    let mut known = HashSet::new();
    let mut add = |word: &str| {
        if !known.contains(word) {
            known.insert(word.to_owned());
        }
    };
    for row in context.namespaces().flat_map(|namespace| &namespace.codes.rows) {
        row.names().for_each(|name| name_words(name, &mut add));
        words(&row.summary, &mut add);
        words(&row.keywords, &mut add);
    }
    for (_, page) in context.pages() {
        page.sections.iter().for_each(|section| words(&section.text, &mut add));
    }
    known
}

/// All names, in upper case.
fn names(context: &Context<'_>) -> String {
    let rows = context.namespaces().flat_map(|namespace| &namespace.codes.rows);
    rows.flat_map(|row| row.names()).map(|name| name.to_ascii_uppercase() + "\n").collect()
}
