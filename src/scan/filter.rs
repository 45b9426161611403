//! Finds the tokens of a log that may be codes. Nothing that [`Reader::next`] makes a code of is left out; what is found in vain
//! is read once more, with care.

use crate::message::{
    FILLERS, LONGEST_GAP, Reader, Token, can_be_named, can_be_number, is_text, is_word_byte, run, token_at,
};

use super::edges::Edges;
use super::places::Places;

/// What makes a word or number worth a look.
pub struct Filter {
    /// The last words of phrases that stand before a number, …
    before: Edges,
    /// … of those that stand before a name, …
    naming: Edges,
    /// … and the words that may stand between.
    fillers: Edges,
    /// The first words of phrases that stand behind one.
    behind: Edges,
    /// The first letters of the prefixes of names that hold no underscore.
    prefixes: [bool; 256],
}

impl Filter {
    /// For what a reader reads.
    pub fn new(reader: &Reader<'_>) -> Self {
        let phrases = || reader.phrases().iter().filter(|phrase| !phrase.unread);
        let behind = phrases().filter(|phrase| phrase.before.is_empty()).filter_map(|phrase| phrase.after.first());
        let mut prefixes = [false; 256];
        for prefix in reader.names().prefixes() {
            prefixes[usize::from(prefix.as_bytes()[0])] = true;
        }
        Self {
            before: Edges::new(phrases().filter_map(|phrase| phrase.before.last()).map(|word| word.bytes().rev())),
            naming: Edges::new(
                phrases()
                    .filter(|phrase| phrase.names)
                    .filter_map(|phrase| phrase.before.last())
                    .map(|word| word.bytes().rev()),
            ),
            fillers: Edges::new(FILLERS.iter().map(|word| word.bytes().rev())),
            behind: Edges::new(behind.map(|word| word.bytes())),
            prefixes,
        }
    }

