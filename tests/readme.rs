//! The README's examples run and print what it shows. `TRYCMD=overwrite cargo test --test readme` brings it up to date.

#[test]
fn examples() {
    trycmd::TestCases::new().case("README.md");
}
