use super::Constants;

#[test]
fn defines_are_resolved_and_later_ones_win() {
    let mut constants = Constants::default();
    constants.header("#define EAGAIN 11 /* Try again\n#define EGONE 1 */\n#define\tEWOULDBLOCK\tEAGAIN\n", &[]);
    constants.header("#undef EAGAIN\n# define EAGAIN 35\n#define E2BIG (UINT16_C(1))\n#define EJUST (-2)\n", &[]);
    let numbers = constants.numbers(|name| name.starts_with('E'));
    let numbers: Vec<_> = numbers.iter().map(|(name, number)| (name.as_str(), *number)).collect();
    assert_eq!(numbers, [("E2BIG", 1), ("EAGAIN", 35), ("EJUST", -2), ("EWOULDBLOCK", 35)]);
}

#[test]
fn a_block_of_an_unset_macro_is_passed_over() {
    let mut constants = Constants::default();
    constants.header("#ifdef _POSIX\n#ifndef X\n#define SIGHUP 1\n#endif\n#endif\n#define SIGINT 2\n", &["_POSIX"]);
    assert_eq!(constants.numbers(|_| true).into_keys().collect::<Vec<_>>(), ["SIGINT"]);
}

#[test]
fn rust_constants_of_other_types_are_not_taken() {
    let mut constants = Constants::default();
    constants.rust("pub const ENOENT: c_int = 2;\npub const EXTA: speed_t = 14;\n    pub const EIO: c_int = -5;\n");
    assert_eq!(constants.numbers(|_| true).into_values().collect::<Vec<_>>(), [-5, 2]);
}

#[test]
fn go_constants_are_hex() {
    let mut constants = Constants::default();
    constants.go("\tENOTEMPTY       = syscall.Errno(0x11)\n\tAF_UNIX = 0x1\n\tSIGHUP = syscall.Signal(0x1)\n");
    let numbers: Vec<_> = constants.numbers(|_| true).into_iter().collect();
    assert_eq!(numbers, [("ENOTEMPTY".to_string(), 17), ("SIGHUP".to_string(), 1)]);
}
