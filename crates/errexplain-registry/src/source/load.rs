//! The registry's folder, read whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Finding;
use super::article::{Article, Heading};
use super::codes::Codes;
use super::contexts::Context;
use super::namespace::{Facility, Manifest};
use super::synonyms::Synonyms;

/// The lint that the folder's form is checked under.
const LINT: &str = "layout";

/// The sections that an article must have.
const ARTICLE_REQUIRED: [Heading; 4] =
    [Heading::Meaning, Heading::DeveloperGuidance, Heading::RelatedErrors, Heading::Sources];
/// The sections that a family's page must have.
const FAMILY_REQUIRED: [Heading; 3] = [Heading::Meaning, Heading::DeveloperGuidance, Heading::Sources];

/// A registry in memory.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// By name.
    pub namespaces: Vec<Namespace>,
    /// By file name.
    pub maps: Vec<Map>,
    /// `contexts.tsv`, in the order of the file.
    pub contexts: Vec<Context>,
    /// `synonyms.tsv`, in the order of the file.
    pub synonyms: Vec<Synonyms>,
    /// What is not of the form; [`crate::lint`] finds what is of the form and still wrong.
    pub findings: Vec<Finding>,
}

/// A namespace's folder.
#[derive(Clone, Debug)]
pub struct Namespace {
    /// The folder's name.
    pub name: String,
    /// `namespace.toml`.
    pub manifest: Manifest,
    /// `codes.tsv`.
    pub codes: Codes,
    /// `facilities.tsv`, by number; empty where there is none.
    pub facilities: Vec<Facility>,
    /// `families/*.md`, by name.
    pub families: Vec<Family>,
    /// `articles/*/*.md`, by path.
    pub articles: Vec<Article>,
}

impl Namespace {
    /// A table of this namespace, relative to the registry.
    pub fn path(&self, file: &str) -> PathBuf {
        Path::new(&self.name).join(file)
    }
}

/// A family's page.
#[derive(Clone, Debug)]
pub struct Family {
    /// The file's name.
    pub name: String,
    /// Its page.
    pub page: Article,
}

/// A file of `maps/`.
#[derive(Clone, Debug)]
pub struct Map {
    /// The file, relative to the registry.
    pub path: PathBuf,
    /// The namespace that is mapped.
    pub from: String,
    /// The namespace that it is mapped to.
    pub to: String,
    /// In the order of the file.
    pub rows: Vec<MapRow>,
}

/// A line of a map.
#[derive(Clone, Debug)]
pub struct MapRow {
    /// The line's number, from 1.
    pub line: usize,
    /// A symbol of the first namespace.
    pub from: String,
    /// A symbol of the second.
    pub to: String,
    /// Whether several conditions are folded into one.
    pub lossy: bool,
    /// How they relate; may be empty.
    pub note: String,
}

impl Registry {
    /// The namespaces that a map's name names. Either name may hold hyphens of its own.
    fn ends_of_map(&self, name: &str) -> Option<(String, String)> {
        let known = |name: &str| self.namespaces.iter().any(|namespace| namespace.name == name);
        name.match_indices('-')
            .map(|(hyphen, _)| (&name[..hyphen], &name[hyphen + 1..]))
            .find(|(from, to)| known(from) && known(to))
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
    }
}

/// Reads the registry in a folder.
///
/// # Errors
/// Where the folder or a file in it cannot be read. Mistakes in the files' contents are findings of the result.
pub fn load(root: &Path) -> io::Result<Registry> {
    let mut registry = Registry::default();
    for entry in sorted(root)? {
        let name = file_name(&entry);
        if !entry.is_dir() || name == "maps" {
            continue;
        }
        if entry.join("namespace.toml").is_file() {
            if let Some(namespace) = load_namespace(root, &name, &mut registry.findings)? {
                registry.namespaces.push(namespace);
            }
        } else {
            let message = "neither maps nor a namespace: there is no namespace.toml";
            registry.findings.push(Finding::new(Path::new(&name), 0, LINT, message));
        }
    }
    load_maps(root, &root.join("maps"), &mut registry)?;
    registry.contexts = load_table(root, "contexts.tsv", Context::parse_table, &mut registry.findings)?;
    registry.synonyms = load_table(root, "synonyms.tsv", Synonyms::parse_table, &mut registry.findings)?;
    Ok(registry)
}

