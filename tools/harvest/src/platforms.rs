//! The platforms of errno and signal, and where the constants of each are read.

use crate::context::Context;
use crate::debian::{DebianFile, Kind};
use crate::headers::Constants;
use crate::layout::Layout;
use crate::packages::{self, ZIGLANG};
use crate::report::Report;
use crate::table::{Found, Row, Table, cell};
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// One platform of a table: its column and the files that define its constants, the later over the earlier.
pub struct Platform {
    /// The column's name.
    pub name: &'static str,
    /// Where its constants are.
    pub source: Source,
}

/// A package and files in it.
pub enum Source {
    /// Headers below `lib/libc/include/` of the ziglang wheel.
    Zig(&'static [&'static str]),
    /// Headers in a Debian package.
    Debian(&'static DebianFile, &'static [&'static str]),
    /// Go sources in the Debian package of golang.org/x/sys, below its folder `unix/`.
    Go(&'static [&'static str]),
    /// Files below `src/unix/` of the libc crate.
    Libc(&'static [&'static str]),
}

/// The kernel's headers for Alpha.
pub const ALPHA: DebianFile = DebianFile {
    package: "linux-libc-dev-alpha-cross",
    version: "6.12.38-1cross1",
    kind: Kind::Binary,
    file: "linux-libc-dev-alpha-cross_6.12.38-1cross1_all.deb",
    sha256: "bbbd27cd1cebff36ba0edc2ab7d2c8500abe572b99d0924fbb842c8abee713b8",
};

/// The kernel's headers for PA-RISC.
pub const PARISC: DebianFile = DebianFile {
    package: "linux-libc-dev-hppa-cross",
    version: "6.12.38-1cross1",
    kind: Kind::Binary,
    file: "linux-libc-dev-hppa-cross_6.12.38-1cross1_all.deb",
    sha256: "67b1974a39216dd19d25ef149d1b2672ebd83e280cd6a5fe5820472f0d7ac57a",
};

/// Go's golang.org/x/sys, which knows AIX better than the libc crate does.
const X_SYS: DebianFile = DebianFile {
    package: "golang-golang-x-sys-dev",
    version: "0.22.0-1",
    kind: Kind::Binary,
    file: "golang-golang-x-sys-dev_0.22.0-1_all.deb",
    sha256: "043942ee171abf52df6d43d1f56bc5aee4d9823e967fe38eee6236507b2e33fc",
};

/// Macros that are not set when the headers are read.
const UNSET: [&str; 1] = ["_POSIX"];

/// Harvests one table: `pick` tells by its name whether a constant belongs into it.
///
/// A constant that a row lists among its aliases, and that has that row's number wherever it is defined, stays an alias.
/// A cell that people filled in where a source is silent is kept: older headers than those of other platforms lack names.
/// The symbols in `by_hand` are in no source at all.
pub fn harvest(
    context: &Context,
    file: &str,
    platforms: &[Platform],
    pick: fn(&str, i64) -> bool,
    by_hand: &[&str],
) -> Result<(Table, Report)> {
    let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
    let mut table = Table::read(&context.registry(file), Layout::platforms(&names))?;
    let mut cells: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for platform in platforms {
        let constants = platform.source.constants(context).with_context(|| format!("platform {}", platform.name))?;
        for (symbol, number) in constants.numbers(|_| true) {
            if pick(&symbol, number) {
                cells.entry(symbol).or_default().insert(platform.name.into(), number.to_string());
            }
        }
    }
    let mut notes = Vec::new();
    let aliases = aliases(&table);
    let mut found = Vec::new();
    for (symbol, values) in cells {
        if let Some(row) = aliases.get(&symbol) {
            let strays: Vec<_> = values.iter().filter(|(platform, value)| cell(row, platform) != **value).collect();
            if strays.is_empty() {
                continue;
            }
            notes.push(format!("{symbol} is an alias of {} but differs: {strays:?}", cell(row, "symbol")));
        }
        found.push(Found { symbol, values, ..Found::default() });
    }
    let mut report = table.merge(found, |row| !by_hand.contains(&cell(row, "symbol")))?;
    report.notes.extend(notes);
    Ok((table, report))
}

/// Every alias of a table and its row.
fn aliases(table: &Table) -> BTreeMap<String, Row> {
    let rows = table.rows().iter();
    rows.flat_map(|row| cell(row, "aliases").split_whitespace().map(|alias| (alias.to_string(), row.clone()))).collect()
}

impl Source {
    fn constants(&self, context: &Context) -> Result<Constants> {
        let mut constants = Constants::default();
        match self {
            Self::Zig(files) => {
                let mut archive = zip::ZipArchive::new(std::fs::File::open(ZIGLANG.fetch(context)?)?)?;
                for file in *files {
                    let mut text = String::new();
                    let member = format!("ziglang/lib/libc/include/{file}");
                    archive.by_name(&member).with_context(|| member.clone())?.read_to_string(&mut text)?;
                    constants.header(&text, &UNSET);
                }
            }
            Self::Debian(package, files) => {
                for file in *files {
                    constants.header(&package.text(context, file)?, &UNSET);
                }
            }
            Self::Go(files) => {
                for file in *files {
                    let member = format!("usr/share/gocode/src/golang.org/x/sys/unix/{file}");
                    constants.go(&X_SYS.text(context, &member)?);
                }
            }
            Self::Libc(files) => {
                let folder = packages::crate_dir(context, "libc")?.join("src/unix");
                for file in *files {
                    constants.rust(&read(&folder.join(file))?);
                }
            }
        }
        Ok(constants)
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