    /// The tokens of a text that may be codes, in its order.
    pub fn tokens<'t>(&'t self, reader: &'t Reader<'_>, text: &'t str) -> impl Iterator<Item = Token> + 't {
        let bytes = text.as_bytes();
        let mut places = Places::new(bytes);
        // Everything before it was looked at.
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let place = places.next()?;
                if place < from {
                    continue;
                }
                let number = bytes.get(place).is_some_and(u8::is_ascii_digit) && !is_joined(bytes, place);
                let token = match number {
                    true => self.number(&places, bytes, place),
                    false => {
                        let start = start_of_run(bytes, place);
                        if start < from || self.is_nothing(bytes, start, place) {
                            continue;
                        }
                        let (end, token) = self.word(reader, text, start);
                        from = end;
                        token
                    }
                };
                if let Some(token) = token {
                    from = token.range.end;
                    if token.is_whole(bytes) {
                        return Some(token);
                    }
                }
            }
        })
    }

    /// The number that begins at a place, if it is worth a look.
    #[inline(always)]
    fn number(&self, places: &Places<'_>, bytes: &[u8], start: usize) -> Option<Token> {
        let end = places.length(start).map_or_else(|| run(bytes, start), |length| start + length);
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let worth = byte(start + 1) | 0x20 == b'x'
            || self.stands_before(&self.before, bytes, start, places.gap_before(start))
            || match places.length(start) {
                Some(_) => self.begins(bytes, end, places.gap_behind(end)),
                None => self.stands_behind(bytes, end),
            }
            // A large negative number, and one with groups of three.
            || start > 0 && bytes[start - 1] == b'-' && end - start >= 10
            || byte(end) == b',' && byte(end + 1).is_ascii_digit();
        (worth && !is_group(bytes, start)).then(|| token_at(bytes, start))
    }

    /// Whether a word of a phrase may stand before a place, behind the marks of a gap and words that may stand between.
    #[inline(always)]
    fn stands_before(&self, before: &Edges, bytes: &[u8], mut place: usize, mut gap: usize) -> bool {
        loop {
            // A minus before a number is a part of it.
            if gap > LONGEST_GAP + 1 || gap > place {
                return false;
            }
            let end = place - gap;
            let edge = match bytes[..end].last_chunk() {
                Some(&[fourth, third, second, first]) => [first, second, third, fourth],
                None => std::array::from_fn(|back| if back < end { bytes[end - 1 - back] } else { 0 }),
            };
            if before.has(edge) {
                return true;
            }
            if !self.fillers.has(edge) {
                return false;
            }
            place = end - bytes[..end].iter().rev().take_while(|byte| is_text(**byte)).count();
            gap = gap_before(bytes, place);
        }
    }

    /// Whether the first word of a phrase may stand behind a place.
    fn stands_behind(&self, bytes: &[u8], place: usize) -> bool {
        let gap = bytes[place..].iter().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        self.begins(bytes, place, gap)
    }

    /// Whether the first word of a phrase may begin a gap behind a place.
    #[inline(always)]
    fn begins(&self, bytes: &[u8], place: usize, gap: usize) -> bool {
        if gap > LONGEST_GAP {
            return false;
        }
        let rest = bytes.get(place + gap..).unwrap_or_default();
        let edge = match rest.first_chunk() {
            Some(&edge) => edge,
            None => std::array::from_fn(|at| rest.get(at).copied().unwrap_or_default()),
        };
        self.behind.has(edge)
    }

    /// Whether the first letters of a word tell that it is none of what its place is handed out for: a word of three letters
    /// without a prefix, or one with a capital three marks behind another that is not assigned.
    #[inline(always)]
    fn is_nothing(&self, bytes: &[u8], start: usize, place: usize) -> bool {
        let first = bytes[start];
        match place - start {
            0 => first.is_ascii_uppercase() && !(bytes[..start].ends_with(b" = ") || bytes[..start].ends_with(b"&")),
            2 => {
                let is_last = is_text(bytes[place]) && !bytes.get(place + 1).copied().is_some_and(is_word_byte);
                is_last && !self.prefixes[usize::from(first)]
            }
            _ => false,
        }
    }

    /// The end of the word at a place, and the word if it is worth a look. Apart from the loop over numbers, which is the hotter.
    #[inline(never)]
    fn word(&self, reader: &Reader<'_>, text: &str, start: usize) -> (usize, Option<Token>) {
        let bytes = text.as_bytes();
        let first = bytes[start];
        if start > 0 && bytes[start - 1] == b'&' && matches!(first, b'h' | b'H') {
            let token = token_at(bytes, start - 1);
            return (token.range.end, Some(token));
        }
        if first.is_ascii_digit() {
            // A number, which was looked at when it began.
            return (run(bytes, start), None);
        }
        let token = token_at(bytes, start);
        let end = token.range.end;
        let word = &text[start..end];
        let worth = token.has_capitals
            || self.prefixes[usize::from(first)] && reader.names().has_prefix(word)
            || can_be_named(bytes, &token.range)
                && self.stands_before(&self.naming, bytes, start, gap_before(bytes, start))
            || can_be_number(word.as_bytes())
                && (self.stands_before(&self.before, bytes, start, gap_before(bytes, start))
                    || self.stands_behind(bytes, end));
        (end, worth.then_some(token))
    }
}

/// Whether the byte before a place belongs to the same word or number.
fn is_joined(bytes: &[u8], place: usize) -> bool {
    place > 0 && is_word_byte(bytes[place - 1])
}

/// Where the word or number begins that holds a place, or ends before it.
fn start_of_run(bytes: &[u8], mut place: usize) -> usize {
    while is_joined(bytes, place) {
        place -= 1;
    }
    place
}

/// Whether digits are a group of three in a number that begins before them.
fn is_group(bytes: &[u8], start: usize) -> bool {
    let before = |at: usize| {
        (at > 1 && bytes[at - 1] == b',').then(|| start_of_run(bytes, at - 1)).filter(|&at| bytes[at].is_ascii_digit())
    };
    let mut head = start;
    while let Some(earlier) = before(head).filter(|_| run(bytes, head) == head + 3) {
        head = earlier;
    }
    while head < start {
        head = token_at(bytes, head).range.end;
        while head < start && !is_word_byte(bytes[head]) {
            head += 1;
        }
    }
    head > start
}

/// How many bytes before a place can be no part of a word.
fn gap_before(bytes: &[u8], place: usize) -> usize {
    bytes[..place].iter().rev().take(LONGEST_GAP + 2).take_while(|byte| !is_text(**byte)).count()
}
