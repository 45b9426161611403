//! Turns a registry read from its folder into the blob that [`crate::Registry`] reads.

mod heap;
mod index;
mod tables;
mod vocabulary;
mod weights;

pub use tables::pack;
