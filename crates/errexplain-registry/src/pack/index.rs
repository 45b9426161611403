//! The index of the search: which word stands in which code's texts, and how much it says there.
//!
//! BM25 over weighted fields, worked out here but for the rarity of a word: a posting holds what a word contributes to a code,
//! in a byte. Families' pages are documents of their own, and their words count for each of their codes.

use std::collections::HashMap;

use fst::MapBuilder;

use super::vocabulary::{ShortForms, Vocabulary};
use crate::search::{IMPACT_STEPS, IN_NAME, SATURATION};
use crate::source::{Article, Heading, Namespace, Registry, Row, SynonymKind};
use crate::words::{is_stop_word, name_words, words};

/// Where a word stands.
#[derive(Clone, Copy)]
enum Field {
    /// In the symbol, behind its namespace's prefix.
    Symbol,
    /// In that prefix, or in the name of the component.
    Prefix,
    /// In another name.
    Alias,
    Keywords,
    Summary,
    Article,
    /// In the title of a family or of its namespace.
    Title,
    /// On a family's page.
    Page,
}

const FIELDS: usize = Field::Page as usize + 1;

/// How much a word in each field counts.
const WEIGHTS: [f32; FIELDS] = [3.0, 0.5, 1.6, 2.2, 1.6, 0.45, 0.35, 0.12];
/// How much a field's length takes from it: 0 nothing, 1 a word in a field of twice the mean length counts half.
const NORMS: [f32; FIELDS] = [0.6, 0.0, 0.3, 0.3, 0.4, 0.7, 0.2, 0.6];
/// What a word counts that is only part of a word of a name, or its full form.
const PART: f32 = 0.85;

/// What other words a word of a name is found by.
struct Spoken<'a> {
    short: ShortForms<'a>,
    /// Phrases of names, a space before and behind each, and what people say for them: that counts as another name's.
    phrases: Vec<(String, &'a [String])>,
}

impl<'a> Spoken<'a> {
    fn of(registry: &'a Registry) -> Self {
        let phrases = registry.synonyms.iter().filter(|synonyms| synonyms.kind == SynonymKind::Phrase);
        let phrases = phrases.map(|synonyms| (format!(" {} ", synonyms.words.join(" ")), &synonyms.others[..]));
        Self { short: ShortForms::of(registry), phrases: phrases.collect() }
    }
}

/// The words of a document, each with its field and how much of a word it is.
#[derive(Default)]
struct Document {
    words: Vec<(u32, Field, f32)>,
    lengths: [f32; FIELDS],
}

impl Document {
    fn add(&mut self, stem: u32, field: Field, share: f32) {
        self.words.push((stem, field, share));
        self.lengths[field as usize] += share;
    }

    fn prose(&mut self, text: &str, field: Field, vocabulary: &mut Vocabulary) {
        words(text, |word| {
            if !is_stop_word(word) && word.len() <= crate::search::LONGEST_WORD {
                self.add(vocabulary.prose(word), field, 1.0);
            }
        });
    }

    /// As [`Self::prose`], without other codes' names: what a page says of a code is not what it tells it from.
    fn page(&mut self, page: &Article, field: Field, vocabulary: &mut Vocabulary) {
        for heading in
            [Heading::Meaning, Heading::Details, Heading::UsageContext, Heading::DeveloperGuidance, Heading::Faq]
        {
            for word in page.text(heading).split_ascii_whitespace().filter(|word| !word.contains('_')) {
                self.prose(word, field, vocabulary);
            }
        }
    }

