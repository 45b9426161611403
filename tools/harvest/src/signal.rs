//! `registry/signal`: the signal numbers of each platform.

use crate::context::Context;
use crate::output::Output;
use crate::platforms::{self, ALPHA, PARISC, Platform, Source};
use anyhow::Result;

const TABLE: &str = "signal/codes.tsv";

/// The bounds of the real-time range: the header has the kernel's, and programs see the C library's, which keeps the
/// first few for itself.
const BY_HAND: [&str; 2] = ["SIGRTMIN", "SIGRTMAX"];

const PLATFORMS: [Platform; 14] = [
    Platform { name: "linux", source: Source::Zig(&["any-linux-any/asm-generic/signal.h"]) },
    Platform { name: "macos", source: Source::Zig(&["any-darwin-any/sys/signal.h"]) },
    Platform { name: "freebsd", source: Source::Zig(&["generic-freebsd/sys/signal.h"]) },
    Platform { name: "windows-crt", source: Source::Zig(&["any-windows-any/signal.h"]) },
    Platform { name: "openbsd", source: Source::Zig(&["generic-openbsd/sys/signal.h"]) },
    Platform { name: "netbsd", source: Source::Zig(&["generic-netbsd/sys/signal.h"]) },
    Platform {
        name: "dragonfly",
        source: Source::Libc(&["bsd/mod.rs", "bsd/freebsdlike/mod.rs", "bsd/freebsdlike/dragonfly/mod.rs"]),
    },
    Platform { name: "solaris-illumos", source: Source::Libc(&["solarish/mod.rs"]) },
    Platform { name: "aix", source: Source::Libc(&["aix/mod.rs"]) },
    Platform { name: "haiku", source: Source::Libc(&["haiku/mod.rs"]) },
    Platform { name: "linux-mips", source: Source::Zig(&["mips-linux-any/asm/signal.h"]) },
    Platform { name: "linux-alpha", source: Source::Debian(&ALPHA, &["usr/alpha-linux-gnu/include/asm/signal.h"]) },
    Platform { name: "linux-sparc", source: Source::Zig(&["sparc-linux-any/asm/signal.h"]) },
    Platform { name: "linux-parisc", source: Source::Debian(&PARISC, &["usr/hppa-linux-gnu/include/asm/signal.h"]) },
];

/// Makes the table of signals.
pub fn harvest(context: &Context) -> Result<Vec<Output>> {
    let (table, report) = platforms::harvest(context, TABLE, &PLATFORMS, is_signal, &BY_HAND)?;
    Ok(vec![Output { path: context.registry(TABLE), text: table.to_text()?, report }])
}

/// Whether a constant is a signal.
fn is_signal(name: &str, number: i64) -> bool {
    let other = ["SIG_", "SIGEV_", "SIGSTKSZ"];
    let signal = number > 0 && name.starts_with("SIG") && !other.iter().any(|prefix| name.starts_with(prefix));
    signal && !BY_HAND.contains(&name)
}
