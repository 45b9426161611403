//! What the codes of a log were, remembered with what stands around them: a log that says a thing says it again.

use super::context::{Earlier, Phrases, Recent, Surroundings, before_number, last_bytes};
use super::token::Token;

/// How many are remembered; a power of two.
const SEEN: usize = 4096;
/// Bytes of a word or number that is remembered.
const LONGEST: usize = 32;

/// What was seen, each with something that its reader wants to know of it.
#[derive(Debug)]
pub struct Seen<T> {
    /// What the words around numbers say.
    pub(super) recent: Recent,
    tokens: Vec<Option<Box<SeenToken<T>>>>,
}

#[derive(Debug)]
struct SeenToken<T> {
    surroundings: Surroundings,
    bytes: [u8; LONGEST],
    length: u8,
    stands_alone: bool,
    was: Was<T>,
}

/// What a word or number was.
#[derive(Clone, Copy, Debug)]
pub(super) enum Was<T> {
    /// No code.
    Nothing,
    /// A name.
    Name(T),
    /// A number, the place of the phrase around it, and whether that says that it is somebody else's.
    Number { what: T, phrase: Option<usize>, owned: bool },
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self { recent: Recent::new(), tokens: std::iter::repeat_with(|| None).take(SEEN).collect() }
    }
}

impl<T> Seen<T> {
    /// What a token of a text was, if it stood in the same surroundings. `earlier` is of the same text.
    #[inline]
    pub(super) fn get(
        &self,
        phrases: &Phrases<'_>,
        text: &str,
        token: &Token,
        earlier: &mut Earlier,
    ) -> Option<&Was<T>> {
        let bytes = text.as_bytes();
        let at = slot(bytes, token);
        [at, at ^ 1].into_iter().find_map(|at| {
            let seen = self.tokens[at].as_deref()?;
            (bytes[token.range.clone()] == seen.bytes[..usize::from(seen.length)]
                && seen.stands_alone == token.stands_alone
                && seen.surroundings.are_of(phrases, text, token.range.start, token.range.end, earlier))
            .then_some(&seen.was)
        })
    }

    /// Remembers what a token was: a number about which the words around it were asked last, or a word that is the same
    /// everywhere.
    pub(super) fn remember(&mut self, text: &str, token: &Token, was: Was<T>) {
        let bytes = &text.as_bytes()[token.range.clone()];
        let surroundings = if token.is_word { Some(&Surroundings::ANY) } else { self.recent.surroundings() };
        if let Some(surroundings) = surroundings.filter(|_| bytes.len() <= LONGEST) {
            let mut seen = SeenToken {
                surroundings: surroundings.clone(),
                bytes: [0; LONGEST],
                length: bytes.len() as u8,
                stands_alone: token.stands_alone,
                was,
            };
            seen.bytes[..bytes.len()].copy_from_slice(bytes);
            let at = slot(text.as_bytes(), token);
            self.tokens.swap(at, at ^ 1);
            self.tokens[at] = Some(Box::new(seen));
        }
    }
}

/// Where a token is kept: by its last letters and, where it is a number, by what stands before it.
#[inline(always)]
fn slot(text: &[u8], token: &Token) -> usize {
    let last = last_bytes(&text[..token.range.end]) >> (8 * 8_usize.saturating_sub(token.range.len()));
    let before = if token.is_word { 0 } else { before_number(&text[..token.range.start]) };
    let both = (last ^ before.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (both >> (u64::BITS - SEEN.trailing_zeros())) as usize
}
