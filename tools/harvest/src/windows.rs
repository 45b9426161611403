//! Harvests the Windows namespaces: constants are picked by rule, merged over the sources, and put into the tables.

use crate::constant::Constant;
use crate::context::Context;
use crate::decisions::Decisions;
use crate::families::Families;
use crate::layout::{Layout, Notation};
use crate::output::Output;
use crate::picks::{Pick, Picks};
use crate::table::{Found, Table, cell};
use crate::{facilities, sources};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Decimal notation and the unsigned 32-bit value.
const DECIMAL: Form = Form { notation: Notation::Decimal, signed: false };
/// Decimal notation, negative numbers as they are.
const SIGNED: Form = Form { notation: Notation::Decimal, signed: true };
/// Eight hex digits.
const HEX: Form = Form { notation: Notation::Hex(8), signed: false };

/// The namespaces and how their numbers are written.
const NAMESPACES: [(&str, Form); 19] = [
    ("win32", DECIMAL),
    ("hresult", HEX),
    ("ntstatus", HEX),
    ("cfgmgr", DECIMAL),
    ("cm-prob", DECIMAL),
    ("commdlg", DECIMAL),
    ("dde", DECIMAL),
    ("ip-status", DECIMAL),
    ("jet", SIGNED),
    ("ldap", DECIMAL),
    ("lz", SIGNED),
    ("mci", DECIMAL),
    ("mmsys", DECIMAL),
    ("nelog", DECIMAL),
    ("pdh", HEX),
    ("setupapi", HEX),
    ("tapi", HEX),
    ("usbd", HEX),
    ("wlan-reason", HEX),
];

#[derive(Clone, Copy)]
struct Form {
    notation: Notation,
    signed: bool,
}

impl Form {
    fn canonical(self, value: i64) -> i64 {
        if self.signed { i64::from(value as i32) } else { value & 0xFFFF_FFFF }
    }
}

/// The names of the namespaces that `harvest` knows.
pub fn namespaces() -> impl Iterator<Item = &'static str> {
    NAMESPACES.iter().map(|(name, _)| *name)
}

/// Makes the tables of one namespace.
pub fn harvest(context: &Context, namespace: &str) -> Result<Vec<Output>> {
    let Some((_, form)) = NAMESPACES.iter().find(|(name, _)| *name == namespace) else {
        bail!("no Windows namespace `{namespace}`");
    };
    let constants = constants(context)?;
    let picks = Picks::read(context, namespace)?;
    let families = Families::read(context, namespace)?;
    let mut notes = Vec::new();
    let found = found(context, namespace, *form, constants, &picks, &families, &mut notes)?;

    let path = context.registry(&format!("{namespace}/codes.tsv"));
    let mut table = Table::read(&path, Layout::codes(form.notation))?;
    let components: BTreeSet<String> = found.iter().map(|code| code.component.clone()).collect();
    let harvested =
        |component: &str| !component.is_empty() && (components.contains(component) || picks.names(component));
    let mut report = table.merge(found, |row| harvested(cell(row, "component")))?;
    if context.refile {
        let filed = families.refile(&mut table, form.notation)?;
        notes.push(format!("{filed} unsorted rows found a family"));
    }
    report.notes = notes;
    let mut outputs = vec![Output { path, text: table.to_text()?, report }];
    outputs.extend(facilities::harvest(context, namespace, constants)?);
    Ok(outputs)
}

/// The constants of all sources, read once a run.
fn constants(context: &Context) -> Result<&'static [Constant]> {
    static CONSTANTS: OnceLock<Vec<Constant>> = OnceLock::new();
    if let Some(constants) = CONSTANTS.get() {
        return Ok(constants);
    }
    let ignored = Picks::ignored_places(context)?;
    let mut constants = sources::windows_constants(context)?;
    constants.retain(|constant| !ignored.contains(&constant.place));
    Ok(CONSTANTS.get_or_init(|| constants))
}

/// One picked name.
struct Picked {
    value: i64,
    component: String,
    aliases: Vec<String>,
}

fn found(
    context: &Context,
    namespace: &str,
    form: Form,
    constants: &[Constant],
    picks: &Picks,
    families: &Families,
    notes: &mut Vec<String>,
) -> Result<Vec<Found>> {
    let decisions = Decisions::read(context, namespace)?;
    let mut codes: BTreeMap<String, Picked> = BTreeMap::new();
    for sightings in constants.chunk_by(|a, b| a.symbol == b.symbol) {
        let Pick::Code { component, sightings } = picks.of(sightings, |value| form.canonical(value)) else { continue };
        let symbol = &sightings[0].symbol;
        let value = settled(symbol, &sightings, form, &decisions, notes);
        codes.insert(symbol.clone(), Picked { value, component, aliases: Vec::new() });
    }
    for (constant, component) in &decisions.extra {
        let value = form.canonical(constant.value);
        if codes.contains_key(&constant.symbol) {
            notes.push(format!("{} is in extra.tsv and in a package", constant.symbol));
            continue;
        }
        let picked = Picked { value, component: component.clone(), aliases: Vec::new() };
        codes.insert(constant.symbol.clone(), picked);
    }
    fold_aliases(&mut codes, &decisions, notes);
    Ok(codes.into_iter().map(|(symbol, picked)| finish(symbol, picked, form, &decisions, families)).collect())
}

/// The value that counts: that of the most trusted source whose value is not set aside.
fn settled(symbol: &str, sightings: &[&Constant], form: Form, decisions: &Decisions, notes: &mut Vec<String>) -> i64 {
    let values: Vec<i64> = sightings.iter().map(|sighting| form.canonical(sighting.value)).collect();
    let set_aside = |value: &i64| decisions.disagreements.contains_key(&(symbol.to_string(), *value));
    let value = *values.iter().find(|value| !set_aside(value)).unwrap_or(&values[0]);
    for (other, sighting) in values.iter().zip(sightings) {
        if *other != value && !set_aside(other) {
            let (mine, theirs) = (form.notation.write(value), form.notation.write(*other));
            let source = sighting.source.name();
            notes.push(format!("{symbol} is {mine}, but {theirs} in {source} {}", sighting.place));
        }
    }
    value
}

/// Makes names that repeat another name its aliases.
fn fold_aliases(codes: &mut BTreeMap<String, Picked>, decisions: &Decisions, notes: &mut Vec<String>) {
    for (alias, symbol) in &decisions.aliases {
        let value = codes.get(alias).map(|picked| picked.value);
        let Some(target) = codes.get_mut(symbol) else {
            notes.push(format!("aliases.tsv: there is no {symbol} for {alias}"));
            continue;
        };
        if value.is_some_and(|value| value != target.value) {
            notes.push(format!("aliases.tsv: {alias} and {symbol} have different values"));
            continue;
        }
        target.aliases.push(alias.clone());
        codes.remove(alias);
    }
}

fn finish(symbol: String, picked: Picked, form: Form, decisions: &Decisions, families: &Families) -> Found {
    let family = families.of(&picked.component, picked.value, &symbol).to_string();
    let old = decisions.old_values(&symbol).into_iter().map(|value| form.notation.write(value)).collect();
    Found {
        values: [("code".to_string(), form.notation.write(picked.value))].into(),
        aliases: picked.aliases,
        old,
        component: picked.component,
        defaults: [("family".to_string(), family)].into(),
        symbol,
    }
}
