//! Every lint fires once here, on a registry that is right but for one thing.

use std::path::Path;

use super::*;
use crate::source::{Article, Codes, Family, Heading, Map, MapRow, Namespace, SynonymKind, Synonyms};

const MANIFEST: &str = r#"
title = "toy code"
about = "Codes of a toy."
notation = "decimal"
width = 32
prefixes = ["TOY_"]
"#;

const CODES: &str = "code\tsymbol\taliases\tfamily\tsummary
1\tTOY_BROKEN\tTOY_BRKN\tparts\tThe winding mechanism refused to turn because a tooth is missing.
2\tTOY_LOST\t\tparts\tThe owner has no idea under which piece of furniture it rolled.
";

const FAMILY: &str = "# Parts of toys

## Meaning
A wooden toy has moving pieces, and each piece that stops moving answers with a number of its own to whoever asked it to turn.
The numbers come from the workshop that carved the piece, and they are the same for every model that the workshop ever sold.

## Developer guidance
Turn the key twice with `turn --slowly` and listen for the click that the spring makes when its last winding is reached.

## Sources
https://example.org/toys
Checked: 2026-11-22
";

const ARTICLE: &str = "# TOY_BROKEN

## Meaning
The spring was wound and the first wheel did not follow, so the mechanism gave up before anything moved on the floor.
Unlike `TOY_LOST`, the toy is still in the room and can be held in the hand while somebody looks for the tooth.

## Details
A wheel of sixteen teeth needs all of them, because the pinion below it has no play and stops at the first gap it meets.
The number is 1 (0x1), and `TOY_BROKEN` (1) has never had another one in any catalogue of the workshop since the first.

## Developer guidance
1. Open the back with a coin and count the teeth of the largest wheel under good light before anything else is tried.
2. Compare the count with `teeth --list`, which prints what the drawing of the model says about every wheel in it.

## Related errors
- `TOY_LOST`: nobody knows where the toy is, so there are no teeth to count.

## FAQ
### Can it be glued?
Glue fills the gap beside the missing tooth and stops the next wheel as well.

## Sources
https://example.org/broken
Checked: 2026-11-22
";

struct Toy {
    manifest: String,
    codes: String,
    family: String,
    article: String,
    path: &'static str,
    map: Vec<(&'static str, &'static str)>,
    exceptions: &'static str,
}

impl Default for Toy {
    fn default() -> Self {
        Self {
            manifest: MANIFEST.into(),
            codes: CODES.into(),
            family: FAMILY.into(),
            article: ARTICLE.into(),
            path: "toy/articles/parts/TOY_BROKEN.md",
            map: vec![("TOY_BROKEN", "TOY_LOST")],
            exceptions: "",
        }
    }
}

impl Toy {
    fn registry(&self) -> Registry {
        let mut registry = Registry::default();
        let findings = &mut registry.findings;
        let manifest = toml::from_str(&self.manifest).expect("a manifest");
        let codes = Codes::parse(Path::new("toy/codes.tsv"), &self.codes, &manifest, findings);
        let required = [Heading::Meaning, Heading::DeveloperGuidance, Heading::Sources];
        let page = Article::parse(Path::new("toy/families/parts.md"), &self.family, &required, findings);
        let article = Article::parse(Path::new(self.path), &self.article, &required, findings);
        registry.namespaces.push(Namespace {
            name: "toy".into(),
            manifest,
            codes,
            facilities: Vec::new(),
            families: vec![Family { name: "parts".into(), page }],
            articles: vec![article],
        });
        let row = |(index, (from, to)): (usize, &(&str, &str))| MapRow {
            line: index + 2,
            from: (*from).into(),
            to: (*to).into(),
            lossy: false,
            note: String::new(),
        };
        registry.maps.push(Map {
            path: "maps/toy-toy.tsv".into(),
            from: "toy".into(),
            to: "toy".into(),
            rows: self.map.iter().enumerate().map(row).collect(),
        });
        registry
    }

