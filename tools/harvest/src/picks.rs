//! `picks.tsv`: which constants are codes of which namespace, and which header defines them.

use crate::constant::Constant;
use crate::context::Context;
use crate::rules::{self, Line, fits};
use anyhow::Result;

/// The rules of one namespace, in the order in which they are tried.
pub struct Picks {
    rules: Vec<Rule>,
}

/// What the rules say of a name.
#[derive(Debug, PartialEq)]
pub enum Pick<'a> {
    /// It is a code of this component; these sightings count.
    Code {
        /// The header or component.
        component: String,
        /// The sightings whose value fits the rule, the most trusted first.
        sightings: Vec<&'a Constant>,
    },
    /// No rule wants it, or one leaves it out.
    Nothing,
}

struct Rule {
    source: String,
    place: String,
    ty: String,
    symbol: String,
    from: i64,
    to: i64,
    component: String,
}

impl Picks {
    /// Reads the rules of a namespace.
    pub fn read(context: &Context, namespace: &str) -> Result<Self> {
        let lines = rules::read(&context.tool("picks.tsv"))?;
        let own = lines.iter().filter(|line| line.get("namespace") == namespace);
        Ok(Self { rules: own.map(rule).collect::<Result<_>>()? })
    }

    /// Whether there is no rule for this namespace.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The headers whose constants are never read, whatever the namespace.
    pub fn ignored_places(context: &Context) -> Result<Vec<String>> {
        let lines = rules::read(&context.tool("picks.tsv"))?;
        let ignored = lines.iter().filter(|line| line.get("namespace") == "*");
        Ok(ignored.map(|line| line.get("place").to_string()).collect())
    }

    /// What the rules say of all sightings of one name.
    pub fn of<'a>(&self, sightings: &'a [Constant], canonical: impl Fn(i64) -> i64) -> Pick<'a> {
        for rule in &self.rules {
            let Some(first) = sightings.iter().find(|sighting| rule.fits(sighting, canonical(sighting.value))) else {
                continue;
            };
            let component = match rule.component.as_str() {
                "-" => return Pick::Nothing,
                "=" => first.place.clone(),
                name => name.to_string(),
            };
            let in_range = |sighting: &&Constant| (rule.from..=rule.to).contains(&canonical(sighting.value));
            return Pick::Code { component, sightings: sightings.iter().filter(in_range).collect() };
        }
        Pick::Nothing
    }

    /// Whether a rule names this component, so that its rows come from a source.
    pub fn names(&self, component: &str) -> bool {
        self.rules.iter().any(|rule| rule.component == component)
    }
}

impl Rule {
    fn fits(&self, sighting: &Constant, value: i64) -> bool {
        (self.source == "*" || self.source == sighting.source.name())
            && fits(&self.place, or(&sighting.place, "."))
            && fits(&self.ty, or(&sighting.ty, "-"))
            && fits(&self.symbol, &sighting.symbol)
            && (self.from..=self.to).contains(&value)
    }
}

/// How the rule file writes an empty text.
fn or<'a>(text: &'a str, empty: &'a str) -> &'a str {
    if text.is_empty() { empty } else { text }
}

fn rule(line: &Line) -> Result<Rule> {
    Ok(Rule {
        source: line.get("source").to_string(),
        place: line.get("place").to_string(),
        ty: line.get("type").to_string(),
        symbol: line.get("symbol").to_string(),
        from: line.number("from")?.unwrap_or(i64::MIN),
        to: line.number("to")?.unwrap_or(i64::MAX),
        component: line.get("component").to_string(),
    })
}
