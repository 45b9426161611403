//! The registry's source folder: its form, its lints, and its agreement with what the binary embeds.

use std::path::Path;

use errexplain_registry::lint::{Context, Exceptions, lint, nearest_pair};
use errexplain_registry::source::{self, Registry};

fn load() -> Registry {
    source::load(Path::new("registry")).expect("the folder can be read")
}

#[test]
fn lints() {
    let text = std::fs::read_to_string("registry/lints.toml").expect("registry/lints.toml can be read");
    let exceptions = Exceptions::parse(&text).expect("registry/lints.toml is of its form");
    let findings = lint(&load(), &exceptions);
    let lines: Vec<String> = findings.iter().map(|finding| format!("registry/{finding}")).collect();
    assert!(lines.is_empty(), "{} findings:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn no_two_articles_are_near() {
    let registry = load();
    let (share, one, other) = nearest_pair(&Context::new(&registry)).expect("there are articles");
    println!(
        "the nearest pair shares {:.1} % of its phrases: {} and {}",
        share * 100.0,
        one.display(),
        other.display()
    );
    assert!(share < 0.2);
}

#[test]
fn the_binary_knows_every_line() {
    let registry = load();
    let embedded = errexplain::registry::embedded();
    for namespace in &registry.namespaces {
        let packed = embedded.namespace(&namespace.name).expect("the namespace is embedded");
        assert_eq!(packed.codes().len(), namespace.codes.rows.len(), "{}", namespace.name);
        for row in &namespace.codes.rows {
            for name in row.names() {
                let found = embedded
                    .by_name(name)
                    .find(|code| code.namespace() == packed && code.symbol() == row.symbol)
                    .unwrap_or_else(|| panic!("{}:{name} is not found by its name", namespace.name));
                assert_eq!(found.value(), row.value, "{name}");
                assert_eq!(found.summary().unwrap_or_default(), row.summary, "{name}");
                assert_eq!(found.family().name(), row.family, "{name}");
            }
            assert!(
                embedded.by_value(row.value).any(|value| value.code().symbol() == row.symbol),
                "{} is not found by its value",
                row.symbol
            );
        }
    }
}
