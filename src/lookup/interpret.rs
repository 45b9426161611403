//! The values that a written number can stand for.

use errexplain_registry::{Namespace, Notation};

use super::Kind;
use crate::query::{Number, Radix};

/// A value that a number can stand for in some namespaces.
pub(super) struct Interpretation {
    /// As the registry keeps values: sign-extended to 64 bits for signed namespaces.
    pub value: u64,
    /// The step from the number to the value.
    pub kind: Kind,
    number: Number,
}

/// Sign bits of a 32-bit number that was widened to 64 bits.
const WIDENED: u64 = 0xFFFF_FFFF_0000_0000;

/// All values that a number can stand for; [`Interpretation::fits`] tells in which namespaces.
pub(super) fn interpretations(number: Number) -> impl Iterator<Item = Interpretation> {
    let Number { magnitude, negative, radix, .. } = number;
    let plain = if radix == Radix::BareHex { Kind::BareHex } else { Kind::Exact };
    let mut found = Vec::new();
    if radix == Radix::Base36 {
        found.push((magnitude, plain));
    } else if negative {
        found.push((magnitude.wrapping_neg(), Kind::Exact));
        if magnitude <= 1 << 31 {
            found.push((magnitude.wrapping_neg() & !WIDENED, Kind::Signed));
        }
        found.push((magnitude, Kind::Negated));
    } else {
        found.push((magnitude, plain));
        if magnitude & WIDENED == WIDENED && magnitude & 0x8000_0000 != 0 {
            found.push((magnitude & !WIDENED, Kind::SignExtended));
        }
        if magnitude & WIDENED == 0 && magnitude & 0x8000_0000 != 0 {
            found.push((magnitude | WIDENED, Kind::Signed));
        }
    }
    found.into_iter().map(move |(value, kind)| Interpretation { value, kind, number })
}

impl Interpretation {
    /// Whether a namespace's numbers can be meant so.
    pub(super) fn fits(&self, namespace: &Namespace<'_>) -> bool {
        let within = namespace.signed() || namespace.width() >= 64 || self.value >> namespace.width() == 0;
        within
            && match self.kind {
                Kind::Exact | Kind::BareHex if self.number.negative => namespace.signed(),
                Kind::Exact | Kind::BareHex => {
                    let base36 = self.number.radix == Radix::Base36;
                    (namespace.notation() == Notation::Base36) == base36
                        && (!namespace.signed() || self.value >> 63 == 0)
                }
                Kind::Signed if self.number.negative => {
                    !namespace.signed() && namespace.notation() == Notation::Hex && namespace.width() == 32
                }
                Kind::Signed => namespace.signed() && namespace.width() == 32,
                Kind::Negated => namespace.negated(),
                _ => namespace.width() == 32 && !namespace.signed(),
            }
    }

    /// The step in words.
    pub(super) fn reason(&self, namespace: &Namespace<'_>) -> String {
        let typed = self.typed();
        let written = namespace.write(self.value);
        match self.kind {
            Kind::Signed => format!("{typed} is {written} read as a signed 32-bit number"),
            Kind::SignExtended => format!("{typed} is {written} widened to 64 bits with its sign"),
            Kind::Negated => format!("{typed} is {written} with the minus sign of calls that return negated codes"),
            Kind::BareHex => format!("the digits read as hex, {typed}"),
            _ if typed == written => "the number as it is written".to_owned(),
            _ if namespace.notation() == Notation::Decimal => format!("{typed} is {written} in decimal"),
            _ => format!("{typed} is {written}"),
        }
    }

    /// The number as it was typed, but for separators and letter case.
    fn typed(&self) -> String {
        let Number { magnitude, negative, radix, digits } = self.number;
        let sign = if negative { "-" } else { "" };
        match radix {
            Radix::Base36 => errexplain_registry::model::write_value(magnitude, Notation::Base36, 32, false),
            Radix::Decimal => format!("{sign}{magnitude}"),
            Radix::Hex | Radix::BareHex => format!("{sign}0x{magnitude:0digits$X}"),
        }
    }
}
