use super::*;
use crate::layout::Notation;

const TEXT: &str = "code\tsymbol\taliases\tcomponent\tfamily\trank\told\tstatus\tkeywords\tsummary\n\
    2\tB_TWO\t\tb.h\tbees\t\t\t\t\tA summary.\n\
    10\tB_TEN\tB_DECEM\tb.h\tbees\t3\t\t\t\t\n\
    11\tH_HAND\t\tby-hand\tbees\t\t\t\t\t\n";

fn table() -> Table {
    Table::parse(TEXT, Layout::codes(Notation::Decimal)).unwrap()
}

fn found(symbol: &str, code: i64) -> Found {
    Found {
        symbol: symbol.into(),
        values: [("code".to_string(), code.to_string())].into(),
        component: "b.h".into(),
        defaults: [("family".to_string(), "unsorted".to_string())].into(),
        ..Found::default()
    }
}

fn harvested(row: &Row) -> bool {
    cell(row, "component") == "b.h"
}

#[test]
fn merging_what_is_there_changes_nothing() {
    let mut table = table();
    let report = table.merge(vec![found("B_TEN", 10), found("B_TWO", 2)], harvested).unwrap();
    assert_eq!(report, Report::default());
    assert_eq!(table.to_text().unwrap(), TEXT);
}

#[test]
fn a_new_value_leaves_the_old_one_in_the_row() {
    let mut table = table();
    let report = table.merge(vec![found("B_TEN", 12), found("B_TWO", 2)], harvested).unwrap();
    assert_eq!(report.changed, ["B_TEN code: `10` -> `12`", "B_TEN old: `` -> `10`"]);
    assert!(table.to_text().unwrap().contains("\n12\tB_TEN\tB_DECEM\tb.h\tbees\t3\t10\t\t\t\n"));
}

#[test]
fn rows_that_no_source_has_are_reported_and_kept() {
    let mut table = table();
    let report = table.merge(vec![found("B_TEN", 10), found("B_NEW", 3)], harvested).unwrap();
    assert_eq!((report.added, report.missing), (vec!["B_NEW 3".into()], vec!["B_TWO (b.h)".into()]));
    let text = table.to_text().unwrap();
    assert!(text.contains("\n2\tB_TWO\t\tb.h\tbees\t\t\t\t\tA summary.\n3\tB_NEW\t\tb.h\tunsorted\t"));
}

#[test]
fn a_name_that_someone_made_an_alias_is_not_added_again() {
    let mut table = table();
    let codes = vec![found("B_TEN", 10), found("B_TWO", 2), found("B_DECEM", 10)];
    assert_eq!(table.merge(codes, harvested).unwrap(), Report::default());
}

#[test]
fn hex_tables_keep_their_notation() {
    assert_eq!(Notation::Hex(8).write(0x8000_4005), "0x80004005");
    assert_eq!(Notation::Hex(8).write(5), "0x00000005");
    assert_eq!(Notation::Hex(8).read("0x80004005").unwrap(), 0x8000_4005);
    assert!(Notation::Decimal.read("0x5").is_err());
}

#[test]
fn a_platform_table_is_sorted_by_the_first_platform_that_has_a_value() {
    let text = "symbol\tlinux\tmacos\taliases\tcomponent\tfamily\trank\told\tstatus\tkeywords\tsummary\n\
        E2BIG\t7\t7\t\t\tx\t\t\t\t\t\n\
        EAUTH\t\t80\t\t\tx\t\t\t\t\t\n";
    let table = Table::parse(text, Layout::platforms(&["linux", "macos"])).unwrap();
    assert_eq!(table.to_text().unwrap(), text);
}
