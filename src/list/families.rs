//! The families of namespaces.

use errexplain_registry::Registry;
use serde::Serialize;

use super::{Filter, line};
use crate::report::SCHEMA_VERSION;

/// A family.
#[derive(Debug, Serialize)]
pub struct FamilyEntry<'a> {
    /// Whose it is.
    pub namespace: &'a str,
    /// As `--family` takes it.
    pub family: &'a str,
    /// A noun phrase.
    pub title: &'a str,
    /// How many codes belong to it.
    pub codes: usize,
}

/// The families of some namespaces.
#[derive(Debug, Serialize)]
pub struct Families<'a> {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// By namespace and name.
    pub families: Vec<FamilyEntry<'a>>,
}

/// The families that have codes which a filter lets through, with the number of these.
pub fn families<'a>(registry: Registry<'a>, filter: &Filter<'a>) -> Families<'a> {
    let mut families = Vec::new();
    for namespace in registry.namespaces() {
        let passing: Vec<&str> =
            namespace.codes().filter(|code| filter.passes(code)).map(|code| code.family().name()).collect();
        for family in namespace.families() {
            let codes = passing.iter().filter(|name| **name == family.name()).count();
            if codes > 0 {
                let (namespace, family, title) = (namespace.name(), family.name(), family.title());
                families.push(FamilyEntry { namespace, family, title, codes });
            }
        }
    }
    Families { schema_version: SCHEMA_VERSION, families }
}

/// The families, a line each, within so many columns where any are given.
pub fn render_families(list: &Families<'_>, tsv: bool, width: Option<usize>) -> String {
    let mut out = String::new();
    if tsv {
        out.push_str("namespace\tfamily\tcodes\ttitle\n");
    }
    let longest = |entry: &FamilyEntry<'_>| entry.namespace.len() + entry.family.len() + 1;
    let names = list.families.iter().map(longest).max().unwrap_or(0);
    for entry in &list.families {
        let FamilyEntry { namespace, family, title, codes } = entry;
        match tsv {
            true => out.push_str(&format!("{namespace}\t{family}\t{codes}\t{title}\n")),
            false => {
                let columns = format!("{:names$} {codes:>6}  ", format!("{namespace}:{family}"));
                line(&mut out, [&columns, title, ""], title.len(), width);
            }
        }
    }
    out
}
