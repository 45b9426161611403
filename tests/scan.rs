//! `errexplain scan`.

use errexplain::registry::embedded;
use errexplain::scan::{self, Finder};

/// The lines of the fixture: kind, expected findings, line.
///
/// A finding is `token=namespace:SYMBOL`; the symbol `x` stands for any of the namespace.
fn fixture() -> impl Iterator<Item = (&'static str, Vec<(&'static str, &'static str)>, &'static str)> {
    include_str!("scan/lines.tsv").lines().skip(1).map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (kind, expected, text) = (cells.next(), cells.next(), cells.next());
        let expected = expected.unwrap_or_default().split(',').filter_map(|finding| finding.split_once('=')).collect();
        (kind.unwrap_or_default(), expected, text.unwrap_or_default())
    })
}

/// Every line of the fixture is scanned; a finding counts where the token and its likeliest reading are right.
#[test]
fn codes_are_found_and_other_numbers_are_not() {
    let mut finder = Finder::new(embedded());
    let mut findings = Vec::new();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut report = String::new();
    for (kind, mut expected, line) in fixture() {
        finder.find(line.as_bytes(), 0, &mut findings);
        for finding in &findings {
            let token = &line[finding.range.clone()];
            let code = &finding.readings[0].code;
            let found = format!("{}:{}", code.namespace, code.symbol);
            let matches = |(expected, reading): &(&str, &str)| {
                *expected == token
                    && (*reading == found || reading.strip_suffix(":x").is_some_and(|name| name == code.namespace))
            };
            match expected.iter().position(matches) {
                Some(at) => {
                    expected.remove(at);
                    right += 1;
                }
                None => {
                    wrong += 1;
                    report.push_str(&format!("{kind}: {token} is read as {found}: {line}\n"));
                }
            }
        }
        missed += expected.len();
        for (token, reading) in expected {
            report.push_str(&format!("{kind}: {token} is not found to be {reading}: {line}\n"));
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / (f64::from(right) + missed as f64);
    println!("precision {precision:.3}, recall {recall:.3} over {} findings\n{report}", right + wrong);
    assert!(precision >= PRECISION && recall >= RECALL, "precision {precision:.3}, recall {recall:.3}\n{report}");
}

const PRECISION: f64 = 0.98;
const RECALL: f64 = 0.95;

#[test]
fn the_fixture_is_large_and_of_many_kinds() {
    let kinds: std::collections::BTreeSet<&str> = fixture().map(|(kind, ..)| kind).collect();
    assert!(fixture().count() >= 200 && kinds.len() >= 25, "{} lines, {} kinds", fixture().count(), kinds.len());
}

#[test]
#[ignore = "prints the pattern that `rg` is given where the two are compared"]
fn prints_the_pattern() {
    println!("{}", scan::pattern(Finder::new(embedded()).reader()));
}