    fn findings(&self) -> Vec<String> {
        let exceptions = Exceptions::parse(self.exceptions).expect("exceptions");
        lint(&self.registry(), &exceptions).iter().map(ToString::to_string).collect()
    }

    /// Replaces a piece of the article.
    fn article(from: &str, to: &str) -> Self {
        assert!(ARTICLE.contains(from), "{from}");
        Self { article: ARTICLE.replace(from, to), ..Self::default() }
    }

    /// Replaces a piece of the table.
    fn codes(from: &str, to: &str) -> Self {
        assert!(CODES.contains(from), "{from}");
        Self { codes: CODES.replace(from, to), ..Self::default() }
    }

    #[track_caller]
    fn finds(&self, expected: &str) {
        let findings = self.findings();
        assert!(findings.iter().any(|finding| finding.contains(expected)), "{expected} is not among {findings:#?}");
    }
}

#[test]
fn the_toy_itself_is_right() {
    assert_eq!(Toy::default().findings(), Vec::<String>::new());
}

#[test]
fn sections() {
    Toy::article("## Meaning", "## Mening").finds("TOY_BROKEN.md:3: sections: `Mening` is none of the sections");
    Toy::article("## Details", "## FAQ").finds("sections: section `Developer guidance` is out of order");
    Toy::article("## Meaning", "## Details").finds("TOY_BROKEN.md:1: sections: section `Meaning` is missing");
    Toy::article("Checked: 2026-11-22", "Checked: 2026-13-22").finds("`2026-13-22` is no day");
    Toy::article("- `TOY_LOST`: nobody", "- TOY_LOST nobody").finds("a related error is written");
}

#[test]
fn codes_table() {
    Toy::codes("2\tTOY_LOST", "0\tTOY_LOST").finds("toy/codes.tsv:3: codes-table: `TOY_LOST` does not belong behind");
    Toy::codes("TOY_BRKN", "TOY_LOST").finds("codes-table: `TOY_LOST` stands in line 2 already");
    Toy::codes("2\tTOY_LOST", "02\tTOY_LOST").finds("codes-table: `02` should be written 2");
    let rule = "[[unwrap]]\nmask = \"0x1\"\nequals = \"0x1\"\nkeep = \"0x0\"\nto = \"none\"\nreason = \"it is so\"\n";
    Toy { manifest: format!("{MANIFEST}{rule}"), ..Toy::default() }.finds("`none`, which is no namespace");
}

#[test]
fn families() {
    Toy::codes("parts\tThe owner", "part\tThe owner").finds("codes.tsv:3: families: family `part` has no page");
    let elsewhere = CODES.replace("\tparts\t", "\tpieces\t");
    Toy { codes: elsewhere, ..Toy::default() }.finds("families/parts.md:1: families: no code belongs");
}

#[test]
fn maps() {
    Toy { map: vec![("TOY_BROKEN", "TOY_NEW")], ..Toy::default() }.finds("maps: `toy:TOY_NEW` is not in the registry");
    Toy { map: vec![("TOY_BRKN", "TOY_LOST")], ..Toy::default() }.finds("`TOY_BRKN` is another name of `TOY_BROKEN`");
    let twice = vec![("TOY_LOST", "TOY_BROKEN"), ("TOY_BROKEN", "TOY_LOST")];
    Toy { map: twice, ..Toy::default() }.finds("maps/toy-toy.tsv:3: maps: `TOY_BROKEN` is out of order");
}

#[test]
fn contexts() {
    let mut registry = Toy::default().registry();
    let entry = |phrase: &str, namespace: &str| crate::source::Context {
        line: 2,
        phrase: phrase.into(),
        namespaces: vec![namespace.into()],
        hex: false,
        owner: String::new(),
    };
    registry.contexts = vec![entry("toy error", "toy"), entry("boy error", "boy")];
    let findings: Vec<String> = lint(&registry, &Exceptions::default()).iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        [
            "contexts.tsv:2: contexts: `boy error` is out of order or stands twice",
            "contexts.tsv:2: contexts: `boy` is no namespace"
        ]
    );
    registry.contexts = vec![entry("toy error", "toy@mars=TOY_GONE"), entry("toy fault", "+toy=TOY_LOST")];
    let findings: Vec<String> = lint(&registry, &Exceptions::default()).iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        [
            "contexts.tsv:2: contexts: `TOY_GONE` is no platform or code of toy",
            "contexts.tsv:2: contexts: `mars` is no platform or code of toy"
        ]
    );
}

