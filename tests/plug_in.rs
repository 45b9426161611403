//! A new namespace is a folder and no code: a toy one is written, packed, looked up and printed.

use std::fs;
use std::path::Path;

use errexplain::lookup::Scope;
use errexplain::render::{Layout, text};
use errexplain::report;
use errexplain::search::search;
use errexplain_registry::format::{HEADER, Section};
use errexplain_registry::{Registry, pack, source};

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

/// Two toy namespaces: numbers of `crate` carry those of `toy`.
fn blob() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let family = "# Wooden toys\n\n## Meaning\nToys of wood.\n\n## Developer guidance\nLook for splinters.\n\n\
                  ## Sources\nhttps://example.org/\nChecked: 2026-11-22\n";
    write(
        root,
        "toy/namespace.toml",
        "title = \"toy code\"\nabout = \"Codes of toys.\"\naliases = [\"plaything\"]\nnotation = \"decimal\"\nwidth = 32\n\
         signed = true\nprefixes = [\"TOY_\"]\nplatforms = [\"attic\", \"cellar\"]\n[reading]\ndecimal = 10\nnegative = 10\n\
         [[column]]\nname = \"colour\"\nlabel = \"Colour\"\n",
    );
    write(
        root,
        "toy/codes.tsv",
        "symbol\tattic\tcellar\taliases\tfamily\told\tcolour\tsummary\n\
         TOY_GONE\t-7\t-7\t\twood\t\tred\tIt rolled away.\n\
         TOY_BROKEN\t3\t4\tTOY_BRKN\twood\t9\t\tA wheel came off.\n",
    );
    write(root, "toy/families/wood.md", family);
    write(
        root,
        "toy/articles/wood/TOY_BROKEN.md",
        "# TOY_BROKEN\n\n## Meaning\nA wheel came off.\n\n## Developer guidance\n1. Glue it.\n\n## Related errors\n\
         - `TOY_GONE`: it is not even there.\n\n## FAQ\n### Which glue?\nHide glue.\n\n## Sources\nhttps://example.org/\n\
         Checked: 2026-11-22\n",
    );
    write(
        root,
        "crate/namespace.toml",
        "title = \"crate code\"\nabout = \"Codes of crates.\"\nnotation = \"hex\"\nwidth = 32\n[reading]\nhex8 = 10\n\
         [[field]]\nname = \"shelf\"\nbits = \"16-31\"\ntable = \"facilities\"\n\
         [[unwrap]]\nmask = \"0xFFFF0000\"\nequals = \"0x00770000\"\nkeep = \"0x0000FFFF\"\nto = \"toy\"\n\
         reason = \"shelf 119 holds toys\"\n",
    );
    write(root, "crate/facilities.tsv", "number\tname\tsummary\n119\tSHELF_TOYS\ttoys\n");
    write(root, "crate/codes.tsv", "code\tsymbol\tfamily\tsummary\n0x00010001\tCRATE_FULL\twood\tNo room.\n");
    write(root, "crate/families/wood.md", family);
    write(root, "maps/toy-crate.tsv", "from\tto\trelation\tnote\nTOY_GONE\tCRATE_FULL\tlossy\tboth are bad\n");
    let registry = source::load(root).expect("the folder can be read");
    assert_eq!(registry.findings, []);
    pack::pack(&registry)
}

fn page(registry: Registry<'_>, query: &str) -> String {
    let layout = Layout { width: 100, sections: Vec::new(), all: false, hyperlinks: false };
    let reports = report::explain(registry, query, &errexplain::lookup::Scope::Offered, 1);
    let report = &reports[0];
    let page = text::render(report, &layout) + &text::render_miss(report, &layout);
    anstream::adapter::strip_str(&page).to_string()
}

#[test]
fn a_folder_is_a_namespace() {
    let blob = blob();
    let registry = Registry::open(&blob).expect("a packed registry");
    for (query, expected) in [
        ("3", "TOY_BROKEN - 3 (0x3)\ntoy code; Wooden toys\nA wheel came off."),
        ("3", "Reading: the number as it is written; on attic"),
        ("3", "Values: 3 on attic; 4 on cellar; 9 in earlier versions"),
        ("3", "toy:TOY_GONE - -7 (0xFFFFFFF9)\n      it is not even there."),
        ("4", "Reading: the number as it is written; on cellar"),
        ("9", "earlier versions gave it this number, today it has 3"),
        ("-7", "TOY_GONE - -7 (0xFFFFFFF9)"),
        ("-7", "Colour: red"),
        ("-7", "Becomes: crate:CRATE_FULL - 0x00010001, with others (both are bad)"),
        ("toy:0xFFFFFFF9", "Reading: 0xFFFFFFF9 is -7 read as a signed 32-bit number"),
        ("plaything:broken", "TOY_BROKEN - 3"),
        ("toy_brkn", "`toy_brkn` is another name for it"),
        ("0x00770003", "in 0x00770003, shelf 119 holds toys"),
        ("0x0077FFFF", "shelf 119 SHELF_TOYS (toys)"),
        ("0x00010001", "Comes from: toy:TOY_GONE - -7"),
    ] {
        let page = page(registry, query);
        assert!(page.contains(expected), "{query}: {expected:?} is not in\n{page}");
    }
}

#[test]
fn the_words_of_a_folder_are_found() {
    let blob = blob();
    let registry = Registry::open(&blob).expect("a packed registry");
    let found = |text: &str| -> Vec<&str> {
        let found = search(registry, text, &Scope::Offered, 10, false);
        found.hits.iter().map(|hit| hit.code.symbol).collect()
    };
    // By name, summary, article, family and namespace; a word of the family alone finds no code.
    for (text, symbols) in [
        ("broken", &["TOY_BROKEN"][..]),
        ("wheels coming", &["TOY_BROKEN"]),
        ("glue", &["TOY_BROKEN"]),
        ("brokne", &["TOY_BROKEN"]),
        ("whee", &["TOY_BROKEN"]),
        ("rolled glue", &["TOY_GONE", "TOY_BROKEN"]),
        ("toy_brkn", &["TOY_BROKEN", "TOY_GONE"]),
        ("-7", &["TOY_GONE"]),
        ("no", &["CRATE_FULL"]),
        ("splinters", &[]),
        ("the", &[]),
    ] {
        assert_eq!(found(text), symbols, "{text}");
    }
}

#[test]
fn damaged_blobs_are_refused_or_read_as_empty() {
    let blob = blob();
    assert!(Registry::open(&[]).is_err());
    assert!(Registry::open(b"not a registry at all").is_err());
    for cut in (0..blob.len()).step_by(7) {
        if let Ok(registry) = Registry::open(&blob[..cut]) {
            page(registry, "3");
        }
    }
    // The words of the index are trusted: to check them would take longer than to search.
    let entry = &blob[8 + Section::Words as usize * 8..];
    let [start, length] =
        [0, 4].map(|at| u32::from_le_bytes(entry[at..at + 4].try_into().expect("four bytes")) as usize);
    for at in (HEADER..blob.len()).step_by(11).filter(|at| !(start..start + length).contains(at)) {
        let mut damaged = blob.clone();
        damaged[at] ^= 0xFF;
        if let Ok(registry) = Registry::open(&damaged) {
            page(registry, "3");
            page(registry, "toy_brkn");
            search(registry, "glue wheels brokne", &Scope::Offered, 10, true);
        }
    }
}
