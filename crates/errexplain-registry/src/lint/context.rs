//! What lints look things up in.

use std::collections::HashMap;

use crate::source::{Article, Namespace, Registry, Row};

/// A registry with its names indexed.
pub struct Context<'a> {
    /// The registry.
    pub registry: &'a Registry,
    rows: HashMap<(&'a str, &'a str), &'a Row>,
}

impl<'a> Context<'a> {
    /// Indexes a registry.
    pub fn new(registry: &'a Registry) -> Self {
        let mut rows = HashMap::new();
        for namespace in &registry.namespaces {
            for row in &namespace.codes.rows {
                for name in row.names() {
                    rows.entry((namespace.name.as_str(), name)).or_insert(row);
                }
            }
        }
        Self { registry, rows }
    }

    /// The namespaces.
    pub fn namespaces(&self) -> impl Iterator<Item = &'a Namespace> + use<'a> {
        self.registry.namespaces.iter()
    }

    /// All articles with their namespaces.
    pub fn articles(&self) -> impl Iterator<Item = (&'a Namespace, &'a Article)> + use<'a> {
        self.namespaces().flat_map(|namespace| namespace.articles.iter().map(move |article| (namespace, article)))
    }

    /// All articles and families' pages with their namespaces.
    pub fn pages(&self) -> impl Iterator<Item = (&'a Namespace, &'a Article)> + use<'a> {
        let families = self
            .namespaces()
            .flat_map(|namespace| namespace.families.iter().map(move |family| (namespace, &family.page)));
        self.articles().chain(families)
    }

    /// The row of a symbol or alias of a namespace.
    pub fn row(&self, namespace: &str, name: &str) -> Option<&'a Row> {
        self.rows.get(&(namespace, name)).copied()
    }

    /// The row that an article of `home` means by `name` or `ns:name`.
    pub fn resolve(&self, home: &Namespace, target: &str) -> Option<&'a Row> {
        match target.split_once(':') {
            Some((namespace, name)) => self.row(namespace, name),
            None => self.row(&home.name, target),
        }
    }

    /// Whether any namespace knows a name.
    pub fn is_known(&self, name: &str) -> bool {
        self.namespaces().any(|namespace| self.row(&namespace.name, name).is_some())
    }
}

/// The lines of a page's prose outside fenced code, with their numbers; addresses and related targets are not prose.
pub fn prose(page: &Article) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    for section in page.sections.iter().filter(|section| section.heading != crate::source::Heading::Sources) {
        let mut fenced = false;
        for (index, line) in section.text.lines().enumerate() {
            if line.starts_with("```") {
                fenced = !fenced;
            } else if !fenced {
                lines.push((section.text_line + index, line));
            }
        }
    }
    lines
}

/// The pieces of a line that stand in backticks.
pub fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// A line with its code spans blanked out.
pub fn without_code(line: &str) -> String {
    line.split('`').enumerate().map(|(index, piece)| if index % 2 == 0 { piece } else { " " }).collect()
}
