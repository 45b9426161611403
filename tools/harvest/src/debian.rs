//! Debian packages that are read as archives: binary packages for their headers, source packages for their tables.

use crate::context::Context;
use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A pinned file of the Debian archive.
pub struct DebianFile {
    /// The package's name.
    pub package: &'static str,
    /// The pinned version.
    pub version: &'static str,
    /// Which of the package's files is read.
    pub kind: Kind,
    /// The file that apt saves.
    pub file: &'static str,
    /// The file's SHA-256, in lower-case hex.
    pub sha256: &'static str,
}

/// What kind of package it is.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// A `.deb`.
    Binary,
    /// The upstream tarball of a source package.
    Source,
}

/// The release that holds all the pinned versions, and the keyring by which apt verifies it.
const RELEASE: &str = "trixie main";
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

impl DebianFile {
    /// The file in the cache, fetched if it is not there, with its checksum verified.
    fn fetch(&self, context: &Context) -> Result<PathBuf> {
        let path = context.cache.join(self.file);
        if !path.exists() {
            self.download(&context.cache)?;
        }
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", self.file))?;
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(sum == self.sha256, "{} has SHA-256 {sum}, not the pinned {}", self.file, self.sha256);
        Ok(path)
    }

    /// Has apt fetch the file, with lists of its own beside those of the system.
    fn download(&self, cache: &Path) -> Result<()> {
        let state = std::path::absolute(cache.join("apt"))?;
        std::fs::create_dir_all(state.join("lists/partial"))?;
        std::fs::create_dir_all(state.join("archives/partial"))?;
        let list = state.join("sources.list");
        if !list.exists() {
            let mirror = mirror()?;
            let lines = ["deb", "deb-src"].map(|kind| format!("{kind} [signed-by={KEYRING}] {mirror} {RELEASE}\n"));
            std::fs::write(&list, lines.concat())?;
            apt(cache, &state, &["update"])?;
        }
        let pinned = format!("{}={}", self.package, self.version);
        match self.kind {
            Kind::Binary => apt(cache, &state, &["download", &pinned]),
            Kind::Source => apt(cache, &state, &["source", "--download-only", "--tar-only", &pinned]),
        }
    }

    /// The text of one member, by its path inside the archive.
    pub fn text(&self, context: &Context, member: &str) -> Result<String> {
        let path = self.fetch(context)?;
        let script = match self.kind {
            Kind::Binary => "dpkg-deb --fsys-tarfile \"$1\" | tar -xO \"./$2\"",
            Kind::Source => "tar -xOf \"$1\" \"$2\"",
        };
        let output = Command::new("sh").args(["-c", script, "sh"]).arg(&path).arg(member).output()?;
        if !output.status.success() || output.stdout.is_empty() {
            bail!("{} of {}: {}", member, self.file, String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The archive that this system's own lists name.
fn mirror() -> Result<String> {
    let mut lists = vec![PathBuf::from("/etc/apt/sources.list")];
    for entry in std::fs::read_dir("/etc/apt/sources.list.d").context("no Debian system: it has no lists of apt")? {
        lists.push(entry?.path());
    }
    let texts: Vec<String> = lists.iter().filter_map(|list| std::fs::read_to_string(list).ok()).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim_start().starts_with('#'));
    let mut words = lines.flat_map(str::split_whitespace).map(|word| word.trim_end_matches('/'));
    let found = words.find(|word| word.starts_with("http") && word.ends_with("/debian"));
    Ok(found.context("no list of apt names a Debian archive")?.to_string())
}

fn apt(cache: &Path, state: &Path, arguments: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .current_dir(cache)
        .arg("-q")
        .args(["-o", &format!("Dir::Etc::sourcelist={}", state.join("sources.list").display())])
        .args(["-o", "Dir::Etc::sourceparts=-"])
        .args(["-o", &format!("Dir::State::lists={}", state.join("lists").display())])
        .args(["-o", &format!("Dir::Cache={}", state.display())])
        .args(arguments)
        .stdout(std::process::Stdio::null())
        .status()
        .context("running apt-get")?;
    ensure!(status.success(), "apt-get {} failed", arguments.join(" "));
    Ok(())
}
