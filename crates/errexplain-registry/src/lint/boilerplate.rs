//! `no-boilerplate`: no sentence stands in two pages, and no two articles are near each other.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::context::prose;
use crate::source::{Article, Finding};

const LINT: &str = "no-boilerplate";
/// Words of a sentence below which it may recur: "It is never returned by the kernel."
const SHORT_SENTENCE: usize = 9;
/// Words of a shingle.
const SHINGLE: usize = 5;
/// The share of common shingles above which two articles are one.
const NEAR: f64 = 0.2;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    repeated_sentences(context, findings);
    if let Some((nearest, one, other)) = nearest_pair(context).filter(|(share, ..)| *share > NEAR) {
        let message = format!("{:.0} % of its phrases stand in {} too", nearest * 100.0, other.display());
        findings.push(Finding::new(&one, 1, LINT, message));
    }
}

fn repeated_sentences(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &Article> = HashMap::new();
    for (_, page) in context.pages() {
        for (line, text) in prose(page) {
            let sentence = words(text).join(" ");
            if sentence.split(' ').count() < SHORT_SENTENCE {
                continue;
            }
            match seen.get(&sentence) {
                Some(first) if !std::ptr::eq(*first, page) => {
                    let message = format!(
                        "the sentence stands in {} too: it belongs in a family or in one of them",
                        first.path.display()
                    );
                    findings.push(Finding::new(&page.path, line, LINT, message));
                }
                Some(_) => {}
                None => {
                    seen.insert(sentence, page);
                }
            }
        }
    }
}

/// The two articles with the largest share of common five-word phrases: the share and both files.
pub fn nearest_pair(context: &Context<'_>) -> Option<(f64, std::path::PathBuf, std::path::PathBuf)> {
    let shingles: Vec<(&Article, HashSet<String>)> =
        context.articles().map(|(_, article)| (article, shingles(article))).collect();
    // Only pairs that share a phrase at all are compared.
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, phrases)) in shingles.iter().enumerate() {
        for phrase in phrases {
            holders.entry(phrase).or_default().push(index);
        }
    }
    let mut common: HashMap<(usize, usize), usize> = HashMap::new();
    for holders in holders.values() {
        for (place, &one) in holders.iter().enumerate() {
            for &other in &holders[place + 1..] {
                *common.entry((one, other)).or_default() += 1;
            }
        }
    }
    common
        .into_iter()
        .map(|((one, other), count)| {
            let union = shingles[one].1.len() + shingles[other].1.len() - count;
            (count as f64 / union as f64, shingles[one].0.path.clone(), shingles[other].0.path.clone())
        })
        .max_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal))
}

fn shingles(article: &Article) -> HashSet<String> {
    let text: Vec<String> = prose(article).iter().flat_map(|(_, line)| words(line)).collect();
    text.windows(SHINGLE).map(|words| words.join(" ")).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}
