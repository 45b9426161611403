//! Readers of the packages that hold Windows constants.

pub mod c_expression;
pub mod c_macros;
pub mod winmd;

use crate::constant::{Constant, Source};
use crate::context::Context;
use crate::packages::{self, ZIGLANG};
use anyhow::{Context as _, Result};

/// The folder of the wheel that holds the mingw-w64 headers.
const MINGW: &str = "ziglang/lib/libc/include/any-windows-any/";

/// Every integer constant that the packages have, sorted.
pub fn windows_constants(context: &Context) -> Result<Vec<Constant>> {
    let mut constants = winmd::constants(windows_default::WIN32.to_vec(), Source::Default)?;
    let file = packages::crate_dir(context, "windows-bindgen")?.join("default/Windows.Win32.winmd");
    let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
    constants.extend(winmd::constants(bytes, Source::Bindgen)?);
    let headers = ZIGLANG.texts(context, MINGW)?;
    constants.extend(c_macros::constants(&headers, Source::Mingw));
    constants.sort();
    constants.dedup();
    Ok(constants)
}
