//! Whole reports.

use std::fs;
use std::path::Path;

use crate::report;

/// `cases/NAME.old.yaml` becomes `cases/NAME.new.yaml`, and `NAME.txt` says what that means. `UPDATE_EXPECT=1` writes it.
#[test]
fn reports_are_those_beside_the_documents() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/cases");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().into_string().unwrap().strip_suffix(".old.yaml").map(str::to_owned)
        })
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        let read = |ending: &str| fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap_or_default();
        let found = report(&read("old.yaml"), &read("new.yaml")).text(true);
        if update {
            fs::write(folder.join(format!("{name}.txt")), &found).unwrap();
        }
        assert_eq!(read("txt"), found, "{name}");
    }
}
