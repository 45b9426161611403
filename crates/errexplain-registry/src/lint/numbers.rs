//! `numbers-agree`: a number beside a symbol is that symbol's, and two notations of one number are the same number.

use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use super::context::prose;
use crate::source::{Finding, Heading, Namespace, Row, parse_number};

const LINT: &str = "numbers-agree";

/// `` `SYMBOL` (1367) ``, `` `SYMBOL` (0x80070005) ``, `` `SYMBOL` (5, 0x5) ``: a symbol with a bracket that starts with a number.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"`([A-Za-z0-9_:-]+)` \((-?(?:0x[0-9A-Fa-f]+|\d+))((?:[,;] [^()]*)?)\)").expect("a valid pattern")
});
/// `1367 (0x557)`
static TWICE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(-?\d+) \((0x[0-9A-Fa-f]+)\)").expect("a valid pattern"));

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (namespace, page) in context.pages() {
        let mut lines = prose(page);
        // Questions and bullets are prose here too; sources are not.
        lines.retain(|(line, _)| page.section(Heading::Sources).is_none_or(|sources| *line < sources.line));
        for (line, text) in lines {
            for found in BESIDE.captures_iter(text) {
                let Some(row) = resolve(context, namespace, &found[1]) else { continue };
                if !has_value(row, &found[2]) {
                    let message = format!("`{}` has not the number {}", &found[1], &found[2]);
                    findings.push(Finding::new(&page.path, line, LINT, message));
                }
            }
            for found in TWICE.captures_iter(text) {
                let (decimal, hex) = (parse_number(&found[1]), parse_number(&found[2]));
                let same = decimal == hex || decimal.map(|value| value & 0xFFFF_FFFF) == hex;
                if !same {
                    findings.push(Finding::new(&page.path, line, LINT, format!("{} is not {}", &found[1], &found[2])));
                }
            }
        }
    }
}

/// The code a page means: one of its own namespace, or where there is none the only one of that name anywhere.
fn resolve<'a>(context: &Context<'a>, home: &Namespace, name: &str) -> Option<&'a Row> {
    context.resolve(home, name).or_else(|| {
        let mut everywhere = context.namespaces().filter_map(|namespace| context.row(&namespace.name, name));
        everywhere.next().filter(|_| everywhere.next().is_none())
    })
}

/// Whether a written number is one of a code's: any platform's, an earlier one, or a value in 32 bits.
fn has_value(row: &Row, written: &str) -> bool {
    // Codes that are written in base 36 and happen to hold digits only.
    if u64::from_str_radix(written, 36) == Ok(row.value) {
        return true;
    }
    let Some(value) = parse_number(written) else { return false };
    let same = |known: u64| known == value || known & 0xFFFF_FFFF == value & 0xFFFF_FFFF;
    same(row.value)
        || row.platform_values.iter().any(|&(known, _)| same(known))
        || row.old.iter().any(|&known| same(known))
}
