//! Explains error codes from an embedded registry. The binary `errexplain` is a thin shell over this library.
//!
//! The way of a query: [`query`] reads what was typed, [`lookup`] finds it in the [`registry`], [`decode`] names its bits,
//! [`report`] collects what a page says, and [`render`] writes that as text, Markdown or JSON.
#![deny(unsafe_code)]

pub mod app;
pub mod browse;
pub mod cli;
pub mod complete;
pub mod decode;
mod hash;
pub mod list;
pub mod lookup;
pub mod message;
pub mod output;
pub mod pager;
pub mod query;
pub mod registry;
pub mod render;
pub mod report;
pub mod scan;
pub mod suggest;
pub mod system;
