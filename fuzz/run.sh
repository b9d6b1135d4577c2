#!/usr/bin/env bash
# Fuzzes every parser of outside data for SECONDS each (60 unless given), AT_ONCE side by side (1).
#
#     bash fuzz/run.sh [SECONDS] [AT_ONCE] [TARGET...]
#
# Needs a nightly toolchain. The flags are those of `cargo fuzz run` without a sanitiser: the code has
# no `unsafe` of its own, so that panics, hangs and memory are what there is to find. Dependencies are
# those of the program's lock file. Corpora grow in fuzz/corpus (not in the repository), from the seeds
# in fuzz/seeds. What breaks stays in fuzz/found.
set -euo pipefail
cd "$(dirname "$0")"
export seconds=${1:-60}
at_once=${2:-1}
shift $(($# < 2 ? $# : 2))
kinds="txt html rss warc jsonl json csv eml mbox pdf docx zip txt.gz parquet"
targets=${*:-$kinds settings dossier corrections redact site record_file}
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1"
host=$(rustc -vV | sed -n 's/host: //p')
cp ../Cargo.lock Cargo.lock
cargo +nightly build --release --target "$host" --features reading --bins
export programs="${CARGO_TARGET_DIR:-target}/$host/release"
mkdir -p found
fuzz() { # a kind of file, or the name of another target
    program="$programs/$1"
    if [ ! -x "$program" ]; then
        program="$programs/input"
        export RAPPORTEUR_KIND=$1
    fi
    mkdir -p "corpus/$1"
    ${NICE:-} "$program" "corpus/$1" "seeds/$1" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=3000 -max_len=20000 -artifact_prefix="found/$1-" -print_final_stats=1 2>&1 |
        grep -aE "stat::number_of_executed_units|stat::peak_rss|ERROR|panicked|Test unit written" |
        sed "s/^/$1: /" || true
}
export -f fuzz
xargs -n 1 -P "$at_once" bash -c 'fuzz "$1"' _ <<<"$targets"
