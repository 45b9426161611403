//! The order of the packed tables, and the references between them.

use std::collections::HashMap;

use super::heap::Heap;
use super::index::{Index, index};
use super::weights::weights;
use crate::format::{ABSENT, Section};
use crate::near::letters;
use crate::reader::{compare_ignoring_case, loose_form, name_hash};
use crate::record::{
    CellRecord, CodeRecord, CodeValueRecord, ColumnRecord, ComponentRecord, ContextRecord, DocumentRecord,
    EquivalentRecord, FacilityRecord, FamilyRecord, FaqRecord, FieldRecord, FieldValueRecord, KinRecord, LettersRecord,
    LooseNameRecord, NameHashRecord, NameRecord, NamespaceRecord, PlatformRecord, RelatedRecord, RespeltRecord, Run,
    UnwrapRecord, VALUE_BLOCK, ValueBlockRecord, ValueRecord,
};
use crate::source::{Article, Heading, Namespace, Registry, Row, SynonymKind};

/// The penalty of components that a namespace does not list, where it lists any: a number that many headers reuse leads
/// with the listed ones', then with what the number carries, then with theirs.
const UNLISTED_COMPONENT: u32 = 2;

/// Packs a registry. It is to be free of findings: references that lead nowhere are left out.
///
/// # Panics
/// Where the registry has outgrown the packed format: more than 65,534 articles and families, or a text that is too long.
pub fn pack(registry: &Registry) -> Vec<u8> {
    let mut packer = Packer { heap: Heap::default(), order: Order::of(registry), texts: Vec::new() };
    packer.common_text(registry);
    packer.code_texts();
    for index in 0..registry.namespaces.len() {
        packer.namespace(registry, index);
    }
    packer.values();
    packer.names(registry);
    packer.equivalents(registry);
    packer.contexts(registry);
    packer.search(registry);
    packer.heap.finish()
}

/// The place of every code in the packed table.
struct Order<'a> {
    /// Namespace and row, in packed order.
    codes: Vec<(usize, &'a Row)>,
    /// A namespace's codes.
    runs: Vec<Run>,
    /// By namespace and symbol or alias.
    index: HashMap<(&'a str, &'a str), u32>,
}

impl<'a> Order<'a> {
    fn of(registry: &'a Registry) -> Self {
        let (mut codes, mut runs, mut index) = (Vec::new(), Vec::new(), HashMap::new());
        for (number, namespace) in registry.namespaces.iter().enumerate() {
            let start = codes.len() as u32;
            let mut rows: Vec<&Row> = namespace.codes.rows.iter().collect();
            rows.sort_by_key(|row| (row.value, precedence(namespace, row)));
            for row in rows {
                for name in row.names() {
                    index.entry((namespace.name.as_str(), name)).or_insert(codes.len() as u32);
                }
                codes.push((number, row));
            }
            runs.push(Run { start, count: codes.len() as u32 - start });
        }
        Self { codes, runs, index }
    }

    fn find(&self, namespace: &str, name: &str) -> Option<u32> {
        self.index.get(&(namespace, name)).copied()
    }
}

/// The order among codes of the same value: listed components first, then what people meet most, then the symbol.
fn precedence<'a>(namespace: &Namespace, row: &'a Row) -> (usize, u8, &'a str) {
    let components = &namespace.manifest.components;
    let place = components.iter().position(|component| component.name == row.component).unwrap_or(components.len());
    (place, 9 - row.rank, &row.symbol)
}

/// A length or an index in the width that its record gives it.
///
/// # Panics
/// Where it does not fit: the format then needs a wider field.
fn narrow<T: TryFrom<N>, N: Copy + std::fmt::Display>(number: N) -> T {
    T::try_from(number).unwrap_or_else(|_| panic!("{number} is too large for the packed format"))
}

struct Packer<'a> {
    heap: Heap,
    order: Order<'a>,
    /// Where the texts of each code start.
    texts: Vec<u32>,
}