/// Reads a table of the registry's folder; one that is not there is empty.
fn load_table<T>(
    root: &Path,
    file: &str,
    parse: impl Fn(&Path, &str, &mut Vec<Finding>) -> Vec<T>,
    findings: &mut Vec<Finding>,
) -> io::Result<Vec<T>> {
    let path = root.join(file);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    Ok(parse(Path::new(file), &fs::read_to_string(path)?, findings))
}

fn load_namespace(root: &Path, name: &str, findings: &mut Vec<Finding>) -> io::Result<Option<Namespace>> {
    let folder = root.join(name);
    let relative = Path::new(name);
    if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        let message = "a namespace's name holds lower-case letters, digits and hyphens only";
        findings.push(Finding::new(relative, 0, LINT, message));
    }
    let manifest: Manifest = match toml::from_str(&fs::read_to_string(folder.join("namespace.toml"))?) {
        Ok(manifest) => manifest,
        Err(error) => {
            findings.push(Finding::new(&relative.join("namespace.toml"), 0, LINT, error.to_string()));
            return Ok(None);
        }
    };
    let table = fs::read_to_string(folder.join("codes.tsv"))?;
    let codes = Codes::parse(&relative.join("codes.tsv"), &table, &manifest, findings);
    let facilities = load_facilities(&folder, relative, findings)?;
    let mut families = Vec::new();
    for file in markdown(&folder.join("families"))? {
        let name = file_name(&file).trim_end_matches(".md").to_owned();
        families.push(Family { name, page: load_page(root, &file, &FAMILY_REQUIRED, findings)? });
    }
    let mut articles = Vec::new();
    for shard in sorted(&folder.join("articles"))? {
        for file in markdown(&shard)? {
            articles.push(load_page(root, &file, &ARTICLE_REQUIRED, findings)?);
        }
    }
    Ok(Some(Namespace { name: name.to_owned(), manifest, codes, facilities, families, articles }))
}

fn load_facilities(folder: &Path, relative: &Path, findings: &mut Vec<Finding>) -> io::Result<Vec<Facility>> {
    let path = folder.join("facilities.tsv");
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let mut facilities = Vec::new();
    for (index, line) in fs::read_to_string(path)?.lines().enumerate().skip(1) {
        match Facility::parse(line) {
            Some(facility) => facilities.push(facility),
            None => findings.push(Finding::new(
                &relative.join("facilities.tsv"),
                index + 1,
                LINT,
                "not a number, a name and perhaps a summary",
            )),
        }
    }
    facilities.sort_by_key(|facility: &Facility| facility.number);
    Ok(facilities)
}

fn load_page(root: &Path, file: &Path, required: &[Heading], findings: &mut Vec<Finding>) -> io::Result<Article> {
    let relative = file.strip_prefix(root).unwrap_or(file);
    Ok(Article::parse(relative, &fs::read_to_string(file)?, required, findings))
}

fn load_maps(root: &Path, folder: &Path, registry: &mut Registry) -> io::Result<()> {
    for file in sorted(folder)? {
        let path = file.strip_prefix(root).unwrap_or(&file).to_owned();
        let name = file_name(&file);
        let text = fs::read_to_string(&file)?;
        let Some((from, to)) = name.strip_suffix(".tsv").and_then(|name| registry.ends_of_map(name)) else {
            let message = "a map is named <from>-<to>.tsv, after two namespaces";
            registry.findings.push(Finding::new(&path, 0, LINT, message));
            continue;
        };
        let mut rows = Vec::new();
        for (index, line) in text.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[..] {
                [from, to, relation @ ("same" | "lossy"), note] => rows.push(MapRow {
                    line: index + 1,
                    from: from.to_owned(),
                    to: to.to_owned(),
                    lossy: relation == "lossy",
                    note: note.to_owned(),
                }),
                _ => {
                    let message = "not four cells: from, to, same or lossy, note";
                    registry.findings.push(Finding::new(&path, index + 1, LINT, message));
                }
            }
        }
        registry.maps.push(Map { path, from, to, rows });
    }
    Ok(())
}

/// The entries of a folder by name; none where it does not exist. Hidden files are passed over.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !file_name(&path).starts_with('.') {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}

fn markdown(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = sorted(folder)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    Ok(files)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
