//! The query parser and the reader of messages: no text makes them panic, and what they find lies in the text.
#![no_main]

use errexplain::message::mentions;
use errexplain::query;
use errexplain::registry::embedded;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = query::parse(text);
    let mut end = 0;
    for mention in mentions(embedded(), text) {
        assert!(mention.range.start >= end && text.get(mention.range.clone()).is_some());
        end = mention.range.end;
    }
});
