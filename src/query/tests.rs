use super::*;

fn number(magnitude: u64, negative: bool, radix: Radix, digits: usize) -> Number {
    Number { magnitude, negative, radix, digits }
}

/// The first reading of a number.
fn first(text: &str) -> Number {
    match parse(text) {
        Ok(Query::Numbers(numbers)) => numbers[0],
        other => panic!("{text:?} is read as {other:?}"),
    }
}

#[test]
fn decimals() {
    for (text, magnitude, negative, digits) in [
        ("1367", 1367, false, 4),
        (" 1367 ", 1367, false, 4),
        ("1367.", 1367, false, 4),
        ("(1367)", 1367, false, 4),
        ("0n1367", 1367, false, 4),
        ("1367L", 1367, false, 4),
        ("00005", 5, false, 5),
        ("-5", 5, true, 1),
        ("\u{2212}5", 5, true, 1),
        ("- 5", 5, true, 1),
        ("-1073741819", 1_073_741_819, true, 10),
        ("-1,073,741,819", 1_073_741_819, true, 10),
        ("2147942405", 2_147_942_405, false, 10),
        ("18446744071562067906", 18_446_744_071_562_067_906, false, 20),
    ] {
        assert_eq!(first(text), number(magnitude, negative, Radix::Decimal, digits), "{text}");
    }
}

#[test]
fn hex() {
    for (text, magnitude, negative, digits) in [
        ("0x557", 0x557, false, 3),
        ("0X80070005", 0x8007_0005, false, 8),
        ("0x800710D8L", 0x8007_10D8, false, 8),
        ("0x557u", 0x557, false, 3),
        ("0x8007 0005", 0x8007_0005, false, 8),
        ("557h", 0x557, false, 3),
        ("C0000005h", 0xC000_0005, false, 8),
        ("&H557", 0x557, false, 3),
        ("&H80070005&", 0x8007_0005, false, 8),
        ("[0x80004005]", 0x8000_4005, false, 8),
        ("-0x7FF8FFFB", 0x7FF8_FFFB, true, 8),
        ("0xFFFFFFFF80070BC2", 0xFFFF_FFFF_8007_0BC2, false, 16),
    ] {
        assert_eq!(first(text), number(magnitude, negative, Radix::Hex, digits), "{text}");
    }
}

#[test]
fn digits_that_can_be_either_have_both_readings() {
    let expected = vec![number(80_070_005, false, Radix::Decimal, 8), number(0x8007_0005, false, Radix::BareHex, 8)];
    assert_eq!(parse("80070005"), Ok(Query::Numbers(expected)));
    assert_eq!(first("8007000E"), number(0x8007_000E, false, Radix::BareHex, 8));
    assert_eq!(first("8007_000E"), number(0x8007_000E, false, Radix::BareHex, 8));
}

#[test]
fn names() {
    for text in ["ERROR_BUSY", "file_not_found", "FileNotFound", "E_FAIL", "SIGSEGV", "42P01"] {
        assert!(matches!(parse(text), Ok(Query::Name { number: None, .. })), "{text} is {:?}", parse(text));
    }
    let face = Some(number(0xFACE, false, Radix::BareHex, 4));
    assert_eq!(parse("FACE"), Ok(Query::Name { text: "FACE", number: face }));
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    for (text, problem) in [
        ("", Problem::Empty),
        ("   ", Problem::Empty),
        ("\u{7}", Problem::Control),
        ("0x", Problem::NoDigits),
        ("0xC00000005", Problem::HexDigits(9)),
        ("0x123456789ABCDEF01", Problem::HexDigits(17)),
        ("0x8OO70005", Problem::NotHex('O')),
        ("0xZZ", Problem::NotHex('Z')),
        ("99999999999999999999", Problem::TooLarge),
        ("-9223372036854775809", Problem::TooLarge),
        ("1,2", Problem::Trailing(",2".into())),
        ("5/7", Problem::Trailing("/7".into())),
        ("5 6", Problem::Trailing("6".into())),
        ("0o17", Problem::Octal(15)),
        ("-0o17", Problem::Octal(-15)),
        ("???", Problem::Empty),
        ("---", Problem::NoName),
    ] {
        assert_eq!(parse(text), Err(problem), "{text:?}");
    }
    assert_eq!(parse(&"A".repeat(201)), Err(Problem::TooLong(201)));
}

#[test]
fn a_scope_is_a_name_before_a_colon() {
    assert_eq!(split_scope("bugcheck:0x7B"), Some(("bugcheck", "0x7B")));
    assert_eq!(split_scope("cm-prob:43"), Some(("cm-prob", "43")));
    assert_eq!(split_scope("C:\\Windows"), None);
    assert_eq!(split_scope("WinError::ERROR_BUSY"), None);
    assert_eq!(split_scope("1367"), None);
}
