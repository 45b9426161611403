//! Reads the `#define`s of C headers and evaluates those that are integer constants.

use crate::constant::{Constant, Source};
use crate::sources::c_expression::{self, Number};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// One `#define`.
#[derive(Debug, Clone, PartialEq)]
pub struct Macro {
    /// The parameters of a function-like macro.
    pub parameters: Option<Vec<String>>,
    /// The replacement, comments removed.
    pub body: String,
}

/// The macros that an expression may refer to: those of its own header first, then those of all.
pub struct Scope<'a> {
    own: &'a HashMap<String, Macro>,
    all: &'a HashMap<String, Macro>,
    /// What the names met so far stand for.
    pub known: RefCell<HashMap<String, Option<Number>>>,
}

impl<'a> Scope<'a> {
    /// The macro of this name.
    pub fn get(&self, name: &str) -> Option<&'a Macro> {
        self.own.get(name).or_else(|| self.all.get(name))
    }
}

/// The integer constants that the headers, given as (file name, text), define.
pub fn constants(headers: &[(String, String)], source: Source) -> Vec<Constant> {
    let parsed: BTreeMap<&str, HashMap<String, Macro>> =
        headers.iter().map(|(name, text)| (name.as_str(), macros(text))).collect();
    let mut all: HashMap<String, Macro> = HashMap::new();
    for own in parsed.values() {
        for (name, definition) in own {
            all.entry(name.clone()).or_insert_with(|| definition.clone());
        }
    }
    let mut constants = Vec::new();
    for (header, own) in &parsed {
        let scope = Scope { own, all: &all, known: RefCell::default() };
        for (symbol, definition) in own {
            if definition.parameters.is_some() || definition.body.is_empty() {
                continue;
            }
            if let Some(number) = c_expression::evaluate(&definition.body, &scope) {
                constants.push(Constant {
                    symbol: symbol.clone(),
                    source,
                    place: header.rsplit('/').next().unwrap_or(header).to_lowercase(),
                    ty: number.ty,
                    value: number.value,
                });
            }
        }
    }
    constants
}

/// The macros of one header. Of several definitions of a name the first counts; what only resource compilers see is
/// left out. Other conditions are not evaluated.
fn macros(text: &str) -> HashMap<String, Macro> {
    let text = without_comments(&text.replace("\\\r\n", " ").replace("\\\n", " "));
    let mut found = HashMap::new();
    let mut hidden: Vec<bool> = Vec::new();
    for line in text.lines() {
        let Some(directive) = line.trim().strip_prefix('#').map(str::trim) else { continue };
        let word = directive.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let names_resource_compiler = directive.contains("RC_INVOKED");
        match word {
            "if" | "ifdef" => hidden.push(names_resource_compiler && !directive.contains('!')),
            "ifndef" => hidden.push(false),
            "else" | "elif" => {
                if let Some(state) = hidden.last_mut() {
                    *state = false;
                }
            }
            "endif" => {
                hidden.pop();
            }
            "define" if !hidden.contains(&true) => {
                if let Some((name, definition)) = definition(directive["define".len()..].trim()) {
                    found.entry(name).or_insert(definition);
                }
            }
            _ => {}
        }
    }
    found
}

fn definition(text: &str) -> Option<(String, Macro)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let (parameters, body) = match rest.strip_prefix('(') {
        Some(rest) => {
            let (list, body) = rest.split_once(')')?;
            (Some(list.split(',').map(|name| name.trim().to_string()).collect()), body)
        }
        None => (None, rest),
    };
    Some((name.to_string(), Macro { parameters, body: without_pasted_suffix(body.trim()).to_string() }))
}

/// `x ## L` as `x`: a pasted suffix says nothing of the value.
fn without_pasted_suffix(body: &str) -> &str {
    match body.split_once("##") {
        Some((start, suffix)) if suffix.trim().chars().all(|c| "uUlL".contains(c)) => start.trim_end(),
        _ => body,
    }
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*").into_iter().chain(rest.find("//")).min() {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = if rest.starts_with("/*") { rest.find("*/").map(|end| end + 2) } else { rest.find('\n') };
        rest = &rest[end.unwrap_or(rest.len())..];
        out.push(' ');
    }
    out + rest
}

#[cfg(test)]
#[path = "c_macros_tests.rs"]
mod tests;
