//! The README's examples run and print what it shows. `TRYCMD=overwrite cargo test --test readme` brings it up to date.
//! On Windows pages also hold what the system itself says, and are not compared.
#![cfg(not(windows))]

#[test]
fn examples() {
    trycmd::TestCases::new().case("README.md");
}
