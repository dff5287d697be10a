//! Values sampled from the schemas of our own documents: the generated types treat them as the schemas say.

use std::path::{Path, PathBuf};

use wharf_tests::sampler::{Exceptions, Kind, Options, Report, run};

fn documents() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["garden.yaml", "library.yaml", "shed.yaml"].map(|name| tests.join("sampler/documents").join(name));
    own.into_iter().chain([tests.join("../spec/containers.yaml")]).collect()
}

fn sampled(extra: bool) -> Report {
    let name = if extra { "test-extra" } else { "test-usual" };
    let options = Options { documents: documents(), seed: 1, extra, name: name.to_owned() };
    let report = run(&options, &Exceptions::listed().unwrap(), &mut |_, _| ()).unwrap();
    assert!(report.is_fine(), "{}{}", report.first(20), report.text());
    for record in &report.documents {
        assert_eq!(record.skipped, None, "{}", record.document);
        assert_eq!(record.unsampled, [""; 0], "{}", record.document);
        assert_eq!(record.unreached, [""; 0], "{}", record.document);
    }
    report
}

fn count(report: &Report, kind: Kind) -> usize {
    report.documents.iter().filter_map(|record| record.values.get(&kind)).sum()
}

#[test]
fn types_keep_what_is_valid_and_refuse_what_is_not() {
    let report = sampled(false);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Extra) {
        assert!(count(&report, kind) > 10, "{kind}: {}", report.text());
    }
}

#[test]
fn members_that_no_schema_names_are_kept_where_that_is_asked() {
    let report = sampled(true);
    assert!(count(&report, Kind::Extra) > 10, "{}", report.text());
}
