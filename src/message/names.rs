//! Which words of a text are names of codes.

use std::ops::Range;

use errexplain_registry::Registry;

use super::context::Phrase;
use super::token::is_word_byte;

/// Bytes that may stand between a name and the number that says it again.
const LONGEST_MARK: usize = 4;

/// The names of a registry.
#[derive(Debug)]
pub struct Names<'a> {
    registry: Registry<'a>,
    /// The prefixes of names that hold no underscore.
    prefixes: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(registry: Registry<'a>) -> Self {
        let mut prefixes: Vec<&str> = registry
            .namespaces()
            .flat_map(|namespace| namespace.prefixes())
            .filter(|prefix| !prefix.ends_with('_'))
            .collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        Self { registry, prefixes }
    }

    /// The prefixes of names that hold no underscore.
    pub fn prefixes(&self) -> &[&'a str] {
        &self.prefixes
    }

    /// Whether a word is in capitals and starts with a prefix that has no underscore.
    pub fn has_prefix(&self, word: &str) -> bool {
        word.len() > 2
            && word.as_bytes().iter().all(is_big)
            && self.prefixes.iter().any(|prefix| word.starts_with(prefix))
    }

    /// Whether a word is a name: where words before it say of what, as these say it; else as it is written officially, if it
    /// cannot be a word of a language.
    pub(super) fn has(&self, word: &str, phrase: Option<&Phrase<'a>>) -> bool {
        if let Some(phrase) = phrase {
            let mut named = self.registry.by_name(word).chain(self.registry.by_loose_name(word));
            return named.any(|code| phrase.context.name_spaces().any(|namespace| namespace == code.namespace()));
        }
        self.registry.by_name(word).any(|code| {
            let prefixed = || code.namespace().prefixes().any(|prefix| word.starts_with(prefix));
            code.symbol() == word && (word.contains('_') || prefixed())
                || code.aliases().any(|alias| alias == word && word.contains('_'))
                || self.registry.respells(word, code.symbol())
        })
    }

    /// Whether a number stands so near to the last name of its line that it may say that again: most do not.
    pub(super) fn may_be_restated(name: &Range<usize>, number: &Range<usize>) -> bool {
        !name.is_empty() && number.start <= name.end + LONGEST_MARK
    }

    /// Whether a number says again what the name right before it is: no word of that makes it a code of its own, as `FAILED` in
    /// `KDC_ERR_PREAUTH_FAILED (24)`.
    pub(super) fn are_restated(&self, text: &str, name: &Range<usize>, number: &Range<usize>) -> bool {
        if !Self::may_be_restated(name, number) {
            return false;
        }
        let between = text.get(name.end..number.start).unwrap_or_default();
        let name = &text[name.clone()];
        name.contains('_') && matches!(between.trim(), "" | "(" | "[" | "=" | ":" | "," | "-") && self.has(name, None)
    }
}

/// Whether a word can be a name for the words before it alone: in capitals behind a colon, an equals sign or a full stop, or as Go
/// writes one, `code = NotFound`.
pub fn can_be_named(text: &[u8], word: &Range<usize>) -> bool {
    let (before, piece) = (&text[..word.start], &text[word.clone()]);
    let mark = before.strip_suffix(b" ").unwrap_or(before).last();
    let assigned = || before.strip_suffix(b" = ").and_then(<[u8]>::last).is_some_and(|byte| is_word_byte(*byte));
    matches!(mark, Some(b':' | b'=' | b'.'))
        && piece[0].is_ascii_uppercase()
        && (piece.len() > 3 && piece[..4].iter().all(is_big) || assigned())
}

/// Whether a byte is a capital or a digit.
fn is_big(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}
