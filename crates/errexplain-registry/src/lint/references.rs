//! `related-resolves` and `symbols-resolve`: every code that a page names exists.

use std::collections::HashSet;

use super::Context;
use super::context::{code_spans, prose};
use crate::source::Finding;

/// Every related error is a code, none is the article's own, none stands twice.
pub(super) fn related_resolves(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const LINT: &str = "related-resolves";
    for (namespace, article) in context.articles() {
        let own = context.row(&namespace.name, &article.title);
        let mut seen = HashSet::new();
        for related in &article.related {
            let mut report = |message: String| findings.push(Finding::new(&article.path, related.line, LINT, message));
            match context.resolve(namespace, &related.target) {
                None => report(format!("`{}` is not in the registry", related.target)),
                Some(row) if own.is_some_and(|own| std::ptr::eq(own, row)) => {
                    report(format!("`{}` is the article's own code", related.target));
                }
                Some(row) if !related.target.ends_with(&row.symbol) => {
                    report(format!("`{}` is another name of `{}`", related.target, row.symbol));
                }
                Some(_) => {}
            }
            if !seen.insert(related.target.as_str()) {
                report(format!("`{}` stands twice", related.target));
            }
        }
    }
}

/// Whatever stands in backticks and looks like a code's name is one.
pub(super) fn symbols_resolve(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const LINT: &str = "symbols-resolve";
    let prefixes: HashSet<&str> = context
        .namespaces()
        .flat_map(|namespace| &namespace.manifest.prefixes)
        .map(String::as_str)
        .filter(|prefix| prefix.ends_with('_'))
        .collect();
    for (namespace, page) in context.pages() {
        for (line, text) in prose(page) {
            for span in code_spans(text) {
                let (scope, name) = span.split_once(':').map_or((None, span), |(scope, name)| (Some(scope), name));
                let known_scope = scope.filter(|scope| context.namespaces().any(|known| known.name == **scope));
                let unknown = match (scope, known_scope) {
                    (_, Some(scope)) => context.row(scope, name).is_none() && is_symbol(name),
                    (None, _) => {
                        is_symbol(name)
                            && prefixes.iter().any(|prefix| name.starts_with(prefix) && name.len() > prefix.len())
                            && context.row(&namespace.name, name).is_none()
                            && !context.is_known(name)
                    }
                    (Some(_), None) => false,
                };
                if unknown {
                    findings.push(Finding::new(&page.path, line, LINT, format!("`{span}` is not in the registry")));
                }
            }
        }
    }
}

/// Capitals, digits and underscores, with at least one underscore that something follows.
fn is_symbol(name: &str) -> bool {
    name.contains('_')
        && !name.ends_with('_')
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}
