//! The namespaces and how much is known of each.

use std::fmt::Write as _;

use errexplain_registry::Registry;
use serde::Serialize;

use super::line;
use crate::report::SCHEMA_VERSION;

/// A namespace and how much is known of it.
#[derive(Debug, Serialize)]
pub struct NamespaceView<'a> {
    /// As `-n` and `NS:CODE` take it.
    pub namespace: &'a str,
    /// What it is, singular.
    pub title: &'a str,
    /// What its numbers are.
    pub about: &'a str,
    /// Other names for it.
    pub aliases: Vec<&'a str>,
    /// How many codes it has.
    pub codes: usize,
    /// How many have a summary.
    pub summaries: usize,
    /// How many families they belong to.
    pub families: usize,
    /// How many have an article.
    pub articles: usize,
}

/// All namespaces.
#[derive(Debug, Serialize)]
pub struct Namespaces<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// By name.
    pub namespaces: Vec<NamespaceView<'a>>,
}

/// Counts what is known of every namespace.
pub fn namespaces(registry: Registry<'_>) -> Namespaces<'_> {
    let namespaces = registry
        .namespaces()
        .map(|namespace| NamespaceView {
            namespace: namespace.name(),
            title: namespace.title(),
            about: namespace.about(),
            aliases: namespace.aliases().collect(),
            codes: namespace.codes().len(),
            summaries: namespace.codes().filter(|code| code.summary().is_some()).count(),
            families: namespace.families().len(),
            articles: namespace.codes().filter(|code| code.article().is_some()).count(),
        })
        .collect();
    Namespaces { schema_version: SCHEMA_VERSION, namespaces }
}

/// A table of the namespaces with their sums, within so many columns where any are given.
pub fn render_namespaces(list: &Namespaces<'_>, tsv: bool, width: Option<usize>) -> String {
    let mut out = String::new();
    if tsv {
        out.push_str("namespace\tcodes\tsummaries\tfamilies\tarticles\ttitle\n");
        for row in &list.namespaces {
            let NamespaceView { namespace, codes, summaries, families, articles, title, .. } = row;
            let _ = writeln!(out, "{namespace}\t{codes}\t{summaries}\t{families}\t{articles}\t{title}");
        }
        return out;
    }
    let names = list.namespaces.iter().map(|row| row.namespace.len()).max().unwrap_or(0).max("namespace".len());
    let mut row = |name: &str, counts: [&str; 4], title: &str| {
        let [codes, summaries, families, articles] = counts;
        let columns = format!("{name:names$} {codes:>7} {summaries:>9} {families:>8} {articles:>8}  ");
        line(&mut out, [&columns, title, ""], title.len(), width);
    };
    row("namespace", ["codes", "summaries", "families", "articles"], "");
    let mut sums = [0; 4];
    for known in &list.namespaces {
        let counts = [known.codes, known.summaries, known.families, known.articles];
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
        row(known.namespace, counts.map(|count| count.to_string()).each_ref().map(String::as_str), known.title);
    }
    row("total", sums.map(|sum: usize| sum.to_string()).each_ref().map(String::as_str), "");
    out
}
