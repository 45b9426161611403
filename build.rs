//! Packs the folder `registry/` into the blob that the binary embeds.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use errexplain_registry::{pack, source};

fn main() {
    let root = Path::new("registry");
    println!("cargo::rerun-if-changed={}", root.display());
    let registry = source::load(root).unwrap_or_else(|error| fail(&[format!("{}: {error}", root.display())]));
    if !registry.findings.is_empty() {
        let findings: Vec<String> = registry.findings.iter().map(|finding| format!("registry/{finding}")).collect();
        fail(&findings);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("registry.bin"), pack::pack(&registry)).expect("OUT_DIR can be written");
}

/// Ends the build with what is wrong in the registry, a line each.
fn fail(findings: &[String]) -> ! {
    for finding in findings {
        println!("cargo::error={finding}");
    }
    process::exit(1);
}
