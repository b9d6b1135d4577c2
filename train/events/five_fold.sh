#!/usr/bin/env bash
# Five-fold figures of the whole reader: each fold's reports read with the network that has not seen them.
#
#   five_fold.sh RAPPORTEUR FOLDS GOLD MATERIAL
#
# RAPPORTEUR: the program. FOLDS: folder with fold0 to fold4 of fit.py. GOLD: ../../../shared/gold.
# MATERIAL: what the example `material` printed. PYTHON names the interpreter.
set -euo pipefail
rapporteur=$(realpath "$1") folds=$(realpath "$2") gold=$(realpath "$3") material=$(realpath "$4")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cp "$gold/aliases.json" "$work"
cat "$gold/dev.jsonl" "$gold/more.jsonl" > "$work/all.jsonl"
for k in 0 1 2 3 4; do
    "${PYTHON:-python}" export.py --material "$material" --gold "$gold" \
        --checkpoint "$folds/fold$k/last.pt" --out "$work/weights$k" >&2
    "${PYTHON:-python}" - "$work/all.jsonl" "$k" > "$work/fold$k.jsonl" <<'PY'
import json, re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    if int(re.sub(r"\D", "", json.loads(line)["id"])[:6]) % 5 == int(sys.argv[2]):
        sys.stdout.write(line)
PY
    "$rapporteur" evaluate claims "$work/fold$k.jsonl" --texts "$gold/dev" \
        --weights "$work/weights$k" --write "$work/read$k.jsonl" > "$work/fold$k.txt"
    echo "fold $k: $(grep '^event' "$work/fold$k.txt")" >&2
done
cat "$work"/read?.jsonl > "$work/read.jsonl"
"$rapporteur" evaluate claims "$work/all.jsonl" --texts "$gold/dev" --predicted "$work/read.jsonl"
