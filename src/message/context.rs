//! The words around a number that tell whose it is: `registry/contexts.tsv`, made ready for search.

use std::cmp::Reverse;
use std::collections::HashMap;

use errexplain_registry::model::Claim;
use errexplain_registry::{Context, Notation, Registry};

use crate::hash::Hashes;

mod earlier;
mod recent;
mod words;

pub use earlier::Earlier;
use earlier::EarlierWords;
use recent::{Extent, Read};
pub use recent::{Recent, Surroundings, before_number, ends_with_path, last_bytes};
pub use words::{BREAKS, LONGEST_GAP, forms, is_text};
use words::{Words, follows, last_word, same};

/// Bytes before a number in which its context is looked for.
const REACH: usize = 96;
/// Words that may stand between a phrase and its number.
pub const FILLERS: [&str; 12] =
    ["is", "was", "of", "with", "the", "value", "number", "returned", "by", "as", "a", "got"];

/// A line of `contexts.tsv`: `earlier … before # after`, where `#` is the number.
#[derive(Debug)]
pub struct Phrase<'a> {
    /// Its place in the table.
    pub index: usize,
    /// What it says of the number.
    pub context: Context<'a>,
    /// Whose number it is, where it is no code of the registry's.
    owner: Option<&'a str>,
    /// Whether it says that the number is nobody's in the registry.
    pub unread: bool,
    /// Whether it names namespaces.
    specific: bool,
    /// Whether one of them writes its numbers in base 36.
    pub base36: bool,
    /// Whether a name can stand in the number's place.
    pub names: bool,
    /// The namespace that it names first.
    first: Option<&'a str>,
    /// The first namespace of which it speaks of one code, as a message of the system does.
    of_code: Option<&'a str>,
    /// Whether there are phrases that speak of one code of the namespace that it names first.
    wide: bool,
    /// The words that stand somewhere earlier in the line.
    earlier: Vec<&'a str>,
    /// A bit of their own, where there are any.
    earlier_bit: u128,
    /// The words right before the number, but for fillers.
    pub before: Vec<&'a str>,
    /// The words right behind it.
    pub after: Vec<&'a str>,
}

impl<'a> Phrase<'a> {
    fn new(index: usize, context: Context<'a>, base36: &[&str]) -> Self {
        let (before, after) = context.phrase().split_once('#').unwrap_or((context.phrase(), ""));
        let (earlier, before) = before.split_once('…').unwrap_or(("", before));
        let claims: Vec<Claim<'_>> = context.claims().collect();
        Self {
            index,
            context,
            owner: context.owner(),
            unread: claims.is_empty(),
            specific: !claims.first().is_some_and(Claim::is_general),
            base36: claims.iter().any(|claim| base36.contains(&claim.name)),
            names: claims.iter().any(|claim| claim.names),
            first: claims.first().map(|claim| claim.name),
            of_code: claims.iter().find(|claim| claim.symbol.is_some()).map(|claim| claim.name),
            wide: false,
            earlier: earlier.split_whitespace().collect(),
            earlier_bit: 0,
            before: before.split_whitespace().collect(),
            after: after.split_whitespace().collect(),
        }
    }

    /// Whose number a piece of text behind the phrase is, where it is nobody's in the registry. A phrase with namespaces of its
    /// own and an owner leaves to the owner what looks like an HTTP status: three digits, and where it names namespaces only
    /// those below 400.
    pub fn owner(&self, piece: &str) -> Option<&'a str> {
        let status = || matches!(piece.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9']);
        let success = || matches!(piece.as_bytes()[0], b'1'..=b'3');
        self.owner.filter(|_| self.unread || status() && (!self.specific || success()))
    }

    /// How much it says.
    fn weight(&self) -> usize {
        self.before.len() + self.after.len() + self.earlier.len()
    }

    /// The longest phrase goes first.
    fn rank(&self) -> (Reverse<usize>, usize) {
        (Reverse(self.weight()), self.index)
    }
}

/// All phrases.
#[derive(Debug, Default)]
pub struct Phrases<'a> {
    /// As they stand in the table.
    phrases: Vec<Phrase<'a>>,
    /// Every word that one of them holds, and the fillers.
    words: Words<'a, Entry>,
    /// The ways on from the words before a number to one more before these: a node and the place of a word lead to a node.
    ways: HashMap<(usize, usize), usize, Hashes>,
    nodes: Vec<Node>,
    /// The words that phrases ask for earlier in a line.
    earlier: EarlierWords<'a>,
}

