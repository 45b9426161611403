//! Turns a registry read from its folder into the blob that [`crate::Registry`] reads.

mod heap;
mod tables;

pub use tables::pack;
