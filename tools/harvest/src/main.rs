//! Harvests names and values of error codes from published packages into the tables of `registry/`.
//!
//!     cargo run --manifest-path tools/harvest/Cargo.toml -- [--check] [--refile] [--constants] [--cache DIR] [NAMESPACE…]
//!
//! What people wrote in a table (family, summary, rank, old values, keywords, status, further aliases) is kept; see
//! README.md beside this crate.
#![forbid(unsafe_code)]

mod constant;
mod context;
mod debian;
mod decisions;
mod errno;
mod facilities;
mod families;
mod headers;
mod layout;
mod maps;
mod output;
mod packages;
mod picks;
mod platforms;
mod report;
mod rules;
mod signal;
mod sources;
mod table;
mod targets;
mod windows;

use anyhow::{Context as _, Result, bail};
use context::Context;
use std::process::ExitCode;

fn main() -> Result<ExitCode> {
    let context = Context::from_args(std::env::args().skip(1))?;
    if context.constants {
        return list_constants(&context);
    }
    let all = targets::all();
    for name in &context.namespaces {
        if !all.iter().any(|target| target.name == name) {
            let known: Vec<_> = all.iter().map(|target| target.name).collect();
            bail!("no target `{name}`; there are: {}", known.join(", "));
        }
    }

    let mut stale = false;
    for target in &all {
        if !context.wants(target.name) {
            continue;
        }
        let outputs = (target.harvest)(&context, target.name).with_context(|| format!("harvesting {}", target.name))?;
        for output in outputs {
            stale |= output.settle(&context)?;
        }
    }
    Ok(if context.check && stale { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Prints what the sources have, for whoever writes a rule in `picks.tsv`.
fn list_constants(context: &Context) -> Result<ExitCode> {
    for constant in sources::windows_constants(context)? {
        let source = constant.source.name();
        println!("{}\t{source}\t{}\t{}\t{}", constant.symbol, constant.place, constant.ty, constant.value);
    }
    Ok(ExitCode::SUCCESS)
}