    fn name(&mut self, name: &str, field: Field, vocabulary: &mut Vocabulary, spoken: &Spoken<'_>) {
        name_words(name, |word| {
            if word.len() > crate::search::LONGEST_WORD {
                return;
            }
            self.add(vocabulary.name(word), field, 1.0);
            let length = self.lengths[field as usize];
            let parts = vocabulary.parts(word, &spoken.short);
            for word in parts.iter().map(String::as_str).chain((parts.is_empty()).then_some(word)) {
                let stem = vocabulary.name(word);
                if !parts.is_empty() {
                    self.words.push((stem, field, PART));
                }
                if let Some(full) = spoken.short.full(word) {
                    self.words.push((vocabulary.name(full), field, PART));
                }
            }
            // A word and its parts are as long as its parts.
            self.lengths[field as usize] = length + parts.len().saturating_sub(1) as f32;
        });
        let mut written = String::new();
        name_words(name, |word| {
            let parts = vocabulary.parts(word, &spoken.short);
            for word in if parts.is_empty() { vec![word.to_owned()] } else { parts } {
                written.push(' ');
                written.push_str(&word);
                // `unsupported` is `not supported`, too.
                if let Some(positive) = word.strip_prefix("un").filter(|rest| vocabulary.is_common(rest)) {
                    self.words.extend(["not", positive].map(|word| (vocabulary.name(word), field, PART)));
                }
            }
        });
        written.push(' ');
        for (_, others) in spoken.phrases.iter().filter(|(phrase, _)| written.contains(phrase)) {
            self.words.extend(others.iter().map(|word| (vocabulary.name(word), Field::Alias, 1.0)));
        }
    }
}

/// The sections of the index.
pub(super) struct Index {
    /// An fst from words to the places of postings.
    pub(super) words: Vec<u8>,
    /// The postings of each stem: how many families and codes have it, then each as the distance to the one before and what
    /// the stem contributes to it.
    pub(super) postings: Vec<u8>,
    /// How many words each code's symbol has behind its prefix.
    pub(super) name_words: Vec<u8>,
}

/// Makes the index. `codes` are the codes in packed order, each with its namespace.
pub(super) fn index(registry: &Registry, codes: &[(usize, &Row)]) -> Index {
    let mut vocabulary = Vocabulary::default();
    let mut families = Vec::new();
    for namespace in &registry.namespaces {
        families.extend(namespace.families.iter().map(|family| {
            let mut document = Document::default();
            title(namespace, &mut document, &mut vocabulary);
            document.prose(&family.page.title, Field::Title, &mut vocabulary);
            document.page(&family.page, Field::Page, &mut vocabulary);
            document
        }));
    }
    let articles: Vec<HashMap<&str, &Article>> = registry
        .namespaces
        .iter()
        .map(|namespace| namespace.articles.iter().map(|article| (article.title.as_str(), article)).collect())
        .collect();
    let mut documents: Vec<Document> = codes
        .iter()
        .map(|&(namespace, row)| {
            let mut document = Document::default();
            document.prose(&row.summary, Field::Summary, &mut vocabulary);
            document.prose(&row.keywords, Field::Keywords, &mut vocabulary);
            for cell in &row.extras {
                document.prose(cell, Field::Article, &mut vocabulary);
            }
            if let Some(article) = articles[namespace].get(row.symbol.as_str()) {
                document.page(article, Field::Article, &mut vocabulary);
            }
            document
        })
        .collect();
    // Names last: they are taken apart by the words of all prose.
    let spoken = Spoken::of(registry);
    for (document, &(namespace, row)) in documents.iter_mut().zip(codes) {
        let prefixes = &registry.namespaces[namespace].manifest.prefixes;
        names(document, row, prefixes, &mut vocabulary, &spoken);
    }
    let name_words: Vec<u8> =
        documents.iter().map(|document| document.lengths[Field::Symbol as usize].min(255.0) as u8).collect();
    let mut postings: Vec<[Vec<(u32, u8)>; 2]> = vec![Default::default(); vocabulary.stems()];
    for (kind, documents) in [families, documents].iter().enumerate() {
        for (number, impacts) in impacts(documents).into_iter().enumerate() {
            for (stem, impact) in impacts {
                postings[stem as usize][kind].push((number as u32, impact));
            }
        }
    }
    let (words, postings) = encode(&vocabulary, &postings);
    Index { words, postings, name_words }
}

