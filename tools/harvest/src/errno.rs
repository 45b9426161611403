//! `registry/errno`: the errno constants of each platform.

use crate::context::Context;
use crate::output::Output;
use crate::platforms::{self, ALPHA, PARISC, Platform, Source};
use anyhow::Result;

const TABLE: &str = "errno/codes.tsv";

/// Listed in Microsoft's documentation of errno.h; the mingw-w64 header lacks it.
const BY_HAND: [&str; 1] = ["EOTHER"];

const PLATFORMS: [Platform; 15] = [
    Platform {
        name: "linux",
        source: Source::Zig(&[
            "any-linux-any/asm-generic/errno-base.h",
            "any-linux-any/asm-generic/errno.h",
            "generic-glibc/bits/errno.h",
        ]),
    },
    Platform { name: "macos", source: Source::Zig(&["any-darwin-any/sys/errno.h"]) },
    Platform { name: "freebsd", source: Source::Zig(&["generic-freebsd/sys/errno.h"]) },
    Platform { name: "windows-crt", source: Source::Zig(&["any-windows-any/errno.h"]) },
    Platform { name: "openbsd", source: Source::Zig(&["generic-openbsd/sys/errno.h"]) },
    Platform { name: "netbsd", source: Source::Zig(&["generic-netbsd/sys/errno.h"]) },
    Platform {
        name: "dragonfly",
        source: Source::Libc(&["bsd/mod.rs", "bsd/freebsdlike/mod.rs", "bsd/freebsdlike/dragonfly/mod.rs"]),
    },
    Platform { name: "solaris-illumos", source: Source::Libc(&["solarish/mod.rs"]) },
    Platform { name: "aix", source: Source::Go(&["zerrors_aix_ppc64.go"]) },
    Platform { name: "haiku", source: Source::Libc(&["haiku/mod.rs"]) },
    Platform { name: "wasi", source: Source::Zig(&["wasm-wasi-musl/wasi/api.h", "wasm-wasi-musl/__errno_values.h"]) },
    Platform {
        name: "linux-mips",
        source: Source::Zig(&[
            "any-linux-any/asm-generic/errno-base.h",
            "mips-linux-any/asm/errno.h",
            "mips-linux-gnu/bits/errno.h",
        ]),
    },
    Platform {
        name: "linux-alpha",
        source: Source::Debian(
            &ALPHA,
            &["usr/alpha-linux-gnu/include/asm-generic/errno-base.h", "usr/alpha-linux-gnu/include/asm/errno.h"],
        ),
    },
    Platform {
        name: "linux-sparc",
        source: Source::Zig(&[
            "any-linux-any/asm-generic/errno-base.h",
            "sparc-linux-any/asm/errno.h",
            "sparc-linux-gnu/bits/errno.h",
        ]),
    },
    Platform {
        name: "linux-parisc",
        source: Source::Debian(
            &PARISC,
            &["usr/hppa-linux-gnu/include/asm-generic/errno-base.h", "usr/hppa-linux-gnu/include/asm/errno.h"],
        ),
    },
];

/// Makes the table of errno.
pub fn harvest(context: &Context) -> Result<Vec<Output>> {
    let (table, report) = platforms::harvest(context, TABLE, &PLATFORMS, is_errno, &BY_HAND)?;
    Ok(vec![Output { path: context.registry(TABLE), text: table.to_text()?, report }])
}

/// Whether a constant is an errno. Small negative numbers are for the kernel's own use, ELAST names the largest, and the
/// libc crate has epoll's and termios' constants in the same files. STRUNCATE is the one without the E (Windows).
fn is_errno(name: &str, number: i64) -> bool {
    let other = ["ELAST", "EMAXERRNO", "ECHO", "EPOLL"];
    let letters = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let kernel = (-100..=0).contains(&number);
    name == "STRUNCATE"
        || name.starts_with('E') && letters && !kernel && !other.iter().any(|prefix| name.starts_with(prefix))
}
