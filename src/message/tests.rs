use super::*;

fn words(text: &str) -> Vec<&str> {
    tokens(text).map(|token| &text[token.range]).collect()
}

#[test]
fn tokens_are_words_and_numbers() {
    assert_eq!(words("error: 5 (0x5)"), ["error", "5", "0x5"]);
    assert_eq!(words("code -1,073,741,819, size 1,2"), ["code", "-1,073,741,819", "size", "1", "2"]);
    assert_eq!(words("hr=0x8007 0005 done"), ["hr", "0x8007 0005", "done"]);
    assert_eq!(words("&H80070005& x"), ["&H80070005", "x"]);
    assert_eq!(words("[WinError 10061]"), ["WinError", "10061"]);
}

#[test]
fn parts_of_other_things_are_no_tokens() {
    for text in ["10.0.19041.1", "12:30:05", "2026-11-22", "192.168.0.1:443", "1/2"] {
        assert_eq!(words(text), Vec::<&str>::new(), "{text}");
    }
}
