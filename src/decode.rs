//! Names the bits of a number, whether or not a code is known by it.

use errexplain_registry::{Namespace, Registry, Writing};

use crate::query::{Number, Query, Radix};

/// A bit field of a number.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// `severity`, `facility`, …
    pub name: &'a str,
    /// Its value.
    pub value: u32,
    /// The value's names, each with whose it is in a few words (may be empty): more than one where components share a value,
    /// none where it is not known.
    pub value_names: Vec<(&'a str, &'a str)>,
    /// Whether the field's values have names at all.
    pub named: bool,
    /// Whether these names are a table of their own, as those of facilities are.
    pub tabled: bool,
}

/// The bit fields of a value of a namespace, from the high bit down; none where the namespace has none.
pub fn fields<'a>(namespace: Namespace<'a>, value: u64) -> Vec<Field<'a>> {
    namespace
        .fields()
        .map(|field| {
            let bits = field.value(value);
            Field {
                name: field.name(),
                value: bits,
                value_names: field.value_names(bits),
                named: field.is_named(),
                tabled: field.is_tabled(),
            }
        })
        .collect()
}

/// A number that no code is known by, as a namespace with bit fields would read it.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The namespace.
    pub namespace: Namespace<'a>,
    /// The number at that namespace's width.
    pub value: u64,
    /// Its bits.
    pub fields: Vec<Field<'a>>,
}

/// Reads a query that found nothing by its bits alone, as the namespaces do that know the number's facility, or as all do
/// where none knows it. Numbers below 65,536 have nothing in their upper half to tell, and give nothing.
pub fn decode<'a>(registry: Registry<'a>, query: &Query<'_>) -> Vec<Decoded<'a>> {
    let Query::Numbers(numbers) = query else { return Vec::new() };
    // Digits without a prefix are a whole 32-bit number only where there are eight of them.
    let whole = |number: &&Number| number.radix != Radix::BareHex || number.digits == 8;
    let value = numbers.iter().rev().filter(whole).find_map(|&number| as_32_bits(number));
    let Some(value) = value else { return Vec::new() };
    let mut decoded: Vec<Decoded<'a>> = registry
        .namespaces()
        .filter(|namespace| namespace.order(Writing::Hex8).is_some() && namespace.fields().next().is_some())
        .map(|namespace| Decoded { namespace, value, fields: fields(namespace, value) })
        .collect();
    let knows =
        |decoded: &Decoded<'_>| decoded.fields.iter().any(|field| field.tabled && !field.value_names.is_empty());
    if decoded.iter().any(knows) {
        decoded.retain(knows);
    }
    decoded
}

/// The number as 32 bits, where it is one: unsigned, signed, or widened to 64 bits.
fn as_32_bits(number: Number) -> Option<u64> {
    let Number { magnitude, negative, .. } = number;
    let wide = if negative { magnitude.wrapping_neg() } else { magnitude };
    let low = wide & 0xFFFF_FFFF;
    let widened = wide >> 31 == 0x1_FFFF_FFFF;
    ((wide == low || widened) && low > 0xFFFF).then_some(low)
}
