use super::*;

const HEADER: &str = r"
/* a comment */
#if defined(RC_INVOKED) || defined(__WIDL__)
#define _HRESULT_TYPEDEF_(_sc) _sc
#else
#define _HRESULT_TYPEDEF_(_sc) ((HRESULT)_sc)
#endif
#define MAKE_HRESULT(sev,fac,code) \
    ((HRESULT) (((unsigned __LONG32)(sev)<<31) | ((unsigned __LONG32)(fac)<<16) | ((unsigned __LONG32)(code))))
#define FACILITY_X 0x24 // the facility
#define X_E_ONE _HRESULT_TYPEDEF_(0x80240001L)
#define X_E_TWO MAKE_HRESULT(1, FACILITY_X, 2)
#define __MSABI_LONG(x) x ## l
#define X_LONG __MSABI_LONG(0x8020002F)
#define X_WRAPPED HRESULT_FROM_WIN32(X_BASE)
#define X_BASE 600
#define X_THREE (X_BASE+3)
#define X_TEXT L'x'
#define X_NEGATIVE ((NTSTATUS)-1)
#define X_LATER 1
#define X_LATER 2
";

fn read() -> Vec<(String, i64, String)> {
    let mut constants: Vec<_> = constants(&[("x.h".into(), HEADER.into())], Source::Mingw)
        .into_iter()
        .map(|constant| (constant.symbol, constant.value, constant.ty))
        .collect();
    constants.sort();
    constants
}

#[test]
fn macros_are_expanded_and_their_casts_seen() {
    let expected = [
        ("FACILITY_X", 0x24, ""),
        ("X_BASE", 600, ""),
        ("X_E_ONE", 0x8024_0001, "HRESULT"),
        ("X_E_TWO", 0x8024_0002, "HRESULT"),
        ("X_LATER", 1, ""),
        ("X_LONG", 0x8020_002F, ""),
        ("X_NEGATIVE", -1, "NTSTATUS"),
        ("X_THREE", 603, ""),
        ("X_WRAPPED", 0x8007_0258, "HRESULT"),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(name, value, ty)| (name.into(), value, ty.into())).collect();
    assert_eq!(read(), expected);
}