/// A word.
#[derive(Debug, Default)]
struct Entry {
    /// Whether it may stand between a phrase and its number.
    filler: bool,
    /// Where it stands last before a number.
    node: Option<usize>,
    /// The phrases with nothing before the number that it begins, the longest first.
    after: Vec<usize>,
}

/// Some words before a number.
#[derive(Debug, Default)]
struct Node {
    /// The phrase that they are.
    plain: Option<usize>,
    /// The phrases that ask for other words earlier in the line as well, the longest first.
    far: Vec<usize>,
    /// Those that ask for words behind the number, the first of them given; the longest first.
    behind: Vec<(usize, usize)>,
    /// Whether there are ways on.
    goes_on: bool,
}

impl<'a> Phrases<'a> {
    /// The phrases of a registry.
    pub fn new(registry: Registry<'a>) -> Self {
        let base36: Vec<&str> = registry
            .namespaces()
            .filter(|namespace| namespace.notation() == Notation::Base36)
            .map(|namespace| namespace.name())
            .collect();
        let mut phrases = Self::default();
        FILLERS.iter().for_each(|filler| phrases.words.entry(filler).1.filler = true);
        for (index, context) in registry.contexts().enumerate() {
            phrases.add(Phrase::new(index, context, &base36));
        }
        let mut told: Vec<&str> = phrases.phrases.iter().filter_map(|phrase| phrase.of_code).collect();
        told.sort_unstable();
        told.dedup();
        for phrase in phrases.phrases.iter_mut().filter(|phrase| phrase.of_code.is_none()) {
            phrase.wide = phrase.first.is_some_and(|name| told.contains(&name));
        }
        let rank = |&index: &usize| phrases.phrases[index].rank();
        for node in &mut phrases.nodes {
            node.far.sort_by_key(rank);
            node.behind.sort_by_key(|(_, index)| rank(index));
        }
        phrases.words.iter_mut().for_each(|entry| entry.after.sort_by_key(rank));
        phrases
    }

    fn add(&mut self, mut phrase: Phrase<'a>) {
        if !phrase.earlier.is_empty() {
            phrase.earlier_bit = 1 << self.earlier.add(&phrase.earlier);
        }
        let index = phrase.index;
        let first = phrase.after.first().map(|first| self.words.entry(first).0);
        let mut node = None;
        for word in phrase.before.iter().rev() {
            let (place, entry) = self.words.entry(word);
            let next = self.nodes.len();
            let to = match node {
                None => *entry.node.get_or_insert(next),
                Some(from) => *self.ways.entry((from, place)).or_insert(next),
            };
            if to == next {
                self.nodes.push(Node::default());
            }
            if let Some(from) = node {
                self.nodes[from].goes_on = true;
            }
            node = Some(to);
        }
        match (node.map(|node| &mut self.nodes[node]), first) {
            (Some(node), Some(first)) => node.behind.push((first, index)),
            (Some(node), None) if phrase.earlier_bit != 0 => node.far.push(index),
            (Some(node), None) => node.plain = Some(index),
            (None, Some(_)) => self.words.entry(phrase.after[0]).1.after.push(index),
            (None, None) => {}
        }
        self.phrases.push(phrase);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Phrase<'a>> {
        self.phrases.iter()
    }

