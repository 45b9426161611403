//! The words of the registry while its index is made: each with its stem, and names that are several words written as one.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::source::{Registry, SynonymKind};

/// A word as it is written.
#[derive(Clone, Copy)]
struct Surface {
    stem: u32,
    /// How often prose has it.
    count: u32,
}

/// All words met so far.
#[derive(Default)]
pub(super) struct Vocabulary {
    surfaces: HashMap<String, Surface>,
    stems: HashMap<String, u32>,
}

/// How often prose must have a word for names to be taken apart by it, and for a name's word not to be taken apart.
const COMMON: u32 = 3;
/// The shortest word that may be written together with another.
const SHORTEST_COMPOUND: usize = 6;

impl Vocabulary {
    fn intern(&mut self, word: &str) -> &mut Surface {
        // The entry by reference first: most words are known.
        if !self.surfaces.contains_key(word) {
            let stem = stem(word);
            let next = self.stems.len() as u32;
            let stem = *self.stems.entry(stem).or_insert(next);
            self.surfaces.insert(word.to_owned(), Surface { stem, count: 0 });
        }
        self.surfaces.get_mut(word).expect("it was just stored")
    }

    /// The stem of a word of prose, which is counted.
    pub(super) fn prose(&mut self, word: &str) -> u32 {
        let surface = self.intern(word);
        surface.count += 1;
        surface.stem
    }

    /// The stem of a word of a name.
    pub(super) fn name(&mut self, word: &str) -> u32 {
        self.intern(word).stem
    }

    /// Whether prose has a word often enough for names to be taken apart by it.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.count(word) >= COMMON
    }

    fn count(&self, word: &str) -> u32 {
        self.surfaces.get(word).map_or(0, |surface| surface.count)
    }

    /// How many stems there are; they are numbered from 0.
    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    /// Every word and every stem with the stem's number, sorted.
    pub(super) fn sorted(&self) -> Vec<(&str, u32)> {
        let mut all: Vec<(&str, u32)> =
            self.surfaces.iter().map(|(word, surface)| (word.as_str(), surface.stem)).collect();
        let bare = self.stems.iter().filter(|(stem, _)| !self.surfaces.contains_key(*stem));
        all.extend(bare.map(|(stem, &number)| (stem.as_str(), number)));
        all.sort_unstable();
        all
    }

    /// Takes a word of a name apart that is several words written as one: `notfound`, `accessdenied`, `connrefused`. Nothing
    /// for a word that prose has, and for one that is not made of such words alone.
    pub(super) fn parts(&self, word: &str, short: &ShortForms<'_>) -> Vec<String> {
        if word.len() < SHORTEST_COMPOUND
            || self.count(word) >= COMMON
            || !word.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            return Vec::new();
        }
        // best[end]: the cheapest way to the end, as its cost and the start of its last word.
        let mut best: Vec<Option<(f32, usize)>> = vec![None; word.len() + 1];
        best[0] = Some((0.0, 0));
        for end in 2..=word.len() {
            for start in (0..=end - 2).rev() {
                let (Some((cost, _)), part) = (best[start], &word[start..end]) else { continue };
                let count = self.count(part);
                let known = match part.len() {
                    2 => matches!(part, "no" | "in" | "to" | "of" | "on" | "is" | "id" | "io" | "db" | "ip"),
                    3 => count >= 8 * COMMON || short.0.contains_key(part),
                    _ => count >= COMMON || short.0.contains_key(part),
                };
                if !known {
                    continue;
                }
                // Few words and long ones: each costs more than its rarity.
                let cost = cost + 12.0 - (count.max(COMMON) as f32).ln();
                if best[end].is_none_or(|(known, _)| cost < known) {
                    best[end] = Some((cost, start));
                }
            }
        }
        let mut parts = Vec::new();
        let mut end = word.len();
        while end > 0 {
            let Some((_, start)) = best[end] else { return Vec::new() };
            parts.push(word[start..end].to_owned());
            end = start;
        }
        parts.reverse();
        if parts.len() < 2 { Vec::new() } else { parts }
    }
}

/// Words that names write short, and in full where people speak. The full word is found by either.
pub(super) struct ShortForms<'a>(HashMap<&'a str, &'a str>);

impl<'a> ShortForms<'a> {
    /// Those of a registry.
    pub(super) fn of(registry: &'a Registry) -> Self {
        let short = registry.synonyms.iter().filter(|synonyms| synonyms.kind == SynonymKind::Short);
        Self(short.map(|synonyms| (synonyms.words[0].as_str(), synonyms.others[0].as_str())).collect())
    }

    /// The full form of a word that is written short.
    pub(super) fn full(&self, word: &str) -> Option<&'a str> {
        self.0.get(word).copied()
    }
}

/// The form that a word shares with its inflections.
fn stem(word: &str) -> String {
    let regular = match word {
        "found" => "find",
        "cannot" => "not",
        "sent" => "send",
        "lost" => "lose",
        "broke" | "broken" => "break",
        "began" | "begun" => "begin",
        "chose" | "chosen" => "choose",
        "written" | "wrote" => "write",
        "built" => "build",
        "held" => "hold",
        "kept" => "keep",
        "made" => "make",
        "gone" | "went" => "go",
        "left" => "leave",
        "met" => "meet",
        "ran" => "run",
        "taken" | "took" => "take",
        "given" | "gave" => "give",
        "bound" => "bind",
        "hung" => "hang",
        "frozen" | "froze" => "freeze",
        "hidden" => "hide",
        "forbidden" => "forbid",
        "denial" => "deny",
        "refusal" => "refuse",
        "failure" => "fail",
        "removal" => "remove",
        "children" => "child",
        "indices" => "index",
        "vertices" => "vertex",
        word => word,
    };
    if regular.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        Stemmer::create(Algorithm::English).stem(regular).into_owned()
    } else {
        regular.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{COMMON, ShortForms, Vocabulary};

    #[test]
    fn words_share_a_stem() {
        let mut vocabulary = Vocabulary::default();
        let denied = vocabulary.prose("denied");
        assert_eq!(vocabulary.prose("denies"), denied);
        assert_eq!(vocabulary.name("denial"), denied);
        assert_ne!(vocabulary.name("0x5"), denied);
        assert_eq!(vocabulary.prose("found"), vocabulary.prose("find"));
        assert!(vocabulary.sorted().is_sorted());
    }

    #[test]
    fn compounds_are_taken_apart_by_common_words() {
        let mut vocabulary = Vocabulary::default();
        let short = ShortForms(HashMap::from([("conn", "connection")]));
        for _ in 0..COMMON {
            for word in ["file", "found", "access", "denied", "notebook"] {
                vocabulary.prose(word);
            }
        }
        for _ in 0..8 * COMMON {
            vocabulary.prose("not");
        }
        assert_eq!(vocabulary.parts("filenotfound", &short), ["file", "not", "found"]);
        assert_eq!(vocabulary.parts("conndenied", &short), ["conn", "denied"]);
        for whole in ["notebook", "access", "nofilex", "denie", "file2found"] {
            assert_eq!(vocabulary.parts(whole, &short), [""; 0], "{whole}");
        }
    }
}
