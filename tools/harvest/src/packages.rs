//! Where the packages lie: crates that Cargo has fetched, and wheels fetched into the cache.

use crate::context::Context;
use anyhow::{Context as _, Result, bail};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A wheel that is fetched with pip and read as an archive.
pub struct Wheel {
    /// The package's name.
    pub package: &'static str,
    /// The pinned version.
    pub version: &'static str,
    /// The platform whose wheel is taken; the headers in it are the same for all.
    pub platform: &'static str,
    /// The file that pip saves.
    pub file: &'static str,
    /// The file's SHA-256, in lower-case hex.
    pub sha256: &'static str,
}

/// The Zig toolchain, which carries the mingw-w64 headers and several C libraries' headers.
pub const ZIGLANG: Wheel = Wheel {
    package: "ziglang",
    version: "0.17.1",
    platform: "manylinux_2_12_x86_64",
    file: "ziglang-0.17.1-py3-none-manylinux_2_12_x86_64.manylinux2010_x86_64.musllinux_1_1_x86_64.whl",
    sha256: "ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54",
};

impl Wheel {
    /// The wheel in the cache, fetched if it is not there, with its checksum verified.
    pub fn fetch(&self, context: &Context) -> Result<PathBuf> {
        let path = context.cache.join(self.file);
        if !path.exists() {
            std::fs::create_dir_all(&context.cache)?;
            let status = Command::new("pip")
                .args(["download", "--quiet", "--no-deps", "--only-binary=:all:"])
                .args(["--platform", self.platform])
                .arg("--dest")
                .arg(&context.cache)
                .arg(format!("{}=={}", self.package, self.version))
                .status()
                .context("running pip")?;
            if !status.success() {
                bail!("pip could not fetch {} {}", self.package, self.version);
            }
        }
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", self.file))?;
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if sum != self.sha256 {
            bail!("{} has SHA-256 {sum}, not the pinned {}", self.file, self.sha256);
        }
        Ok(path)
    }

    /// The members of the wheel whose names start with `prefix`, as (name without the prefix, text), sorted by name.
    pub fn texts(&self, context: &Context, prefix: &str) -> Result<Vec<(String, String)>> {
        let file = std::fs::File::open(self.fetch(context)?)?;
        let mut archive = zip::ZipArchive::new(file)?;
        let mut names: Vec<String> = archive.file_names().map(str::to_string).collect();
        names.retain(|name| name.starts_with(prefix) && !name.ends_with('/'));
        names.sort();
        let mut texts = Vec::new();
        for name in names {
            let mut bytes = Vec::new();
            std::io::copy(&mut archive.by_name(&name)?, &mut bytes)?;
            texts.push((name[prefix.len()..].to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
        Ok(texts)
    }
}

/// The folder into which Cargo unpacked a crate of this tool's Cargo.lock (built or not).
pub fn crate_dir(context: &Context, name: &str) -> Result<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--manifest-path"])
        .arg(context.tool("Cargo.toml"))
        .output()
        .context("running cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let manifest = packages
        .iter()
        .find(|package| package["name"] == name)
        .and_then(|package| package["manifest_path"].as_str())
        .with_context(|| format!("crate {name} is not in Cargo.lock"))?;
    Ok(Path::new(manifest).parent().context("a manifest has a folder")?.to_path_buf())
}
