//! The query parser and the reader of messages: no text makes them panic, and what they find lies in the text.
#![no_main]

use errexplain::message::Reader;
use errexplain::query;
use errexplain::registry::embedded;
use libfuzzer_sys::fuzz_target;

thread_local! {
    /// Made once: its tables take longer than a text.
    static READER: Reader<'static> = Reader::new(embedded());
}

fuzz_target!(|text: &str| {
    let _ = query::parse(text);
    let mut end = 0;
    for mention in READER.with(|reader| reader.mentions(text)) {
        assert!(mention.range.start >= end && text.get(mention.range.clone()).is_some());
        end = mention.range.end;
    }
});