impl Packer<'_> {
    /// Stores what every page names first and together, so that it lies on few pages of memory: the names of namespaces,
    /// families and components. What is read of all namespaces at once comes behind it.
    fn common_text(&mut self, registry: &Registry) {
        for namespace in &registry.namespaces {
            self.heap.text(&namespace.name);
            self.heap.text(&namespace.manifest.title);
            for rule in &namespace.manifest.unwraps {
                self.heap.text(&rule.reason);
            }
            for component in &namespace.manifest.components {
                self.heap.text(&component.name);
            }
            for platform in &namespace.manifest.platforms {
                self.heap.text(platform);
            }
            for family in &namespace.families {
                self.heap.text(&family.name);
                self.heap.text(&family.page.title);
            }
        }
        for namespace in &registry.namespaces {
            self.heap.text(&namespace.manifest.prefixes.join(" "));
            self.heap.text(&namespace.manifest.aliases.join(" "));
            self.heap.text(&namespace.manifest.messages);
            for component in &namespace.manifest.components {
                self.heap.text(&component.messages);
                self.heap.text(&component.named_by.join("\n"));
            }
        }
        for context in &registry.contexts {
            self.heap.text(&context.phrase);
            self.heap.text(&context.namespaces.join(" "));
            self.heap.text(&context.owner);
        }
    }

    /// Stores the texts of all codes in the order of the codes: those that stand next to each other are shown together.
    fn code_texts(&mut self) {
        for code in 0..self.order.codes.len() {
            let start = self.texts_of(code);
            self.texts.push(start);
        }
    }

    /// Stores the texts of a code one right behind the other, and returns where they start.
    fn texts_of(&mut self, code: usize) -> u32 {
        let (_, row) = &self.order.codes[code];
        let symbol = self.heap.next_text(&row.symbol);
        self.heap.next_text(&row.aliases.join(" "));
        self.heap.next_text(&row.summary);
        symbol.offset
    }

    fn namespace(&mut self, registry: &Registry, index: usize) {
        let namespace = &registry.namespaces[index];
        let manifest = &namespace.manifest;
        let run = self.order.runs[index];
        let mut kin: HashMap<&str, Vec<KinRecord>> = HashMap::new();
        for code in run.indices() {
            kin.entry(&self.order.codes[code as usize].1.family).or_default().push(KinRecord { code });
        }
        let mut families: HashMap<&str, u16> = HashMap::new();
        let mut family_run = Run { start: 0, count: 0 };
        for (number, family) in namespace.families.iter().enumerate() {
            let document = self.document(namespace, &family.page);
            let record = FamilyRecord {
                name: self.heap.text(&family.name),
                title: self.heap.text(&family.page.title),
                document,
                codes: self.heap.push_all(kin.remove(family.name.as_str()).unwrap_or_default()),
            };
            let at = self.heap.push(record);
            if number == 0 {
                family_run.start = at;
            }
            family_run.count += 1;
            families.insert(&family.name, narrow(at));
        }
        let mut articles = HashMap::new();
        for article in &namespace.articles {
            let document = self.document(namespace, article);
            articles.insert(article.title.as_str(), document);
        }
        let mut components: HashMap<&str, u16> = HashMap::new();
        for component in &manifest.components {
            let record = ComponentRecord {
                name: self.heap.text(&component.name),
                penalty: u32::from(component.penalty),
                messages: self.heap.text(&component.messages),
                named: u8::from(component.named),
                named_by: self.heap.text(&component.named_by.join("\n")),
            };
            components.insert(&component.name, narrow(self.heap.push(record)));
        }
        let columns: Vec<u32> = manifest
            .columns
            .iter()
            .map(|column| {
                let record = ColumnRecord { name: self.heap.text(&column.name), label: self.heap.text(&column.label) };
                self.heap.push(record)
            })
            .collect();
        for code in run.indices() {
            let row = self.order.codes[code as usize].1;
            let component = match row.component.as_str() {
                "" => ABSENT,
                name => *components.entry(name).or_insert_with(|| {
                    let name = self.heap.text(name);
                    let penalty = if manifest.components.is_empty() { 0 } else { UNLISTED_COMPONENT };
                    let nothing = self.heap.text("");
                    let record = ComponentRecord { name, penalty, messages: nothing, named: 0, named_by: nothing };
                    narrow(self.heap.push(record))
                }),
            };
            let record = CodeRecord {
                value: row.value,
                texts: self.texts[code as usize],
                symbol: narrow(row.symbol.len()),
                aliases: narrow(row.aliases.join(" ").len()),
                summary: narrow(row.summary.len()),
                article: articles.get(row.symbol.as_str()).copied().unwrap_or(ABSENT),
                family: families.get(row.family.as_str()).copied().unwrap_or(ABSENT),
                component,
                namespace: narrow(index),
                rank: row.rank,
                retired: u8::from(row.retired),
            };
            self.heap.push(record);
            for (column, cell) in columns.iter().zip(&row.extras).filter(|(_, cell)| !cell.is_empty()) {
                let text = self.heap.text(cell);
                self.heap.push(CellRecord { code, column: *column, text });
            }
        }
        self.manifest(registry, index, family_run, run);
    }

    fn manifest(&mut self, registry: &Registry, index: usize, families: Run, codes: Run) {
        let namespace = &registry.namespaces[index];
        let manifest = &namespace.manifest;
        let mut fields = Vec::new();
        for field in &manifest.fields {
            let values: Vec<FieldValueRecord> = field
                .values
                .iter()
                .map(|(value, name)| FieldValueRecord {
                    value: value.parse().unwrap_or_default(),
                    name: self.heap.text(name),
                })
                .collect();
            fields.push(FieldRecord {
                name: self.heap.text(&field.name),
                low: field.bits.0,
                high: field.bits.1,
                table: u8::from(field.table.is_some()),
                values: self.heap.push_all(values),
            });
        }
        let facilities: Vec<FacilityRecord> = namespace
            .facilities
            .iter()
            .map(|facility| FacilityRecord {
                number: facility.number,
                name: self.heap.text(&facility.name),
                summary: self.heap.text(&facility.summary),
            })
            .collect();
        let unwraps: Vec<UnwrapRecord> = manifest
            .unwraps
            .iter()
            .filter_map(|rule| {
                let to = registry.namespaces.iter().position(|namespace| namespace.name == rule.to)?;
                Some(UnwrapRecord {
                    mask: rule.mask,
                    equals: rule.equals,
                    keep: rule.keep,
                    set: rule.set,
                    to: to as u16,
                    reason: self.heap.text(&rule.reason),
                })
            })
            .collect();
        let platforms: Vec<PlatformRecord> =
            manifest.platforms.iter().map(|platform| PlatformRecord { name: self.heap.text(platform) }).collect();
        for (written, official) in &manifest.respelt {
            let (written, official) = (self.heap.text(written), self.heap.text(official));
            self.heap.push(RespeltRecord { namespace: narrow(index), written, official });
        }
        let record = NamespaceRecord {
            name: self.heap.text(&namespace.name),
            title: self.heap.text(&manifest.title),
            about: self.heap.text(&manifest.about),
            aliases: self.heap.text(&manifest.aliases.join(" ")),
            prefixes: self.heap.text(&manifest.prefixes.join(" ")),
            unknown: self.heap.text(&manifest.unknown),
            messages: self.heap.text(&manifest.messages),
            notation: manifest.notation as u8,
            width: manifest.width,
            signed: u8::from(manifest.signed),
            common_platforms: manifest.common_platforms,
            negated: u8::from(manifest.negated),
            decimal: manifest.reading.decimal,
            decimal_from: manifest.reading.decimal_from,
            hex_from: manifest.reading.hex_from,
            negative: manifest.reading.negative,
            hex: manifest.reading.hex,
            hex8: manifest.reading.hex8,
            codes,
            families,
            fields: self.heap.push_all(fields),
            facilities: self.heap.push_all(facilities),
            unwraps: self.heap.push_all(unwraps),
            platforms: self.heap.push_all(platforms),
        };
        self.heap.push(record);
    }

    /// Stores a page. All that it shows lies together, the names of its related codes as well: the pages of memory that they lie on
    /// otherwise are most of what a look-up would touch.
    fn document(&mut self, namespace: &Namespace, page: &Article) -> u16 {
        let related: Vec<RelatedRecord> = page
            .related
            .iter()
            .filter_map(|related| {
                let (space, symbol) = related.target.split_once(':').unwrap_or((&namespace.name, &related.target));
                let code = self.order.find(space, symbol)?;
                Some(RelatedRecord {
                    code,
                    texts: self.texts_of(code as usize),
                    reason: self.heap.next_text(&related.reason),
                })
            })
            .collect();
        let faq: Vec<FaqRecord> = page
            .faq
            .iter()
            .map(|faq| FaqRecord {
                question: self.heap.next_text(&faq.question),
                answer: self.heap.next_text(&faq.answer),
            })
            .collect();
        let sources: Vec<&str> = page.sources.iter().map(|(_, address)| address.as_str()).collect();
        let record = DocumentRecord {
            meaning: self.heap.next_text(page.text(Heading::Meaning)),
            details: self.heap.next_text(page.text(Heading::Details)),
            usage_context: self.heap.next_text(page.text(Heading::UsageContext)),
            developer_guidance: self.heap.next_text(page.text(Heading::DeveloperGuidance)),
            sources: self.heap.next_text(&sources.join("\n")),
            updated: self.heap.next_text(&page.checked),
            related: self.heap.push_all(related),
            faq: self.heap.push_all(faq),
        };
        narrow(self.heap.push(record))
    }

    fn values(&mut self) {
        let mut values = Vec::new();
        for (code, (namespace, row)) in self.order.codes.iter().enumerate() {
            let mut add = |value, platforms, old| {
                values.push(ValueRecord { value, code: code as u32, platforms, namespace: *namespace as u16, old });
            };
            if row.platform_values.is_empty() {
                add(row.value, 0, 0);
            }
            for &(value, platforms) in &row.platform_values {
                add(value, platforms, 0);
            }
            for &value in &row.old {
                add(value, 0, 1);
            }
        }
        values.sort_by_key(|record| (record.value, record.code));
        let mut several: HashMap<u32, Vec<u32>> = HashMap::new();
        for (index, record) in values.into_iter().enumerate() {
            several.entry(record.code).or_default().push(index as u32);
            if (index as u32).is_multiple_of(VALUE_BLOCK) {
                self.heap.push(ValueBlockRecord { value: record.value });
            }
            self.heap.push(record);
        }
        let mut several: Vec<_> = several.into_iter().filter(|(_, values)| values.len() > 1).collect();
        several.sort();
        for (code, values) in several {
            self.heap.push_all(values.into_iter().map(|value| CodeValueRecord { code, value }));
        }
    }

    fn names(&mut self, registry: &Registry) {
        let mut names: Vec<(&str, u32)> = Vec::new();
        let mut loose: Vec<(String, u32)> = Vec::new();
        for (code, (namespace, row)) in self.order.codes.iter().enumerate() {
            let prefixes = &registry.namespaces[*namespace].manifest.prefixes;
            for name in row.names() {
                names.push((name, code as u32));
                // A code without a name carries its number as its symbol, and a number is no loose name.
                if !name.contains(|char: char| char.is_ascii_alphabetic()) {
                    continue;
                }
                loose.push((loose_form(name), code as u32));
                // The longest prefix alone: WSA_E_ before WSA.
                let stripped = prefixes
                    .iter()
                    .filter_map(|prefix| name.strip_prefix(prefix.as_str()))
                    .min_by_key(|rest| rest.len());
                if let Some(rest) = stripped.map(loose_form).filter(|rest| rest.len() > 2) {
                    loose.push((rest, code as u32));
                }
            }
        }
        names.sort_by(|left, right| compare_ignoring_case(left.0, right.0).then(left.1.cmp(&right.1)));
        names.dedup_by(|left, right| left.1 == right.1 && left.0.eq_ignore_ascii_case(right.0));
        loose.sort();
        loose.dedup();
        let mut hashes: Vec<NameHashRecord> =
            names.iter().map(|&(name, code)| NameHashRecord { hash: name_hash(name), code }).collect();
        hashes.sort_by_key(|record| (record.hash, record.code));
        self.heap.push_all(hashes);
        for (name, code) in names {
            let name = self.heap.text(name);
            self.heap.push(NameRecord { name, code });
        }
        let mut lettered = Vec::new();
        for (name, code) in loose {
            let letters = letters(&name);
            let name = self.heap.text(&name);
            lettered.push(LettersRecord { letters, name: self.heap.push(LooseNameRecord { name, code }) });
        }
        lettered.sort_by_key(|record| (record.letters, record.name));
        self.heap.push_all(lettered);
    }

    fn equivalents(&mut self, registry: &Registry) {
        let mut records = Vec::new();
        for map in &registry.maps {
            for row in &map.rows {
                let ends = (self.order.find(&map.from, &row.from), self.order.find(&map.to, &row.to));
                let (Some(from), Some(to)) = ends else { continue };
                let lossy = if row.lossy { 2 } else { 0 };
                let note = self.heap.text(&row.note);
                records.push(EquivalentRecord { code: from, other: to, flags: lossy, note });
                records.push(EquivalentRecord { code: to, other: from, flags: lossy | 1, note });
            }
        }
        // Of the many that become one code, those that people know go first.
        records.sort_by_key(|record| {
            let rank = self.order.codes[record.other as usize].1.rank;
            (record.code, record.flags & 1, 9 - rank, record.other)
        });
        self.heap.push_all(records);
    }

    fn contexts(&mut self, registry: &Registry) {
        let mut contexts: Vec<_> = registry.contexts.iter().collect();
        contexts.sort_by(|left, right| left.phrase.cmp(&right.phrase));
        for context in contexts {
            let record = ContextRecord {
                phrase: self.heap.text(&context.phrase),
                namespaces: self.heap.text(&context.namespaces.join(" ")),
                owner: self.heap.text(&context.owner),
                hex: u8::from(context.hex),
            };
            self.heap.push(record);
        }
    }

    /// The index of the search, and what it must know of every code.
    fn search(&mut self, registry: &Registry) {
        let Index { words, postings, name_words } = index(registry, &self.order.codes);
        self.heap.bytes(Section::Words, words);
        self.heap.bytes(Section::Postings, postings);
        self.heap.push_all(weights(registry, &self.order.codes, &name_words));
        let groups = registry.synonyms.iter().filter(|synonyms| synonyms.kind == SynonymKind::Group);
        let groups: String = groups.map(|group| group.words.join(" ") + "\n").collect();
        self.heap.bytes(Section::Synonyms, format!("\n{groups}").into_bytes());
    }
}
