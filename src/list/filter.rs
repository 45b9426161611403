//! Which codes are listed.

use std::collections::BTreeSet;

use errexplain_registry::{Code, Namespace, Registry};

use crate::decode;

/// What a list is restricted to; a default one lets all codes through.
#[derive(Clone, Debug, Default)]
pub struct Filter<'a> {
    /// Codes of these namespaces; of all where there are none.
    pub namespaces: Vec<Namespace<'a>>,
    /// Codes of the family with this name.
    pub family: Option<String>,
    /// Codes of the header or component with this name, in any letter case.
    pub component: Option<String>,
    /// Codes with all of these values in their bit fields.
    pub fields: Vec<FieldValue>,
    /// Codes that have an article of their own.
    pub with_article: bool,
}

impl<'a> Filter<'a> {
    /// Whether it restricts anything.
    pub fn is_empty(&self) -> bool {
        let Self { namespaces, family, component, fields, with_article } = self;
        namespaces.is_empty() && family.is_none() && component.is_none() && fields.is_empty() && !with_article
    }

    /// Whether a code is listed.
    pub fn passes(&self, code: &Code<'a>) -> bool {
        (self.namespaces.is_empty() || self.namespaces.contains(&code.namespace()))
            && (!self.with_article || code.article().is_some())
            && self.family.as_deref().is_none_or(|family| code.family().name() == family)
            && self.component.as_deref().is_none_or(|component| is_of(code, component))
            && self.fields.iter().all(|field| field.holds(code))
    }

    /// The first restriction that no code of the namespaces fits, as a clause that names what there is; such a list was not meant
    /// to be empty.
    pub fn unknown(&self, registry: Registry<'a>) -> Option<String> {
        let all: Vec<Namespace<'a>> = registry.namespaces().collect();
        let asked = if self.namespaces.is_empty() { &all } else { &self.namespaces };
        let names = if self.namespaces.is_empty() { String::new() } else { list(asked.iter().map(Namespace::name)) };
        let within = if names.is_empty() { String::new() } else { format!(" in {names}") };
        let codes = || asked.iter().flat_map(|namespace| namespace.codes());
        if let Some(family) = &self.family
            && !asked.iter().flat_map(|namespace| namespace.families()).any(|known| known.name() == family)
        {
            let asked = if names.is_empty() { String::new() } else { format!("{} ", names.replace(',', "")) };
            return Some(format!(
                "there is no family `{family}`{within}; `errexplain list {asked}--families` names them"
            ));
        }
        if let Some(component) = &self.component
            && !codes().any(|code| is_of(&code, component))
        {
            let known = list(codes().filter_map(|code| code.component()));
            let known = match known.as_str() {
                "" => "no code names one".to_owned(),
                // All of them would be three screens.
                _ if names.is_empty() => {
                    format!("`errexplain list NAMESPACE --component {component}` names those of a namespace")
                }
                _ => format!("there are {known}"),
            };
            return Some(format!("there is no component `{component}`{within}; {known}"));
        }
        let FieldValue { field, wanted } = self.fields.iter().find(|field| !codes().any(|code| field.holds(&code)))?;
        let has = |namespace: &&Namespace<'a>| namespace.fields().any(|known| known.name() == *field);
        if !asked.iter().any(|namespace| has(&namespace)) {
            let others = list(all.iter().filter(has).map(Namespace::name));
            return Some(format!("codes of {names} have no {field}; those of {others} have one"));
        }
        let values = codes().flat_map(|code| decode::fields(code.namespace(), code.value()));
        let known = values.filter(|known| known.name == *field).flat_map(|known| known.value_names);
        let known = list(known.map(|(name, _)| name));
        Some(format!("no code{within} has the {field} `{wanted}`; there are {known}"))
    }
}

/// Whether a header or component defines a code; in any letter case.
fn is_of(code: &Code<'_>, component: &str) -> bool {
    code.component().is_some_and(|known| known.eq_ignore_ascii_case(component))
}

/// Names in their order, each once, with commas between them.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

/// A value that a bit field is to have.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// The field's name: `facility`, `severity`.
    pub field: &'static str,
    /// A number, or a name of the value, with or without what stands before its first underscore.
    pub wanted: String,
}

impl FieldValue {
    /// Whether a code's bits have the value.
    fn holds(&self, code: &Code<'_>) -> bool {
        let hex = |digits: &str| u32::from_str_radix(digits, 16).ok();
        let number = self.wanted.strip_prefix("0x").map_or_else(|| self.wanted.parse().ok(), hex);
        let same = |name: &str| name.eq_ignore_ascii_case(&self.wanted);
        let named = |name: &str| same(name) || name.split_once('_').is_some_and(|(_, rest)| same(rest));
        decode::fields(code.namespace(), code.value()).iter().filter(|field| field.name == self.field).any(|field| {
            number.map_or_else(|| field.value_names.iter().any(|(name, _)| named(name)), |number| number == field.value)
        })
    }
}