#[test]
fn words_that_name_a_component() {
    let mut toy = Toy::default();
    toy.manifest.push_str("[[component]]\nname = \"spring\"\nnamed = true\nnamed_by = [\"wound up\", \"wou\"]\n");
    toy.codes = toy.codes.replace("aliases\t", "aliases\tcomponent\t").replace("BRKN\t", "BRKN\tspring\t");
    toy.codes = toy.codes.replace("LOST\t\t", "LOST\t\t\t");
    let mut registry = toy.registry();
    registry.contexts = vec![crate::source::Context {
        line: 2,
        phrase: "was wound up".into(),
        namespaces: vec!["toy".into()],
        hex: false,
        owner: String::new(),
    }];
    let findings: Vec<String> = lint(&registry, &Exceptions::default()).iter().map(ToString::to_string).collect();
    // Part of a word is none.
    assert_eq!(
        findings,
        ["toy/namespace.toml:0: codes-table: no phrase of contexts.tsv holds `wou`, which names `spring`"]
    );
}

#[test]
fn synonyms() {
    let mut registry = Toy::default().registry();
    let line = |number: usize, kind: SynonymKind, words: &str, others: &str| {
        let split = |cell: &str| cell.split_ascii_whitespace().map(str::to_owned).collect();
        Synonyms { line: number, kind, words: split(words), others: split(others) }
    };
    registry.synonyms = vec![
        line(2, SynonymKind::Group, "gap wheel lost", ""),
        line(3, SynonymKind::Group, "tooth lost wheel lorry", ""),
        line(4, SynonymKind::Short, "brkn", "broken"),
        line(5, SynonymKind::Short, "abs", "absolute"),
    ];
    let findings: Vec<String> = lint(&registry, &Exceptions::default()).iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        [
            "synonyms.tsv:3: synonyms: `lost` and `wheel` stand together in line 2 already",
            "synonyms.tsv:3: synonyms: no name and no text of the registry has `lorry`",
            "synonyms.tsv:5: synonyms: `abs` is out of order or stands twice",
            "synonyms.tsv:5: synonyms: no name and no text of the registry has `abs`",
            "synonyms.tsv:5: synonyms: no name and no text of the registry has `absolute`",
        ]
    );
}

#[test]
fn summaries() {
    Toy::codes("it rolled.", "it rolled").finds("codes.tsv:3: summaries: a summary ends with a full stop");
    Toy::codes("it rolled.", &format!("{}.", "it rolled ".repeat(12))).finds("a summary has at most 160");
    Toy::codes("The owner has no idea under which piece of furniture it rolled.", "The toy is lost.")
        .finds("nothing but the words of `TOY_LOST`");
    Toy::codes("The owner", "This error means the owner").finds("`This error` says nothing");
    let same = "The winding mechanism refused to turn because a tooth is missing.";
    Toy::codes("The owner has no idea under which piece of furniture it rolled.", same)
        .finds("`TOY_LOST` has the same summary as `TOY_BROKEN`");
}

#[test]
fn placement() {
    Toy { path: "toy/articles/wheels/TOY_BROKEN.md", ..Toy::default() }.finds("belongs in articles/parts/");
    Toy { path: "toy/articles/parts/TOY.md", ..Toy::default() }.finds("and the file's name `TOY`");
    Toy::article("# TOY_BROKEN", "# TOY_NEW").finds("`TOY_NEW` is no code of toy");
}