    /// The one at a place of the table.
    pub fn phrase(&self, index: usize) -> &Phrase<'a> {
        &self.phrases[index]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.phrases.len()
    }

    /// The phrase that the words around a number are. `earlier` is of the same text, and the numbers are asked for in its order.
    pub fn around(&self, text: &str, start: usize, end: usize, earlier: &mut Earlier) -> Option<&Phrase<'a>> {
        self.read_around(text, start, end, earlier, &mut Read::default())
    }

    /// As [`Self::around`], and what was read for it.
    fn read_around(
        &self,
        text: &str,
        start: usize,
        end: usize,
        earlier: &mut Earlier,
        read: &mut Read,
    ) -> Option<&Phrase<'a>> {
        let mut behind = Behind { phrases: self, text: &text[end..], first: None, read: Extent::default() };
        let phrase = self.phrase_around(text, start, &mut behind, earlier, read);
        read.behind = behind.read;
        phrase
    }

    fn phrase_around<'p>(
        &'p self,
        text: &str,
        start: usize,
        behind: &mut Behind<'_, 'p, 'a>,
        earlier: &mut Earlier,
        read: &mut Read,
    ) -> Option<&'p Phrase<'a>> {
        let before = self.before(text, start, behind, earlier, read);
        // What words before the number say for certain is not overruled by words behind it: `port 22: Connection refused`.
        let certain = before.filter(|phrase| phrase.specific || phrase.weight() > 1);
        if certain.is_some_and(|phrase| !phrase.wide) {
            return before;
        }
        let after = behind.first().map_or(&[][..], |(_, entry)| &entry.after);
        let mut after = after.iter().map(|&index| &self.phrases[index]);
        // It is where they tell which of its codes: `errno 61: Connection refused`.
        let narrows = |phrase: &Phrase<'a>| certain.is_none_or(|wide| wide.first == phrase.of_code);
        after
            .find(|phrase| behind.begins(phrase) && narrows(phrase) && self.holds(phrase, text, start, earlier, read))
            .or(before)
    }

    /// The phrase before a number, whose words behind it, the first of them given, may be part of it.
    fn before<'p>(
        &'p self,
        text: &str,
        start: usize,
        behind: &mut Behind<'_, 'p, 'a>,
        earlier: &mut Earlier,
        read: &mut Read,
    ) -> Option<&'p Phrase<'a>> {
        let mut rest = &text[reach(text, start)..start];
        let whole = rest.len();
        loop {
            let last = read.last_word(&self.words, rest, whole)?;
            let entry = self.words.get(last.text)?.1;
            let (mut plain, mut wider) = (None, None::<&Phrase<'a>>);
            let (mut word, mut count, mut comma) = (last, 1, false);
            let mut place = entry.node;
            while let Some(at) = place {
                let node = &self.nodes[at];
                // A long phrase may run over a comma: "AcceptSecurityContext error, data 52e".
                if !comma || count >= 3 {
                    plain = node.plain.or(plain);
                    let known = |index: &usize| &self.phrases[*index];
                    let mut holds = |phrase: &&Phrase<'a>| self.holds(phrase, text, start, earlier, read);
                    let far = node.far.iter().map(known).find(&mut holds);
                    let first = if node.behind.is_empty() { None } else { behind.first() };
                    let around = first.and_then(|(first, _)| {
                        let begins =
                            node.behind.iter().filter(|(word, _)| *word == first).map(|(_, index)| known(index));
                        begins.filter(|phrase| behind.begins(phrase)).find(&mut holds)
                    });
                    wider = wider.into_iter().chain(far).chain(around).min_by_key(|phrase| phrase.rank());
                }
                if !node.goes_on {
                    break;
                }
                let Some(next) = read.last_word(&self.words, word.rest, whole) else { break };
                place = self.words.get(next.text).and_then(|(word, _)| self.ways.get(&(at, word))).copied();
                comma |= next.comma;
                (word, count) = (next, count + 1);
            }
            let best = wider.or(plain.map(|index| &self.phrases[index]));
            if best.is_some() || !entry.filler {
                return best.filter(|_| !read.ends_path(last.rest, whole));
            }
            rest = last.rest;
        }
    }

    /// Whether the words that a phrase asks for earlier in the line stand there.
    fn holds(&self, phrase: &Phrase<'a>, text: &str, start: usize, earlier: &mut Earlier, read: &mut Read) -> bool {
        read.asked |= phrase.earlier_bit;
        phrase.earlier_bit == 0 || earlier.found(self, text, start) & phrase.earlier_bit != 0
    }

    /// Whether a text ends with some words.
    fn ends_with(mut text: &str, words: &[&str]) -> bool {
        words.iter().rev().all(|known| {
            last_word(text).is_some_and(|word| {
                text = word.rest;
                same(known, word.text)
            })
        })
    }
}

/// The text behind a number.
struct Behind<'t, 'p, 'a> {
    phrases: &'p Phrases<'a>,
    text: &'t str,
    /// Its first word, once it was asked for, if a phrase has that.
    first: Option<Option<(usize, &'p Entry)>>,
    /// How much of it was read.
    read: Extent,
}

impl<'p, 'a> Behind<'_, 'p, 'a> {
    fn first(&mut self) -> Option<(usize, &'p Entry)> {
        *self.first.get_or_insert_with(|| {
            let (read, first) = self.phrases.words.first(self.text);
            self.read = self.read.and(read);
            first
        })
    }

    /// Whether it begins with the words of a phrase.
    fn begins(&mut self, phrase: &Phrase<'a>) -> bool {
        let bytes = words::reach(self.text, phrase.after.len());
        self.read = self.read.and(Extent { bytes, unknown: false });
        follows(self.text, &phrase.after, !phrase.before.is_empty())
    }
}

/// Where the text before a number begins that is looked at.
fn reach(text: &str, start: usize) -> usize {
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}
