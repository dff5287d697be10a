//! JSON as generated types read and write it, beside types that somebody wrote by hand with serde's derives.
//!
//! `cargo bench -p wharf-tests`. Compare figures of one run only: machines differ, and so do their moods.

mod items;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use items::{by_hand, generated, page};

fn json(criterion: &mut Criterion) {
    let text = page();
    let bytes = text.as_bytes();
    let ours: generated::Page = wharf_runtime::json::decode(bytes).expect("the page is what the types say");
    let theirs: by_hand::Page = serde_json::from_slice(bytes).expect("the page is what the types say");
    assert_eq!(ours.data.len(), theirs.data.len());

    let mut group = criterion.benchmark_group("decode a page");
    group.throughput(Throughput::Bytes(bytes.len() as u64)).measurement_time(Duration::from_secs(5));
    group.bench_function(BenchmarkId::from_parameter("generated"), |bencher| {
        bencher.iter(|| wharf_runtime::json::decode::<generated::Page>(black_box(bytes)).is_ok());
    });
    group.bench_function(BenchmarkId::from_parameter("by hand"), |bencher| {
        bencher.iter(|| serde_json::from_slice::<by_hand::Page>(black_box(bytes)).is_ok());
    });
    group.finish();

    let mut group = criterion.benchmark_group("encode a page");
    group.measurement_time(Duration::from_secs(5));
    group.bench_function(BenchmarkId::from_parameter("generated"), |bencher| {
        bencher.iter(|| wharf_runtime::json::encode(black_box(&ours)));
    });
    group.bench_function(BenchmarkId::from_parameter("by hand"), |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&theirs)).is_ok());
    });
    group.finish();
}

criterion_group!(benches, json);
criterion_main!(benches);