#[test]
fn related_resolves() {
    Toy::article("- `TOY_LOST`:", "- `TOY_NEW`:").finds("related-resolves: `TOY_NEW` is not in the registry");
    Toy::article("- `TOY_LOST`:", "- `TOY_BROKEN`:").finds("related-resolves: `TOY_BROKEN` is the article's own code");
    Toy::article("- `TOY_LOST`:", "- `other:TOY_LOST`:").finds("`other:TOY_LOST` is not in the registry");
}

#[test]
fn symbols_resolve() {
    Toy::article("Unlike `TOY_LOST`", "Unlike `TOY_STOLEN`").finds("TOY_BROKEN.md:5: symbols-resolve: `TOY_STOLEN`");
    Toy::article("Unlike `TOY_LOST`", "Unlike `toy:LOST_ONE`").finds("symbols-resolve: `toy:LOST_ONE`");
}

#[test]
fn numbers_agree() {
    Toy::article("`TOY_BROKEN` (1)", "`TOY_BROKEN` (3)").finds("numbers-agree: `TOY_BROKEN` has not the number 3");
    Toy::article("1 (0x1)", "1 (0x2)").finds("TOY_BROKEN.md:9: numbers-agree: 1 is not 0x2");
}

#[test]
fn faq_questions() {
    Toy::article("Can it be glued?", "It can be glued").finds("faq-questions: `It can be glued` is no question");
    Toy::article("Glue fills", "No.\nNo.\nNo.\nNo.\nGlue fills").finds("faq-questions: an answer of 5 lines");
}

#[test]
fn links() {
    Toy::article("https://example.org/broken", "http://example.org").finds("is no https address");
    Toy::article("https://example.org/broken", "https://winerrorcodes.com/1").finds("is generated and no source");
}

#[test]
fn plain_text() {
    Toy::article("A wheel of", "A **wheel** of").finds("plain-text: emphasis");
    Toy::article("A wheel of", "A [wheel](https://example.org) of").finds("plain-text: a link in the text");
    Toy::article("A wheel of", "| A wheel of").finds("plain-text: a table");
    Toy::article("A wheel of", "A `wheel of").finds("plain-text: a backtick without its twin");
    Toy::article("A wheel of", "A wheel\u{2014}of").finds("is not ASCII");
}

#[test]
fn tone() {
    Toy::article("A wheel of", "Simply put, a wheel of").finds("tone: `Simply` says nothing");
    Toy::codes("The owner", "The owner just").finds("tone: `just` in the summary of `TOY_LOST`");
}

#[test]
fn budgets() {
    let long = "All of this is true of a wheel as well. ".repeat(100);
    Toy::article("A wheel of", &format!("{long}A wheel of")).finds("budgets: ");
    let one = "Unlike `TOY_LOST`, the toy is still in the room and can be held in the hand while somebody looks for the tooth.\n";
    Toy::article(one, "").finds("budgets: Meaning has 1 sentences");
}

#[test]
fn no_boilerplate() {
    let sentence = "Turn the key twice with `turn --slowly` and listen for the click that the spring makes when its last winding is reached.";
    Toy::article("1. Open", &format!("{sentence}\n\n1. Open")).finds("no-boilerplate: the sentence stands in");
}

#[test]
fn near_articles_are_found() {
    let mut registry = Toy::default().registry();
    let mut twin = registry.namespaces[0].articles[0].clone();
    twin.path = "toy/articles/parts/TOY_LOST.md".into();
    registry.namespaces[0].articles.push(twin);
    let (share, ..) = nearest_pair(&Context::new(&registry)).expect("two articles");
    assert!(share > 0.99, "{share}");
}

#[test]
fn exceptions_excuse_and_must_be_needed() {
    let mut toy = Toy::article("A wheel of", "Simply put, a wheel of");
    toy.exceptions = "[[allow]]\nlint = \"tone\"\npath = \"toy/articles/parts/TOY_BROKEN.md\"\ntext = \"Simply\"\nreason = \"a quotation\"\n";
    assert_eq!(toy.findings(), Vec::<String>::new());
    Toy { exceptions: toy.exceptions, ..Toy::default() }.finds("excuses nothing any more");
}
