//! `links`: sources are plain https addresses of pages that can be a source.

use std::collections::HashSet;

use super::Context;
use crate::source::Finding;

const LINT: &str = "links";

/// Sites whose pages are generated from names and numbers: they are the mistakes this registry exists to end.
const NO_SOURCES: [&str; 5] =
    ["winerrorcodes.com", "howtofixme.com", "errorcodespro.com", "hresult.info", "windows-error.com"];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, page) in context.pages() {
        let mut seen = HashSet::new();
        for (line, address) in &page.sources {
            let mut report = |message: String| findings.push(Finding::new(&page.path, *line, LINT, message));
            let plain = address.strip_prefix("https://").is_some_and(|rest| {
                rest.contains('.')
                    && !rest.contains(char::is_whitespace)
                    && rest.is_ascii()
                    && !rest.contains(['<', '>', '`'])
            });
            if !plain {
                report(format!("`{address}` is no https address alone on its line"));
            }
            if NO_SOURCES.iter().any(|site| address.contains(site)) {
                report(format!("`{address}` is generated and no source"));
            }
            if !seen.insert(address.as_str()) {
                report(format!("`{address}` stands twice"));
            }
        }
    }
}
