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

#[test]
fn words_earlier_in_a_line_are_found_whatever_stands_before_them() {
    let reader = Reader::new(crate::registry::embedded());
    let hash = "0123456789abcdef".repeat(4);
    for before in ["", "sha256:{}, ", "sha256:{}\u{ff0c}", "{}\u{ff08}", "{}{}\u{ff0c}", "\u{43e}\u{43d}: {} "] {
        let text = format!("{}curl gave up, exit code 7", before.replace("{}", &hash));
        let mentions = reader.mentions(&text);
        let named = mentions.last().and_then(|mention| mention.context).expect("a context");
        assert!(named.claims().any(|claim| claim.name == "curl"), "{text}");
    }
}
