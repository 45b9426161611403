//! The JSON contract: every output is valid by the committed schema, and says what the page says.

mod common;

use common::run;
use serde_json::Value;

fn schema() -> jsonschema::Validator {
    validator(include_str!("../schema/errexplain.schema.json"))
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

/// Runs with `--json` and validates the output.
fn json(arguments: &[&str]) -> Value {
    validated(&[&["--json"], arguments].concat(), &schema())
}

/// Runs, and validates the output.
fn validated(arguments: &[&str], schema: &jsonschema::Validator) -> Value {
    let run = run(arguments);
    assert_eq!(run.stderr, "", "JSON says everything on standard output");
    let document: Value = serde_json::from_str(&run.stdout).expect("the output is JSON");
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{arguments:?}: {errors:#?}");
    document
}

#[test]
fn lists_are_valid() {
    let schema = validator(include_str!("../schema/list.schema.json"));
    let namespaces = validated(&["list", "--json"], &schema);
    for namespace in namespaces["namespaces"].as_array().expect("namespaces") {
        let name = namespace["namespace"].as_str().expect("a name");
        let codes = validated(&["list", "--json", name], &schema);
        assert_eq!(
            codes["codes"].as_array().map(Vec::len),
            namespace["codes"].as_u64().map(|count| count as usize),
            "{name}"
        );
    }
    validated(&["list", "--json", "--families"], &schema);
    let codes = validated(&["list", "--json", "hresult", "--facility", "dispatch", "--severity", "failure"], &schema);
    let codes = codes["codes"].as_array().expect("codes");
    let dispatch = |code: &Value| code["facility"] == "FACILITY_DISPATCH" && code["severity"] == "failure";
    assert!(codes.len() > 10 && codes.iter().all(dispatch), "{} codes", codes.len());
}

#[test]
fn hits_are_valid() {
    let schema = validator(include_str!("../schema/search.schema.json"));
    for text in ["access denied", "0x80070005", "42P01", "cannot decrypt -1", "qqqqzzzz"] {
        let document = validated(&["search", "--json", "--limit", "20", text], &schema);
        assert_eq!(document["query"], text);
        let scores: Vec<f64> =
            document["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["score"].as_f64()).collect();
        assert!(scores.is_sorted_by(|left, right| left >= right), "{text}: {scores:?}");
    }
    let joined = validated(&["search", "--json", "access", "denied"], &schema);
    assert_eq!(joined["query"], "access denied");
    assert_eq!(joined["hits"][0]["symbol"], "ERROR_ACCESS_DENIED");
    assert_eq!(joined["hits"][0]["hex"], "0x00000005");
}

#[test]
fn words_are_answered_with_what_they_find() {
    let document = json(&["the specified network name is no longer available"]);
    let result = &document["results"][0];
    assert_eq!(result["status"], "not_found");
    assert_eq!(result["suggestions"][0]["symbol"], "ERROR_NETNAME_DELETED");
    assert_eq!(result["suggestions"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_found_code_is_whole() {
    let document = json(&["0x557"]);
    let result = &document["results"][0];
    assert_eq!(result["query"], "0x557");
    assert_eq!(result["status"], "found");
    let first = &result["matches"][0];
    assert_eq!(first["namespace"], "win32");
    assert_eq!(first["symbol"], "ERROR_INVALID_LOGON_TYPE");
    assert_eq!(first["code"], 1367);
    assert_eq!(first["hex"], "0x00000557");
    assert_eq!(first["reading"]["reason"], "0x557 is 1367 in decimal");
    assert_eq!(first["sections_of"], "article");
    assert!(first["sections"]["meaning"].as_str().is_some_and(|text| text.len() > 100));
    let related = first["related"].as_array().expect("related codes");
    let not_granted =
        related.iter().find(|code| code["symbol"] == "ERROR_LOGON_TYPE_NOT_GRANTED").expect("its neighbour");
    assert_eq!(not_granted["code"], 1385);
    assert_eq!(not_granted["hex"], "0x00000569");
    let carriers = first["equivalents"].as_array().expect("equivalents");
    assert!(carriers.iter().any(|other| other["hex"] == "0x80070557" && other["relation"] == "carried_by"));
    assert!(
        carriers
            .iter()
            .any(|other| other["symbol"] == "STATUS_INVALID_LOGON_TYPE" && other["relation"] == "comes_from")
    );
}

#[test]
fn bit_fields_are_named() {
    let document = json(&["0x887A0005"]);
    let fields = &document["results"][0]["matches"][0]["fields"];
    assert_eq!(fields["severity"]["name"], "failure");
    assert_eq!(fields["facility"]["value"], 2170);
    assert_eq!(fields["facility"]["name"], "FACILITY_DXGI");
    assert_eq!(fields["code"]["value"], 5);
}

#[test]
fn all_outcomes_are_valid() {
    let codes = [
        "5",
        "-5",
        "0x5",
        "80070005",
        "-2147024891",
        "0x80004005",
        "0xD000006D",
        "0xFFFFFFFF80070BC2",
        "EAGAIN",
        "E_FAIL",
        "bugcheck:0x7B",
        "ERROR_ACESS_DENIED",
        "0xC00000005",
        "0xDEADBEEF",
        "0x8A15FFFF",
        "999999",
        "",
        "nonsense words",
        "\u{1b}[31m",
    ];
    let document = json(&codes);
    let results = document["results"].as_array().expect("results");
    assert_eq!(results.len(), codes.len(), "one result a query");
    for (result, code) in results.iter().zip(codes) {
        assert_eq!(result["query"], code);
    }
}

#[test]
fn every_code_of_the_registry_is_valid() {
    let registry = errexplain::registry::embedded();
    let schema = schema();
    for namespace in registry.namespaces() {
        for code in namespace.codes() {
            let query = format!("{}:{}", namespace.name(), code.symbol());
            let report = errexplain::report::Report {
                schema_version: errexplain::report::SCHEMA_VERSION,
                results: errexplain::report::explain(registry, &query, &errexplain::lookup::Scope::Offered, usize::MAX),
            };
            let document = serde_json::to_value(&report).expect("reports serialise");
            if let Err(error) = schema.validate(&document) {
                panic!("{query}: {}: {error}", error.instance_path());
            }
            let found = document["results"][0]["matches"].as_array().expect("matches");
            assert!(found.iter().any(|found| found["symbol"] == code.symbol()), "{query} does not find itself");
        }
    }
}
