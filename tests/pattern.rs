//! What a scan looks for, as one regular expression: `rg` is given it where the two are compared.

use errexplain::message::{BREAKS, FILLERS, LONGEST_GAP, Phrase, Reader, forms};
use errexplain::registry::embedded;

/// Hex of full width, a large negative number, a name with underscores or a prefix, or a number with the words of a phrase
/// around it.
fn pattern(reader: &Reader<'_>) -> String {
    let breaks: String = BREAKS.iter().map(|byte| format!(r"\x{byte:02x}")).collect();
    let gap = format!("[^0-9A-Za-z{breaks}]{{1,{LONGEST_GAP}}}");
    let words = |words: &[&str]| words.iter().map(|word| any_case(word)).collect::<Vec<_>>().join(&gap);
    let read = || reader.phrases().iter().filter(|phrase| !phrase.unread);
    // A phrase that ends as another one does is found with it.
    let mut before: Vec<&[&str]> = read().map(|phrase| &*phrase.before).filter(|words| !words.is_empty()).collect();
    before.sort_unstable_by_key(|words| (words.len(), *words));
    before.dedup();
    let mut shortest: Vec<&[&str]> = Vec::new();
    for phrase in before {
        if !shortest.iter().any(|shorter| phrase.ends_with(shorter)) {
            shortest.push(phrase);
        }
    }
    let before: Vec<String> = shortest.into_iter().map(words).collect();
    let behind = |phrase: &&Phrase<'_>| phrase.before.is_empty();
    let after: Vec<String> = read().filter(behind).map(|phrase| words(&phrase.after)).collect();
    format!(
        r"(?-u)(?:0[xX][0-9A-Fa-f]{{4}} ?[0-9A-Fa-f]{{4}}|&[Hh][0-9A-Fa-f]{{8}}|(?m:^|[^0-9A-Za-z])-[12][0-9,]{{9}}|[A-Z0-9]_[A-Za-z0-9]|\b(?:{})[A-Z0-9]{{2}}|(?i:{})(?:{gap}(?i:{}))*(?:{gap})?(?:[A-Za-z]{{0,7}}[0-9]|[A-Fa-f]{{2}}(?:[^0-9A-Za-z_\n]|(?m:$)))|[0-9]{gap}(?i:{}))",
        reader.names().prefixes().join("|"),
        before.join("|"),
        FILLERS.join("|"),
        after.join("|"),
    )
}

/// A word in any case.
fn any_case(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let bytes = |word: String| word.bytes().map(|byte| format!(r"\x{byte:02X}")).collect::<String>();
    format!("(?-i:{})", forms(word).map(bytes).join("|"))
}

#[test]
#[ignore = "prints the pattern for rg -c -f"]
fn prints_the_pattern() {
    println!("{}", pattern(&Reader::new(embedded())));
}
