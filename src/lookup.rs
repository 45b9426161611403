//! Finds the codes that a query can mean, each with the reason why it can mean it.
//!
//! The rules are data: `namespace.toml` says for which ways of writing a namespace is offered, in which order, and by
//! which documented rule a number of one namespace carries a number of another. The low bits of a number are never read
//! as a code on any other ground.

use errexplain_registry::model::normal_words;
use errexplain_registry::{Code, Context, Namespace, Registry, Value, Writing};

use crate::message::speaks_for_itself;
use crate::query::{Number, Query, Radix};

mod interpret;

use interpret::{Interpretation, interpretations};

/// What makes a match a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The symbol itself, in any letter case.
    Name,
    /// Another name of the code.
    Alias,
    /// The symbol but for separators or its namespace's prefix.
    LooseName,
    /// The number as the namespace writes it, or the same value in another notation.
    Exact,
    /// The number as a signed 32-bit number.
    Signed,
    /// A 32-bit number that was widened to 64 bits with its sign.
    SignExtended,
    /// `-N` for the code N.
    Negated,
    /// Hex without a prefix.
    BareHex,
    /// A number that carries the code by a documented rule.
    Unwrapped,
    /// The number that earlier versions gave the code.
    OldValue,
}

impl Kind {
    /// As JSON writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::LooseName => "loose_name",
            Self::Exact => "exact",
            Self::Signed => "signed",
            Self::SignExtended => "sign_extended",
            Self::Negated => "negated",
            Self::BareHex => "bare_hex",
            Self::Unwrapped => "unwrapped",
            Self::OldValue => "old_value",
        }
    }
}

/// How a query was read to arrive at a code.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The decisive step.
    pub kind: Kind,
    /// A clause that a person understands.
    pub reason: String,
    /// Whether only a platform that few people are on has the code so.
    pub is_rare: bool,
    /// Lower goes first.
    order: u32,
}

/// A code that a query can mean.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// The code.
    pub code: Code<'a>,
    /// Why.
    pub reading: Reading,
}

impl<'a> Match<'a> {
    /// A code that was chosen, not found by what was typed.
    pub fn chosen(code: Code<'a>) -> Self {
        Self { code, reading: Reading { kind: Kind::Name, reason: "its name".to_owned(), is_rare: false, order: 0 } }
    }
}

/// Added to the order of a code that has the number only in earlier versions.
const OLD_VALUE: u32 = 100;
/// Added to the order of a code that the number carries rather than is.
const UNWRAPPED: u32 = 1;
/// The order of a namespace that is read only because it was asked for.
const ASKED_FOR: u32 = 200;

/// Where a code is looked for.
#[derive(Clone, Debug, Default)]
pub enum Scope<'a> {
    /// In the namespaces that are offered for the way a number is written.
    #[default]
    Offered,
    /// In these, because they were asked for.
    Asked(Vec<Namespace<'a>>),
    /// In the namespace of a name that stands beside the number: what is read there without being asked for, and is common.
    Beside(Vec<Namespace<'a>>),
    /// In these, because words of the text say so; the first is the likeliest.
    Context(Vec<Namespace<'a>>, Context<'a>),
}

impl<'a> Scope<'a> {
    /// The namespaces that were asked for, all that are offered where there are none.
    pub fn asked(namespaces: Vec<Namespace<'a>>) -> Self {
        if namespaces.is_empty() { Self::Offered } else { Self::Asked(namespaces) }
    }

    /// The namespaces it is restricted to; none where it is not.
    pub fn namespaces(&self) -> &[Namespace<'a>] {
        match self {
            Self::Offered => &[],
            Self::Asked(namespaces) | Self::Beside(namespaces) | Self::Context(namespaces, _) => namespaces,
        }
    }

    /// Whether codes of a namespace are looked for.
    pub fn holds(&self, namespace: &Namespace<'a>) -> bool {
        self.namespaces().is_empty() || self.namespaces().contains(namespace)
    }

    /// Whether a number of `namespace` is read as the number of `to` that it carries: where codes of `to` are looked for, or
    /// where the words of a text speak of numbers that carry such codes.
    fn follows(&self, namespace: &Namespace<'a>, to: &Namespace<'a>) -> bool {
        self.holds(to) || matches!(self, Self::Context(named, _) if named.contains(namespace))
    }

    /// The place of a namespace in the order of readings, where numbers are read in it at all.
    fn order(&self, namespace: &Namespace<'a>, writing: Writing) -> Option<u32> {
        match self {
            Self::Offered => namespace.order(writing),
            Self::Asked(_) | Self::Beside(_) => Some(namespace.order(writing).unwrap_or(ASKED_FOR)),
            // A namespace that is not named may still carry a number of one that is: behind all that are.
            Self::Context(named, _) => {
                let place = named.iter().position(|known| known == namespace).unwrap_or(named.len());
                Some(place as u32 * CONTEXT_STEP)
            }
        }
    }
}

/// The distance between two namespaces that a context names: more than a component's penalty.
const CONTEXT_STEP: u32 = 60;

/// The codes that a query can mean, the likeliest first.
pub fn find<'a>(registry: Registry<'a>, query: &Query<'_>, scope: &Scope<'a>) -> Vec<Match<'a>> {
    match query {
        Query::Name { text, number } => {
            let named = find_name(registry, text, scope);
            let number = number.filter(|_| named.is_empty());
            number.map_or(named, |number| find_number(registry, number, scope))
        }
        // A later reading is tried only where the earlier one finds nothing: 10054 is not also hex.
        Query::Numbers(numbers) => numbers
            .iter()
            .map(|&number| find_number(registry, number, scope))
            .find(|matches| !matches.is_empty())
            .unwrap_or_default(),
    }
}

