//! A named integer as one source has it.

/// Where a constant was read. The order is the order of trust: the first that knows a name gives its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The metadata of the crate windows-default: the newest.
    Default,
    /// The metadata of the crate windows-bindgen: older, wider, and typed.
    Bindgen,
    /// The mingw-w64 headers in the package ziglang.
    Mingw,
    /// A line of `extra.tsv`: known from a header or a page that no package carries.
    Extra,
}

impl Source {
    /// The source's name in the rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Bindgen => "bindgen",
            Self::Mingw => "mingw",
            Self::Extra => "extra",
        }
    }
}

/// One sighting of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Constant {
    /// The name.
    pub symbol: String,
    /// Where it was read.
    pub source: Source,
    /// The place in that source: `Networking.WinSock/WSA_ERROR` (metadata namespace and the type that holds the
    /// constant, `Apis` left out) or a header's file name.
    pub place: String,
    /// The type it is declared with (`HRESULT`, `u32`, …), empty where the source does not say.
    pub ty: String,
    /// The value as declared, sign and all.
    pub value: i64,
}
