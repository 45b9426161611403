//! `contexts`: contexts.tsv is sorted, and the namespaces it names exist.

use std::path::Path;

use super::Context;
use crate::model::Claim;
use crate::source::Finding;

const LINT: &str = "contexts";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let path = Path::new("contexts.tsv");
    let contexts = &context.registry.contexts;
    for pair in contexts.windows(2).filter(|pair| pair[0].phrase >= pair[1].phrase) {
        let message = format!("`{}` is out of order or stands twice", pair[1].phrase);
        findings.push(Finding::new(path, pair[1].line, LINT, message));
    }
    for entry in contexts {
        for name in entry.namespaces.iter().filter(|name| *name != "*") {
            let claim = Claim::new(name);
            let Some(namespace) = context.namespaces().find(|namespace| namespace.name == claim.name) else {
                findings.push(Finding::new(path, entry.line, LINT, format!("`{name}` is no namespace")));
                continue;
            };
            let unknown_platform =
                claim.platform.filter(|known| !namespace.manifest.platforms.iter().any(|platform| platform == known));
            let unknown_code =
                claim.symbol.filter(|known| context.row(claim.name, known).is_none_or(|row| row.symbol != *known));
            for unknown in [unknown_platform, unknown_code].into_iter().flatten() {
                let message = format!("`{unknown}` is no platform or code of {}", claim.name);
                findings.push(Finding::new(path, entry.line, LINT, message));
            }
        }
    }
}