/// The codes that a query can mean with words around it that say something of it, and where they were looked for. A scope that
/// was asked for goes before the words. Words that name no namespace leave it to the number what it is a code of; words that
/// name namespaces without such a number leave only what is a code without any words.
pub fn find_in_context<'a>(
    registry: Registry<'a>,
    query: &Query<'_>,
    context: Option<&Context<'a>>,
    scope: &Scope<'a>,
) -> (Scope<'a>, Vec<Match<'a>>) {
    let everywhere = || (scope.clone(), find(registry, query, scope));
    let (Some(context), Scope::Offered) = (context, scope) else { return everywhere() };
    let namespaces: Vec<_> = match query {
        Query::Numbers(_) if context.is_general() => return everywhere(),
        Query::Numbers(numbers) => context.namespaces(numbers[0].magnitude, numbers[0].negative),
        Query::Name { .. } => context.name_spaces().collect(),
    };
    let within = Scope::Context(namespaces, *context);
    // A scope without namespaces would be none.
    let found = if within.namespaces().is_empty() { Vec::new() } else { find(registry, query, &within) };
    match query {
        Query::Numbers(numbers) if found.is_empty() && speaks_for_itself(&numbers[0]) => everywhere(),
        _ => (within, found),
    }
}

fn find_name<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Match<'a>> {
    let within = |code: &Code<'a>| scope.holds(&code.namespace());
    let mut matches: Vec<Match<'a>> = Vec::new();
    for code in registry.by_name(text).filter(within) {
        let (kind, reason) = if code.symbol().eq_ignore_ascii_case(text) {
            (Kind::Name, "its name".to_owned())
        } else {
            (Kind::Alias, format!("`{text}` is another name for it"))
        };
        matches.push(Match { code, reading: Reading { kind, reason, is_rare: false, order: 0 } });
    }
    // Words that are the message of some codes are not meant as the name of another, which may be spelt alike.
    let mut said = 0;
    if matches.is_empty() && text.contains(char::is_whitespace) {
        let context = registry.context(&normal_words(text).join(" "));
        for code in context.into_iter().flat_map(|context| context.codes()).filter(within) {
            let reason = format!("`{text}` is what is said of it");
            matches.push(Match { code, reading: Reading { kind: Kind::Alias, reason, is_rare: false, order: 0 } });
        }
        said = matches.len();
    }
    if matches.len() == said {
        let is_new = |code: &Code<'a>| matches.iter().all(|found| found.code != *code);
        for code in registry.by_loose_name(text).filter(within).filter(is_new).collect::<Vec<_>>() {
            let reason = format!("`{text}` is its name without prefix or separators");
            matches.push(Match { code, reading: Reading { kind: Kind::LooseName, reason, is_rare: false, order: 0 } });
        }
    }
    for found in &mut matches[said..] {
        found.reading.order = name_order(&found.code);
    }
    say_context(&mut matches, scope);
    sort(&mut matches);
    matches
}