fn title(namespace: &Namespace, document: &mut Document, vocabulary: &mut Vocabulary) {
    let manifest = &namespace.manifest;
    for text in [&namespace.name, &manifest.title, &manifest.about, &manifest.aliases.join(" ")] {
        document.prose(text, Field::Title, vocabulary);
    }
}

fn names(document: &mut Document, row: &Row, prefixes: &[String], vocabulary: &mut Vocabulary, spoken: &Spoken<'_>) {
    let mut name = |name: &str, field: Field| {
        let bare =
            prefixes.iter().filter_map(|prefix| name.strip_prefix(prefix.as_str())).min_by_key(|rest| rest.len());
        let bare = bare.filter(|bare| bare.len() > 2).unwrap_or(name);
        document.name(&name[..name.len() - bare.len()], Field::Prefix, vocabulary, spoken);
        document.name(bare, field, vocabulary, spoken);
        // `wsaeconnrefused` is typed as a word, too.
        if bare.len() < name.len() && !name.contains('_') {
            document.words.push((vocabulary.name(&name.to_ascii_lowercase()), field, 1.0));
        }
    };
    name(&row.symbol, Field::Symbol);
    for alias in &row.aliases {
        name(alias, Field::Alias);
    }
    document.prose(row.component.trim_end_matches(".h"), Field::Prefix, vocabulary);
}

/// What each word contributes to each document.
fn impacts(documents: &[Document]) -> Vec<Vec<(u32, u8)>> {
    let mut means = [0.0f32; FIELDS];
    for (field, mean) in means.iter_mut().enumerate() {
        let lengths = documents.iter().map(|document| document.lengths[field]).filter(|length| *length > 0.0);
        let (sum, count) = lengths.fold((0.0, 0), |(sum, count), length| (sum + length, count + 1));
        *mean = sum / count.max(1) as f32;
    }
    documents
        .iter()
        .map(|document| {
            let mut factors = [0.0; FIELDS];
            for field in 0..FIELDS {
                let relative = document.lengths[field] / means[field].max(1.0);
                factors[field] = WEIGHTS[field] / (1.0 - NORMS[field] + NORMS[field] * relative);
            }
            let in_name = |field| matches!(field, Field::Symbol);
            let words = document.words.iter();
            let mut found: Vec<(u32, f32, bool)> =
                words.map(|&(stem, field, share)| (stem, share * factors[field as usize], in_name(field))).collect();
            found.sort_unstable_by_key(|(stem, ..)| *stem);
            found.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    *kept = (kept.0, kept.1 + next.1, kept.2 | next.2);
                }
                same
            });
            let step = |frequency: f32| frequency / (SATURATION + frequency) * IMPACT_STEPS;
            let impact =
                |frequency: f32, in_name| step(frequency).round().max(1.0) as u8 | if in_name { IN_NAME } else { 0 };
            found.into_iter().map(|(stem, frequency, in_name)| (stem, impact(frequency, in_name))).collect()
        })
        .collect()
}

fn encode(vocabulary: &Vocabulary, postings: &[[Vec<(u32, u8)>; 2]]) -> (Vec<u8>, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut places = Vec::with_capacity(postings.len());
    for lists in postings {
        places.push(bytes.len() as u64);
        for list in lists {
            varint(list.len() as u32, &mut bytes);
        }
        for list in lists {
            let mut last = 0;
            for &(document, impact) in list {
                varint(document - last, &mut bytes);
                bytes.push(impact);
                last = document;
            }
        }
    }
    let mut map = MapBuilder::memory();
    for (word, stem) in vocabulary.sorted() {
        if postings[stem as usize].iter().any(|list| !list.is_empty()) {
            map.insert(word, places[stem as usize]).expect("the words are sorted, and memory does not fail");
        }
    }
    (map.into_inner().expect("memory does not fail"), bytes)
}

/// Seven bits a byte, the low ones first; the high bit says that there are more.
fn varint(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
