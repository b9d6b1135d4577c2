#!/usr/bin/env bash
# One run of everything in "One table" of docs/performance.md, one after another on one thread.
#
#     PYTHON=venv/bin/python measure.sh RAPPORTEUR SPACY_MODEL UDPIPE_MODEL SHARED WORK
#
# RAPPORTEUR is a release build; examples are built as needed. PYTHON has what ../requirements.txt,
# ../record/requirements.txt and ../ingest/README.md name. WORK is a folder for what is unpacked and made.
set -euo pipefail
rapporteur=$(realpath "$1") spacy=$2 udpipe=$3 shared=$(realpath "$4") work=$5
python=${PYTHON:-python3}
cd "$(dirname "$0")/../../.."
peers=train/peers
mkdir -p "$work"
for file in syntax/ewt-dev.conllu; do zcat "$shared/corpora/$file.gz" > "$work/$(basename $file)"; done
[ -d "$work/aeb" ] || { mkdir "$work/aeb" && tar -xzf "$shared/corpora/html/aeb-110.tar.gz" -C "$work/aeb"; }
[ -f "$work/mixed.jsonl" ] || {
    "$python" train/triage/corpora.py "$shared/corpora" > "$work/unrelated.jsonl"
    "$python" $peers/scale/mixed.py "$work/unrelated.jsonl" "$shared/gold/dev-documents.jsonl" > "$work/mixed.jsonl"
}
release() { # an example of a crate, optimised as a release is
    cargo build --quiet --release -p "$1" --example "$2" && realpath "${CARGO_TARGET_DIR:-target}/release/examples/$2"
}
growth=$(release rapporteur-record growth)
reprints=$(release rapporteur-record reprints)
stages=$(release rapporteur-reading stage_speed)
timed() { # name, command...
    local name=$1
    shift
    /usr/bin/time -f "$name: %U s + %S s of processor time, %e s, %M kB" "$@" > "$work/out" 2> "$work/err" || cat "$work/err"
    tail -n 1 "$work/err"
}
export OMP_NUM_THREADS=1
gold=$shared/gold/dev-documents.jsonl
build() { # name, reports, options...
    rm -f "$work/talks.record"
    timed "$1" "$rapporteur" build "$2" -o "$work/talks.record" --threads 1 "${@:3}"
}
echo "== $(date -u +%FT%TZ), load $(cut -d' ' -f1-3 /proc/loadavg), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
build "295 reports read in full" "$gold"
build "the same again" "$gold"
build "1,000 mixed reports" "$work/mixed.jsonl"
build "mixed, --triage 0.5" "$work/mixed.jsonl" --triage 0.5
build "mixed, first look alone (--only-related --triage 1)" "$work/mixed.jsonl" --only-related --triage 1
timed "language stage, EWT dev" "$rapporteur" evaluate syntax "$work/ewt-dev.conllu" && grep -i "words" "$work/out" || true
timed "stages over 295 texts" "$stages" "$shared"/gold/dev/*.txt && cat "$work/out"
timed "pages, 110" "$rapporteur" evaluate html "$work/aeb" && tail -n 3 "$work/out"
timed "growth, 1,000 and 10,000" "$growth" 1000 10000 && cat "$work/out"
timed "growth, 100,000" "$growth" 100000 && cat "$work/out"
rm -rf "$work/copies" && mkdir "$work/copies"
timed "reprints, 20,000" "$reprints" 20000 "$work/copies" && cat "$work/out"
echo "-- peers"
timed "spaCy and rules" "$python" $peers/scale/spacy_events.py "$spacy" "$gold" && cat "$work/out"
timed "spaCy, EWT dev" "$python" $peers/spacy_baseline.py measure --corpora "$shared/corpora" --model "$spacy" --rounds 3 && cat "$work/out"
timed "UDPipe 1, EWT dev" "$python" $peers/udpipe_speed.py measure --corpora "$shared/corpora" --model "$udpipe" --rounds 1 && cat "$work/out"
timed "trafilatura, 110 pages" "$python" $peers/ingest/pages.py "$work/aeb" && cat "$work/out"
timed "datasketch, 20,000" "$python" $peers/record/datasketch_reprints.py "$work/copies" && cat "$work/out"
echo "== $(date -u +%FT%TZ), load $(cut -d' ' -f1-3 /proc/loadavg)"
