//! Harvests `facilities.tsv`: the names of facility numbers.

use crate::constant::Constant;
use crate::context::Context;
use crate::output::Output;
use crate::picks::{Pick, Picks};
use crate::report::Report;
use anyhow::{Context as _, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const COLUMNS: &str = "number\tname\tsummary";

/// Number and name to what people wrote of the facility.
type Facilities = BTreeMap<(i64, String), String>;

/// Makes the facility table of a namespace that has one: the rules in `picks.tsv` for `<namespace>-facilities` say so.
pub fn harvest(context: &Context, namespace: &str, constants: &[Constant]) -> Result<Option<Output>> {
    let picks = Picks::read(context, &format!("{namespace}-facilities"))?;
    if picks.is_empty() {
        return Ok(None);
    }
    let path = context.registry(&format!("{namespace}/facilities.tsv"));
    let known = read(&path)?;
    let mut found = BTreeSet::new();
    for sightings in constants.chunk_by(|a, b| a.symbol == b.symbol) {
        if let Pick::Code { sightings, .. } = picks.of(sightings, |value| value) {
            found.insert((sightings[0].value, sightings[0].symbol.clone()));
        }
    }

    let name = |(number, name): &(i64, String)| format!("{name} {number}");
    let report = Report {
        added: found.iter().filter(|facility| !known.contains_key(facility)).map(name).collect(),
        missing: known.keys().filter(|facility| !found.contains(facility)).map(name).collect(),
        ..Report::default()
    };
    let mut all = known;
    for facility in found {
        all.entry(facility).or_default();
    }
    Ok(Some(Output { path, text: to_text(&all), report }))
}

fn read(path: &Path) -> Result<Facilities> {
    let mut facilities = Facilities::new();
    if !path.exists() {
        return Ok(facilities);
    }
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    ensure!(lines.next() == Some(COLUMNS), "{}: the first line is not `{COLUMNS}`", path.display());
    for line in lines {
        let (number, rest) = line.split_once('\t').with_context(|| format!("`{line}` is no facility"))?;
        let (name, summary) = rest.split_once('\t').with_context(|| format!("`{line}` is no facility"))?;
        facilities.insert((number.parse()?, name.to_string()), summary.to_string());
    }
    Ok(facilities)
}

fn to_text(facilities: &Facilities) -> String {
    let mut text = format!("{COLUMNS}\n");
    for ((number, name), summary) in facilities {
        text += &format!("{number}\t{name}\t{summary}\n");
    }
    text
}
