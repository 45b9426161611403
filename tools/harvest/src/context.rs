//! What the command line asked for, and where things lie.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// The settings of one run.
pub struct Context {
    /// The repository's root, the folder that holds `registry/`.
    pub root: PathBuf,
    /// Where downloaded packages are kept between runs.
    pub cache: PathBuf,
    /// Write nothing; exit with 1 if something would change.
    pub check: bool,
    /// Recompute the family of rows whose family is `unsorted`.
    pub refile: bool,
    /// Print every constant of the Windows sources, as a table, and do nothing else.
    pub constants: bool,
    /// The targets asked for; empty means all.
    pub namespaces: Vec<String>,
}

impl Context {
    /// Reads the arguments that follow the program's name.
    pub fn from_args(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut context = Self {
            root: crate_dir.join("../.."),
            cache: crate_dir.join("../../target/harvest-cache"),
            check: false,
            refile: false,
            constants: false,
            namespaces: Vec::new(),
        };
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--check" => context.check = true,
                "--refile" => context.refile = true,
                "--constants" => context.constants = true,
                "--cache" => match args.next() {
                    Some(dir) => context.cache = dir.into(),
                    None => bail!("--cache needs a folder"),
                },
                option if option.starts_with('-') => {
                    bail!("unknown option `{option}`; there are --check, --refile, --constants, --cache DIR")
                }
                name => context.namespaces.push(name.to_string()),
            }
        }
        Ok(context)
    }

    /// Whether the target of this name was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.namespaces.is_empty() || self.namespaces.iter().any(|wanted| wanted == name)
    }

    /// A file of the registry, by its path below `registry/`.
    pub fn registry(&self, path: &str) -> PathBuf {
        self.root.join("registry").join(path)
    }

    /// A file of this tool, by its path below `tools/harvest/`.
    pub fn tool(&self, path: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
    }
}
