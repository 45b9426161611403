//! The registry of `errexplain`: what is known of error codes, packed into one blob and read in place.
//!
//! [`Registry::open`] looks at a header and nothing else; every query after it is a binary search over fixed-size records.
//! With the feature `source`, `source` reads the folder that people edit and `pack` makes the blob; with the feature `lint`,
//! `lint` checks what the folder says.
#![forbid(unsafe_code)]

pub mod format;
pub mod model;
pub mod near;
pub mod reader;
pub mod record;
pub mod search;
pub mod view;
pub mod words;

#[cfg(feature = "lint")]
pub mod lint;
#[cfg(feature = "source")]
pub mod pack;
#[cfg(feature = "source")]
pub mod source;

pub use model::{Notation, OpenError, Writing};
pub use reader::Registry;
pub use view::{Code, Context, Document, Equivalent, Family, Field, Namespace, Unwrap, Value};
