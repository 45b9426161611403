//! `errexplain list`: the namespaces with their counts, or the families or codes of some.

mod codes;
mod families;
mod filter;
mod namespaces;

pub use codes::{Codes, Column, Entry, codes, render_codes};
pub use families::{Families, FamilyEntry, families, render_families};
pub use filter::{FieldValue, Filter};
pub use namespaces::{NamespaceView, Namespaces, namespaces, render_namespaces};
