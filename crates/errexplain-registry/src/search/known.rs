//! How much of a text the index knows: what tells the registry's language from others.

use super::dictionary::Found;

/// The least number of words by which a language is told.
const SENTENCE: usize = 3;
/// Letters of a word that weighs in full, and what a shorter one weighs.
const LONG: usize = 4;
const SHORT: f32 = 0.5;
/// Letters of a word that is near to another by a slip and not by chance.
const LONGER: usize = 7;
/// How many times a word weighs that is not known and has letters that English lacks.
const ACCENTED: f32 = 2.0;
/// The least share of a text's words that are known where it is in the registry's language.
const SPOKEN: f32 = 0.5;
/// What a word counts there that is perhaps known, in a text of few words: a sentence is told by its other words.
const PERHAPS: f32 = 0.5;

/// How much of a text is known, and how well. A short word weighs less: it is one of some other language as well.
#[derive(Default)]
pub(super) struct Known {
    /// How many words were looked for.
    words: usize,
    /// What they weigh.
    all: f32,
    /// What those weigh that the index has as they are, or with another ending.
    well: f32,
    /// What those weigh that are long, and one slip away from a word of the index.
    by_slip: f32,
    /// What those weigh that are near to words of the index, as many words of any language are.
    perhaps: f32,
}

impl Known {
    /// Counts a word and how it was found. What has digits is of no language.
    pub(super) fn add(&mut self, word: &str, found: Option<Found>) {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let letters = word.chars().count();
        let weight = if letters < LONG { SHORT } else { 1.0 };
        let known = match found {
            Some(Found::Word(_) | Found::Two(..)) => &mut self.well,
            Some(Found::Others) if letters >= LONGER => &mut self.by_slip,
            Some(Found::Others | Found::Begun(_)) => &mut self.perhaps,
            None => &mut 0.0,
        };
        *known += weight;
        self.words += 1;
        self.all += if word.is_ascii() || found.is_some() { weight } else { ACCENTED * weight };
    }

    /// Whether most words are none of the registry's: a text in another language has a word or two in common with anything.
    pub(super) fn is_foreign(&self) -> bool {
        let perhaps = if self.words < SENTENCE { PERHAPS * self.perhaps } else { 0.0 };
        self.well + self.by_slip + perhaps < SPOKEN * self.all
    }

    /// Whether the index has every word.
    pub(super) fn is_complete(&self) -> bool {
        self.well == self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(words: &[(&str, Option<Found>)]) -> Known {
        let mut known = Known::default();
        words.iter().for_each(|&(word, found)| known.add(word, found));
        known
    }

    #[test]
    fn a_text_is_foreign_by_most_of_its_words() {
        let word = Some(Found::Word(0));
        assert!(!known(&[]).is_foreign());
        assert!(!known(&[("access", word), ("qqqq", None)]).is_foreign());
        assert!(known(&[("of", word), ("qqqq", None)]).is_foreign(), "a short word tells less");
        assert!(known(&[("access", word), ("\u{e9}t\u{e9}s", None)]).is_foreign(), "English has no such letters");
        assert!(known(&[("\u{43d}\u{435}", word), ("qqqq", None)]).is_foreign(), "letters count, not their bytes");
        assert!(!known(&[("0x5", None), ("access", word)]).is_foreign(), "a number is of no language");
    }

    #[test]
    fn slips_are_believed_in_few_words_and_in_long_ones() {
        let near = Some(Found::Others);
        assert!(!known(&[("acess", near)]).is_foreign());
        assert!(known(&[("plugh", near), ("xyzzy", None)]).is_foreign());
        assert!(known(&[("datei", near), ("nicht", near), ("finden", near)]).is_foreign());
        assert!(!known(&[("inacessible", near), ("deviice", near), ("boot", Some(Found::Word(0)))]).is_foreign());
        assert!(!known(&[("acess", near)]).is_complete() && known(&[("access", Some(Found::Word(0)))]).is_complete());
    }
}
