//! Tells which words and numbers of a line look like codes, by what stands around them and before them in the line.

use std::ops::Range;

use super::context::{Earlier, Recent};
use super::names::{Names, can_be_named};
use super::seen::{Seen, Was};
use super::token::{Token, tokens};
use super::{Candidate, Reader, can_be_number, looks_like_code};

/// What was read of a line so far.
#[derive(Debug, Default)]
pub struct Line<'p, 'a> {
    /// No code begins before this place.
    skip_to: usize,
    /// The last number that was a code.
    last: Option<Candidate<'p, 'a>>,
    /// The last word that may be a name.
    name: Range<usize>,
    earlier: Earlier,
}

impl Candidate<'_, '_> {
    /// Whether the words around it say that it is somebody else's.
    pub fn is_owned(&self, text: &str) -> bool {
        self.phrase.is_some_and(|phrase| phrase.owner(&text[self.range.clone()]).is_some())
    }
}

impl<'p, 'a> Line<'p, 'a> {
    /// Notes the next code.
    fn note(&mut self, text: &str, candidate: &Candidate<'p, 'a>, owned: bool) {
        if candidate.is_name {
            self.name = candidate.range.clone();
        } else if !owned {
            self.skip_to = end_of_parameters(text, candidate.range.end);
            self.last = Some(candidate.clone());
        }
    }

    /// Whether a token may say again what the code before it is.
    #[inline]
    fn may_be_repeated(&self, text: &str, token: &Token) -> bool {
        self.last.is_some() && text[..token.range.start].ends_with('(')
            || Names::may_be_restated(&self.name, &token.range)
    }
}

impl<'a> Reader<'a> {
    /// What looks like a code in a text.
    pub fn candidates<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Candidate<'s, 'a>> + 's {
        let (mut line, mut recent) = (Line::default(), Recent::default());
        tokens(text).filter_map(move |token| self.next(text, &mut line, &mut recent, token))
    }

    /// What the next token of a line is.
    fn next<'s>(
        &'s self,
        text: &str,
        line: &mut Line<'s, 'a>,
        recent: &mut Recent,
        token: Token,
    ) -> Option<Candidate<'s, 'a>> {
        if token.range.start < line.skip_to {
            return None;
        }
        // The words before a number hold for the same number in hex behind it: `error 5 (0x00000005)`.
        let repeated = || {
            let hex = text[token.range.clone()].starts_with("0x");
            let last = line.last.as_ref().filter(|last| hex && last.phrase.is_some())?;
            let bracketed = text[last.range.end..token.range.start].trim_start() == "(";
            bracketed.then(|| Candidate { range: token.range.clone(), ..last.clone() })
        };
        let mut candidate = repeated().or_else(|| self.candidate(text, &token, &mut line.earlier, recent))?;
        if !candidate.is_name
            && candidate.phrase.is_some()
            && self.names.are_restated(text, &line.name, &candidate.range)
        {
            candidate.phrase = None;
            if !looks_like_code(&text[candidate.range.clone()]) {
                return None;
            }
        }
        let owned = candidate.is_owned(text);
        line.note(text, &candidate, owned);
        Some(candidate)
    }

    /// As [`Self::candidates`], for a token after the other, each with what somebody wants to know of it. Tokens that can be no
    /// codes may be left out, as long as they are in the line's order. What was seen before is not asked for again.
    pub fn next_seen<'s, T: Clone>(
        &'s self,
        text: &str,
        line: &mut Line<'s, 'a>,
        seen: &mut Seen<T>,
        token: Token,
        mut ask: impl FnMut(&Candidate<'s, 'a>) -> T,
    ) -> Option<(Range<usize>, T)> {
        if token.range.start < line.skip_to {
            return None;
        }
        if line.may_be_repeated(text, &token) {
            let candidate = self.next(text, line, &mut seen.recent, token)?;
            return Some((candidate.range.clone(), ask(&candidate)));
        }
        let range = token.range.clone();
        match seen.get(&self.phrases, text, &token, &mut line.earlier) {
            Some(Was::Nothing) => None,
            Some(Was::Name(what)) => {
                line.name = range.clone();
                Some((range, what.clone()))
            }
            Some(Was::Number { what, phrase, owned }) => {
                let phrase = phrase.map(|index| self.phrases.phrase(index));
                line.note(text, &Candidate { range: range.clone(), is_name: false, phrase }, *owned);
                Some((range, what.clone()))
            }
            None => {
                let Some(candidate) = self.candidate(text, &token, &mut line.earlier, &mut seen.recent) else {
                    // Whether a word is none depends on what stands around it.
                    if !token.is_word {
                        seen.remember(text, &token, Was::Nothing);
                    }
                    return None;
                };
                let what = ask(&candidate);
                let owned = candidate.is_owned(text);
                line.note(text, &candidate, owned);
                match candidate.phrase {
                    phrase if !token.is_word => {
                        let phrase = phrase.map(|phrase| phrase.index);
                        seen.remember(text, &token, Was::Number { what: what.clone(), phrase, owned });
                    }
                    None if candidate.is_name => seen.remember(text, &token, Was::Name(what.clone())),
                    _ => {}
                }
                Some((range, what))
            }
        }
    }

    fn candidate(
        &self,
        text: &str,
        token: &Token,
        earlier: &mut Earlier,
        recent: &mut Recent,
    ) -> Option<Candidate<'_, 'a>> {
        let range = token.range.clone();
        let piece = &text[range.clone()];
        if token.is_word && (token.has_capitals || self.names.has_prefix(piece)) {
            return Some(Candidate { range, is_name: true, phrase: None });
        }
        let named = token.is_word && can_be_named(text.as_bytes(), &range);
        let number = !token.is_word || can_be_number(piece.as_bytes());
        let phrase = match named || number {
            true => recent.around(&self.phrases, text, range.start, range.end, earlier),
            false => None,
        };
        let is_name = named && phrase.is_some_and(|phrase| phrase.names);
        let is_number = number && phrase.is_some() || token.stands_alone && looks_like_code(piece);
        (is_name || is_number).then_some(Candidate { range, is_name, phrase: phrase.filter(|_| is_name || number) })
    }
}

/// Bytes of a list of numbers behind a code.
const LONGEST_LIST: usize = 256;

/// The end of a bracketed list of numbers that follows a code, as the four parameters follow a stop code: they are no codes.
fn end_of_parameters(text: &str, from: usize) -> usize {
    let next = text.as_bytes()[from..].iter().find(|byte| **byte != b' ');
    if next.is_none_or(|byte| byte.is_ascii_graphic() && *byte != b'(') {
        return from;
    }
    // A list is short; what is not is looked at once and not from each of its numbers on.
    let mut end = text.len().min(from + LONGEST_LIST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let rest = text[from..].trim_start();
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')).map(|(inside, _)| inside);
    let number =
        |part: &str| part.trim().starts_with(|first: char| first.is_ascii_digit()) && !part.trim().contains(' ');
    match inside {
        Some(inside) if inside.contains(',') && inside.split(',').all(number) => {
            from + (text[from..].len() - rest.len()) + inside.len() + 2
        }
        _ => from,
    }
}
