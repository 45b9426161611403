//! `registry/maps`: which code of one namespace becomes which of another, from programs that carry such tables.

use crate::context::Context;
use crate::debian::{DebianFile, Kind};
use crate::output::Output;
use crate::report::Report;
use anyhow::{Context as _, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Wine, which has the table of RtlNtStatusToDosError.
const WINE: DebianFile = DebianFile {
    package: "wine",
    version: "10.0~repack-6",
    kind: Kind::Source,
    file: "wine_10.0~repack.orig.tar.xz",
    sha256: "e87ff2971c9b2e79fc63341f044d7513e66f3c3782b49609746428caa87c6ee6",
};

/// CPython, whose table began as a record of what the C runtime's own mapping gives for each code.
const PYTHON: DebianFile = DebianFile {
    package: "python3.13",
    version: "3.13.5-2+deb13u5",
    kind: Kind::Source,
    file: "python3.13_3.13.5.orig.tar.xz",
    sha256: "93e583f243454e6e9e4588ca2c2662206ad961659863277afcdb96801647d640",
};

/// What RtlNtStatusToDosError returns where it knows nothing.
const NO_MAPPING: &str = "ERROR_MR_MID_NOT_FOUND";

/// What is said of a Winsock code and the errno it was named after.
const WINSOCK_NOTE: &str = "Winsock's number for the Berkeley socket error; Windows' own errno has a third number.";

/// Two symbols: from, to.
type Pair = (String, String);

/// Makes the tables of the maps that are harvested. What RtlNtStatusToDosError turns into an HRESULT goes into a map of its own.
pub fn harvest(context: &Context) -> Result<Vec<Output>> {
    let ntstatus = Names::read(&context.registry("ntstatus/codes.tsv"))?;
    let win32 = Names::read(&context.registry("win32/codes.tsv"))?;
    let hresult = Names::read(&context.registry("hresult/codes.tsv"))?;
    let errno = Names::read(&context.registry("errno/codes.tsv"))?;
    let (hresult_pairs, win32_pairs): (Vec<Pair>, Vec<Pair>) =
        wine_pairs(&WINE.text(context, "wine-10.0/dlls/ntdll/error.h")?)
            .into_iter()
            .partition(|(_, to)| win32.symbol(to).is_none() && hresult.symbol(to).is_some());
    let mut errno_pairs = python_pairs(&PYTHON.text(context, "Python-3.13.5/PC/errmap.h")?);
    let winsock = winsock_pairs(&win32, &errno);
    errno_pairs.retain(|pair| !winsock.contains(pair));
    Ok(vec![
        map(context, "maps/ntstatus-win32.tsv", &win32_pairs, (&ntstatus, &win32), &BTreeSet::new())?,
        map(context, "maps/ntstatus-hresult.tsv", &hresult_pairs, (&ntstatus, &hresult), &BTreeSet::new())?,
        map(context, "maps/win32-errno.tsv", &errno_pairs, (&win32, &errno), &winsock)?,
    ])
}

/// The names of a table: each symbol and alias, and the symbol it belongs to. Empty while there is no table.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let header = lines.next().context("no first line")?;
        let place = |column: &str| header.iter().position(|name| *name == column);
        let symbol = place("symbol").context("no column symbol")?;
        let aliases = place("aliases");
        let mut names = BTreeMap::new();
        let mut others = Vec::new();
        for cells in lines {
            let cell = |index: usize| cells.get(index).copied().unwrap_or("");
            names.insert(cell(symbol).to_string(), cell(symbol).to_string());
            for alias in aliases.map_or("", cell).split_whitespace() {
                others.push((alias.to_string(), cell(symbol).to_string()));
            }
        }
        for (alias, symbol) in others {
            names.entry(alias).or_insert(symbol);
        }
        Ok(Self(names))
    }

    /// The symbol of a name; the name itself while there is no table.
    fn symbol(&self, name: &str) -> Option<String> {
        if self.0.is_empty() { Some(name.to_string()) } else { self.0.get(name).cloned() }
    }

    fn symbols(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(name, symbol)| name == symbol).map(|(name, _)| name.as_str())
    }
}

