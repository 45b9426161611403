//! Which codes are listed.

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
            && self
                .component
                .as_deref()
                .is_none_or(|wanted| code.component().is_some_and(|known| known.eq_ignore_ascii_case(wanted)))
            && self.fields.iter().all(|field| field.holds(code))
    }

    /// The first restriction that no code of the registry fits alone, as a clause; such a list was not meant to be empty.
    pub fn unknown(&self, registry: Registry<'a>) -> Option<String> {
        let none = |fits: &dyn Fn(&Code<'a>) -> bool| {
            !registry.namespaces().flat_map(|namespace| namespace.codes()).any(|code| fits(&code))
        };
        if let Some(family) = &self.family
            && !registry.namespaces().flat_map(|namespace| namespace.families()).any(|known| known.name() == family)
        {
            return Some(format!("there is no family `{family}`; `errexplain list --families` names them"));
        }
        if let Some(component) = &self.component
            && none(&|code| code.component().is_some_and(|known| known.eq_ignore_ascii_case(component)))
        {
            return Some(format!("there is no component `{component}`; the column of that name names them"));
        }
        let field = self.fields.iter().find(|field| none(&|code| field.holds(code)))?;
        Some(format!("no code has the {} `{}`", field.field, field.wanted))
    }
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
