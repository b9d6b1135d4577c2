#!/usr/bin/env bash
# Fuzzes every parser of outside data for SECONDS each (60 unless given), one process at a time.
#
#     bash fuzz/run.sh [SECONDS]
#
# Needs a nightly toolchain. The flags are those of `cargo fuzz run` without a sanitiser: the code has
# no `unsafe` of its own, so that panics, hangs and memory are what there is to find. Corpora grow in
# fuzz/corpus (not in the repository), from the seeds in fuzz/seeds. What breaks stays in fuzz/found.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1"
target=$(rustc -vV | sed -n 's/host: //p')
cargo +nightly build --release --target "$target" --bins
mkdir -p found
run() { # name of the corpus, binary
    mkdir -p "corpus/$1"
    ${NICE:-} "${CARGO_TARGET_DIR:-target}/$target/release/$2" "corpus/$1" "seeds/$1" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=3000 -max_len=20000 -artifact_prefix="found/$1-" -print_final_stats=1 2>&1 |
        grep -E "stat::number_of_executed_units|stat::peak_rss|ERROR|panicked|Test unit written" |
        sed "s/^/$1: /" || true
}
for kind in txt html rss warc jsonl json csv eml mbox pdf docx zip txt.gz; do
    export RAPPORTEUR_KIND=$kind
    run "$kind" input
done
run settings settings
run record_file record_file
