#!/bin/sh
# Measures Rapporteur's reader, spaCy and UDPipe 1 one after another, twice, each on one thread.
# Usage: compare.sh MEASURE SPACY_MODEL UDPIPE_MODEL CORPORA   (PYTHON: an interpreter with both packages)
set -eu
here=$(dirname "$0")
plain=$(mktemp -d)
trap 'rm -rf "$plain"' EXIT
export OMP_NUM_THREADS=1
for file in syntax/ewt-dev.conllu syntax/gum-news-dev.conllu names/uner-ewt-dev.iob2; do
    zcat "$4/$file.gz" > "$plain/$(basename "$file")"
done
for round in 1 2; do
    echo "== round $round, $(date -u +%FT%TZ), load $(cut -d' ' -f1-3 /proc/loadavg)"
    echo "-- rapporteur-language"
    (cd "$plain" && "$1" ewt-dev.conllu gum-news-dev.conllu uner-ewt-dev.iob2)
    echo "-- spaCy"
    "${PYTHON:-python3}" "$here/spacy_baseline.py" measure --corpora "$4" --model "$2" --rounds 3
    echo "-- UDPipe 1"
    "${PYTHON:-python3}" "$here/udpipe_speed.py" measure --corpora "$4" --model "$3" --rounds 1
done
