//! No input makes the program panic, and every number that a page prints reads back to its code.

use std::ffi::OsString;

use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::render::{Layout, json, markdown, short, text};
use errexplain::report::{self, Report};
use errexplain::search::search;
use errexplain::{cli, query};
use errexplain_registry::Notation;
use proptest::prelude::*;

fn render_all(query: &str) {
    let layout = Layout { width: 80, sections: Vec::new(), all: true, hyperlinks: true };
    let results = report::explain(embedded(), query, &Scope::Offered, usize::MAX);
    for report in &results {
        text::render(report, &layout);
        text::render_related(report, &layout);
        text::render_miss(report, &layout);
        markdown::render(report, &layout);
        short::render(report);
    }
    assert!(!results.is_empty(), "every query is answered");
    search(embedded(), query, &Scope::Offered, 10, true);
    let report = Report { schema_version: report::SCHEMA_VERSION, results };
    json::write(std::io::sink(), &report).expect("reports serialise");
}

/// Text that looks like a code, with something wrong in it more often than not.
fn code_like() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "-?(0x|0X|&H|0n)?[0-9A-Fa-fOo_, ']{0,20}[hLluU&.)]?",
        "[a-z]{1,9}:-?(0x)?[0-9A-F]{1,17}",
        "(ERROR|STATUS|E|WSA)_?[A-Z_]{0,30}",
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u32>().prop_map(|number| format!("{number:#x}")),
        // Words of any script that end as English ones do: their ends are cut off to look for them.
        r"\p{L}{1,4}(ed|es|ing|ies|ly|d|s)?( \p{L}{1,4}(ed|d|s)?){0,2}",
    ]
}

/// As [`code_like`], for where an option would be another thing.
fn no_option() -> impl Strategy<Value = String> {
    code_like().prop_filter("an option", |code| !code.starts_with('-'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_panics(text in code_like()) {
        render_all(&text);
    }

    #[test]
    fn no_arguments_panic(arguments in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..4)) {
        let mut all = vec![OsString::from("errexplain")];
        for bytes in arguments {
            all.push(os_string(bytes));
        }
        let _ = cli::parse(all);
    }

    // Codes alone are read without clap, codes behind `--` with it.
    #[test]
    fn codes_are_read_as_clap_reads_them(codes in proptest::collection::vec(no_option(), 1..4)) {
        let arguments = |escape: Option<&str>| {
            let words = ["errexplain"].into_iter().chain(escape).chain(codes.iter().map(String::as_str));
            format!("{:?}", cli::parse(words.map(OsString::from)))
        };
        prop_assert_eq!(arguments(None), arguments(Some("--")));
    }

    #[test]
    fn a_number_reads_back_from_all_its_forms(value in any::<u32>()) {
        let forms = [
            format!("{value}"), format!("{value:#x}"), format!("{value:#010X}"), format!("0{value:x}h"), format!("&H{value:X}"),
            format!("0n{value}"), format!("{value:#x}L"), format!("({value:#x})"), format!("0x{:016X}", u64::from(value)),
        ];
        for form in forms {
            match query::parse(&form) {
                Ok(query::Query::Numbers(numbers)) => prop_assert_eq!(numbers[0].magnitude, u64::from(value), "{}", form),
                other => prop_assert!(false, "{} is read as {:?}", form, other),
            }
        }
    }
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[test]
fn every_printed_number_finds_its_code() {
    let registry = embedded();
    for namespace in registry.namespaces() {
        for code in namespace.codes() {
            let identity = report::Identity::new(code).code;
            let hex = identity.hex.to_string();
            let mut forms: Vec<&str> = identity.also_written.split(", ").collect();
            forms.push(&identity.written);
            if namespace.notation() != Notation::Base36 {
                forms.push(&hex);
            }
            for form in forms.into_iter().filter(|form| !form.is_empty()) {
                let query = format!("{}:{form}", namespace.name());
                let report = &report::explain(registry, &query, &Scope::Offered, 0)[0];
                assert!(
                    report.matches.iter().any(|found| found.code.symbol == code.symbol()),
                    "{query} does not find {}",
                    code.symbol()
                );
            }
        }
    }
}
