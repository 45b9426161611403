//! Constants in C headers and in the sources of the libc crate: names and what they stand for, resolved to numbers.

use std::collections::BTreeMap;

/// The constants of some files, later definitions over earlier ones.
#[derive(Default)]
pub struct Constants(BTreeMap<String, String>);

impl Constants {
    /// Takes in the `#define`s of a C header. Comments are no code, and a block under `#ifdef` of a macro listed in
    /// `unset` is passed over; all other conditions count as met.
    pub fn header(&mut self, text: &str, unset: &[&str]) {
        let text = without_comments(text);
        let mut conditions: Vec<bool> = Vec::new();
        for line in text.lines() {
            let mut words = line.trim_start().strip_prefix('#').unwrap_or("").split_whitespace();
            match words.next() {
                Some("ifdef") => conditions.push(words.next().is_some_and(|name| unset.contains(&name))),
                Some("if" | "ifndef") => conditions.push(false),
                Some("endif") => drop(conditions.pop()),
                Some("define") if !conditions.contains(&true) => {
                    if let Some(name) = words.next() {
                        self.0.insert(name.into(), words.collect());
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes in the `pub const NAME: c_int = …;` lines of a Rust source.
    pub fn rust(&mut self, text: &str) {
        for line in text.lines() {
            let constant = line.trim().strip_prefix("pub const ").and_then(|rest| rest.strip_suffix(';'));
            let Some((name, value)) = constant.and_then(|rest| rest.split_once(": c_int = ")) else { continue };
            self.0.insert(name.into(), value.into());
        }
    }

    /// Takes in the `NAME = syscall.Errno(0x…)` and `NAME = syscall.Signal(0x…)` lines of a Go source.
    pub fn go(&mut self, text: &str) {
        for line in text.lines() {
            let Some((name, value)) = line.trim().split_once('=') else { continue };
            let digits = value.trim().strip_prefix("syscall.").and_then(|rest| rest.split_once("(0x"));
            let number = digits.and_then(|(_, rest)| i64::from_str_radix(rest.trim_end_matches(')'), 16).ok());
            if let Some(number) = number {
                self.0.insert(name.trim().into(), number.to_string());
            }
        }
    }

    /// Every constant that a test of the name picks and whose value is a number, by name.
    pub fn numbers(&self, pick: impl Fn(&str) -> bool) -> BTreeMap<String, i64> {
        let picked = self.0.keys().filter(|name| pick(name));
        picked.filter_map(|name| Some((name.clone(), self.number(name)?))).collect()
    }

    fn number(&self, name: &str) -> Option<i64> {
        let mut value = self.0.get(name)?.as_str();
        for _ in 0..8 {
            while let Some(inner) = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                value = inner;
            }
            if let Some(inner) = value.strip_prefix("UINT16_C(").and_then(|rest| rest.strip_suffix(')')) {
                value = inner;
            }
            if let Ok(number) = value.parse() {
                return Some(number);
            }
            value = self.0.get(value)?;
        }
        None
    }
}

fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        code.push(' ');
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        code.extend(inside.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    code.push_str(rest);
    code
}

#[cfg(test)]
#[path = "headers_tests.rs"]
mod tests;
