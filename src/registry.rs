//! The registry that the binary embeds.

use errexplain_registry::Registry;
use once_cell::sync::Lazy;

/// As the build script packed it.
pub(crate) static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/registry.bin"));

static REGISTRY: Lazy<Registry<'static>> =
    Lazy::new(|| Registry::open(BLOB).expect("the build script packs the format that this build reads"));

/// The embedded registry, opened at the first call.
pub fn embedded() -> Registry<'static> {
    *REGISTRY
}
