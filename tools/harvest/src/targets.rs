//! The list of what can be harvested, one target a namespace (or a group of tables that belong together).

use crate::context::Context;
use crate::output::Output;
use anyhow::Result;

/// One thing that can be asked for on the command line.
pub struct Target {
    /// Its name: that of the namespace's folder.
    pub name: &'static str,
    /// Reads the sources and makes the new text of each table; writes nothing.
    pub harvest: fn(&Context, &str) -> Result<Vec<Output>>,
}

/// All targets, in the order they are run.
pub fn all() -> Vec<Target> {
    let mut targets: Vec<Target> =
        crate::windows::namespaces().map(|name| Target { name, harvest: crate::windows::harvest }).collect();
    targets.extend([
        Target { name: "errno", harvest: |context, _| crate::errno::harvest(context) },
        Target { name: "signal", harvest: |context, _| crate::signal::harvest(context) },
        Target { name: "maps", harvest: |context, _| crate::maps::harvest(context) },
    ]);
    targets
}