/// The text of one map. `same` are pairs that stand for one condition whatever else is folded into the target.
fn map(
    context: &Context,
    file: &str,
    pairs: &[Pair],
    names: (&Names, &Names),
    same: &BTreeSet<Pair>,
) -> Result<Output> {
    let path = context.registry(file);
    let old = old_rows(&path)?;
    let mut report = Report::default();
    let mut rows: BTreeSet<Pair> = same.clone();
    for (from, to) in pairs {
        match (names.0.symbol(from), names.1.symbol(to)) {
            (Some(from), Some(to)) => drop(rows.insert((from, to))),
            (None, _) => report.notes.push(format!("left out, {from} is in no table")),
            (_, None) => report.notes.push(format!("left out, {to} for {from} is in no table")),
        }
    }
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, to) in rows.iter().filter(|row| !same.contains(row)) {
        *uses.entry(to).or_default() += 1;
    }
    let mut text = String::from("from\tto\trelation\tnote\n");
    for row in &rows {
        let (from, to) = row;
        let relation = if same.contains(row) || uses[to.as_str()] == 1 { "same" } else { "lossy" };
        let known = old.get(row);
        let default = if same.contains(row) { WINSOCK_NOTE } else { "" };
        let (relation, note) = match known {
            Some((relation, note)) if !note.is_empty() => (relation.as_str(), note.as_str()),
            _ => (relation, default),
        };
        text += &format!("{from}\t{to}\t{relation}\t{note}\n");
        if known.is_none() {
            report.added.push(format!("{from} -> {to} {relation}"));
        }
    }
    report.missing = old.keys().filter(|row| !rows.contains(row)).map(|(from, to)| format!("{from} -> {to}")).collect();
    Ok(Output { path, text, report })
}

/// Relation and note of the lines on disk: a note that people wrote is kept, with the relation they gave it.
fn old_rows(path: &Path) -> Result<BTreeMap<Pair, (String, String)>> {
    let mut rows = BTreeMap::new();
    if !path.exists() {
        return Ok(rows);
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() == 4, "{}: `{line}` has not four cells", path.display());
        rows.insert((cells[0].into(), cells[1].into()), (cells[2].into(), cells[3].into()));
    }
    Ok(rows)
}

/// Wine's table: `ERROR_WAIT_1, /* 00000001 (STATUS_WAIT_1) */`. Where the comment has no name, no name is known.
fn wine_pairs(header: &str) -> Vec<Pair> {
    let mut pairs = vec![("STATUS_SUCCESS".to_string(), "ERROR_SUCCESS".to_string())];
    for line in header.lines() {
        let Some((win32, comment)) = line.trim().split_once(", ") else { continue };
        let name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let status = comment.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        let Some((status, _)) = status.filter(|(status, _)| name(status) && name(win32)) else { continue };
        if win32 != NO_MAPPING || status == "STATUS_MESSAGE_NOT_FOUND" {
            pairs.push((status.to_string(), win32.to_string()));
        }
    }
    pairs
}

/// CPython's table: `case ERROR_…:` lines, then `return E…;`.
fn python_pairs(header: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut cases: Vec<&str> = Vec::new();
    for line in header.lines() {
        let line = line.trim();
        if let Some((name, _)) = line.strip_prefix("case ").and_then(|rest| rest.split_once(':')) {
            cases.push(name);
        } else if let Some(errno) = line.strip_prefix("return ").and_then(|rest| rest.strip_suffix(';')) {
            let named = cases.drain(..).filter(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()));
            if errno.starts_with('E') {
                pairs.extend(named.map(|name| (name.to_string(), errno.to_string())));
            }
        }
    }
    pairs
}

/// Winsock's codes that carry the name of an errno behind their prefix.
fn winsock_pairs(win32: &Names, errno: &Names) -> BTreeSet<Pair> {
    let names = win32.symbols().filter_map(|name| Some((name, name.strip_prefix("WSA")?)));
    let named = names.filter(|(_, errno_name)| errno.symbols().any(|symbol| symbol == *errno_name));
    named.map(|(name, errno_name)| (name.to_string(), errno_name.to_string())).collect()
}

#[cfg(test)]
#[path = "maps_tests.rs"]
mod tests;