/// Puts the words of the text that the codes were looked for by before the reasons.
fn say_context(matches: &mut [Match<'_>], scope: &Scope<'_>) {
    if let Scope::Context(_, context) = scope {
        for found in matches {
            found.reading.reason.insert_str(0, &format!("{}; ", beside(context.phrase())));
        }
    }
}

/// Among codes of one name, those of a namespace that is offered for numbers go first, and those that people meet most.
fn name_order(code: &Code<'_>) -> u32 {
    let namespace = code.namespace();
    let offered = [Writing::Decimal, Writing::Hex8, Writing::Hex, Writing::Negative]
        .into_iter()
        .filter_map(|writing| namespace.order(writing))
        .min();
    offered.unwrap_or(ASKED_FOR) + code.penalty() + 9 - u32::from(code.rank())
}

fn find_number<'a>(registry: Registry<'a>, number: Number, scope: &Scope<'a>) -> Vec<Match<'a>> {
    match scope {
        Scope::Context(_, context) => {
            let found = find_value(registry, number, scope, |value| context.admits(value));
            // Words that speak of one code, which this is not, may still tell whose number it is.
            let only_words_differ = found.is_empty() && context.names_codes();
            if only_words_differ {
                find_value(registry, number, scope, |value| context.admits_another(value))
            } else {
                found
            }
        }
        Scope::Offered | Scope::Beside(_) => find_value(registry, number, scope, Value::is_common),
        Scope::Asked(_) => find_value(registry, number, scope, |_| true),
    }
}

/// The codes with a number among the values that are `meant`.
fn find_value<'a>(
    registry: Registry<'a>,
    number: Number,
    scope: &Scope<'a>,
    meant: impl Fn(&Value<'a>) -> bool,
) -> Vec<Match<'a>> {
    let writing = match number {
        Number { negative: true, .. } => Writing::Negative,
        Number { radix: Radix::Decimal, .. } => Writing::Decimal,
        Number { digits: 8.., .. } => Writing::Hex8,
        _ => Writing::Hex,
    };
    let too_small =
        |namespace: &Namespace<'a>| number.magnitude < namespace.smallest(writing) && !matches!(scope, Scope::Asked(_));
    let order = |namespace: &Namespace<'a>| scope.order(namespace, writing).filter(|_| !too_small(namespace));
    let mut matches: Vec<Match<'a>> = Vec::new();
    for interpretation in interpretations(number) {
        for value in registry.by_value(interpretation.value) {
            let namespace = value.namespace();
            if !meant(&value) || !interpretation.fits(&namespace) || !scope.holds(&namespace) {
                continue;
            }
            if let Some(order) = order(&namespace) {
                matches.push(exact(value, &interpretation, order));
            }
        }
        for namespace in registry.namespaces() {
            // A rule is followed where the carrying namespace is offered, or where what it carries was asked for.
            let Some(order) = order(&namespace).filter(|_| interpretation.fits(&namespace)) else { continue };
            for rule in namespace.unwraps().filter(|rule| scope.follows(&namespace, &rule.to())) {
                let Some(carried) = rule.apply(interpretation.value) else { continue };
                for value in registry.by_value(carried).filter(|value| value.namespace() == rule.to()) {
                    let mut found = exact(value, &interpretation, order + UNWRAPPED);
                    found.reading.kind = found.reading.kind.max(Kind::Unwrapped);
                    let step = (interpretation.kind != Kind::Exact).then(|| interpretation.reason(&namespace));
                    let reason = format!("in {}, {}", namespace.write(interpretation.value), rule.reason());
                    found.reading.reason =
                        [step, Some(reason), suffix(&value)].into_iter().flatten().collect::<Vec<_>>().join("; ");
                    matches.push(found);
                }
            }
        }
    }
    say_context(&mut matches, scope);
    sort(&mut matches);
    let mut seen: Vec<u32> = Vec::new();
    matches.retain(|found| {
        let new = !seen.contains(&found.code.index());
        seen.push(found.code.index());
        new
    });
    matches
}

/// Words of `contexts.tsv` around a number, as a person would say where they stand.
pub fn beside(phrase: &str) -> String {
    let words = phrase.replace(" … ", " ... ");
    match words.split_once('#') {
        Some(("", behind)) => format!("\"{}\" behind it", behind.trim()),
        Some((before, behind)) => format!("\"{}\" before and \"{}\" behind it", before.trim(), behind.trim()),
        None => format!("\"{words}\" before it"),
    }
}

fn exact<'a>(value: Value<'a>, interpretation: &Interpretation, order: u32) -> Match<'a> {
    let code = value.code();
    let namespace = value.namespace();
    let reason = match suffix(&value) {
        Some(suffix) => format!("{}; {suffix}", interpretation.reason(&namespace)),
        None => interpretation.reason(&namespace),
    };
    let (kind, later) = if value.is_old() { (Kind::OldValue, OLD_VALUE) } else { (interpretation.kind, 0) };
    // The platform listed first is the commonest, and its meaning of the number goes first.
    let platform = value.first_platform().unwrap_or_default();
    let order = (order + later + code.penalty()) * 64 + platform;
    Match { code, reading: Reading { kind, reason, is_rare: !value.is_common(), order } }
}

/// What is to be added to the reason for some values.
fn suffix(value: &Value<'_>) -> Option<String> {
    if value.is_old() {
        let now = value.code().written();
        return Some(format!("earlier versions gave it this number, today it has {now}"));
    }
    let platforms: Vec<&str> = value.platforms().collect();
    (!platforms.is_empty()).then(|| format!("on {}", platforms.join(", ")))
}

/// Among codes of one order, the rank below which none goes before another for being met more often: for the rest the order of
/// their components says more.
const COMMON: u8 = 4;

fn sort(matches: &mut [Match<'_>]) {
    matches.sort_by_key(|found| {
        let Match { code, reading } = found;
        (reading.order, 9 - code.rank().max(COMMON), code.index(), reading.kind)
    });
}
