#!/usr/bin/env bash
# What triage keeps of reports that it has not seen: each fold fitted on the other four.
#
#   five_fold.sh RAPPORTEUR GOLD.material UNRELATED.material GOLD
#
# RAPPORTEUR: the program. GOLD: ../../../shared/gold. PYTHON names the interpreter.
set -euo pipefail
rapporteur=$(realpath "$1") gold_material=$(realpath "$2") unrelated=$(realpath "$3") gold=$(realpath "$4")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
for k in 0 1 2 3 4; do
    "${PYTHON:-python}" fit.py --gold "$gold_material" --unrelated "$unrelated" \
        --claims "$gold/dev.jsonl" "$gold/more.jsonl" --fold "$k/5" --out "$work/fold$k.toml"
    "${PYTHON:-python}" - "$k" "$gold/dev.jsonl" "$gold/more.jsonl" "$unrelated" "$work" <<'PY'
import json, sys
from fit import fold_of
fold, *gold, unrelated, work = sys.argv[1:]
with open(f"{work}/gold.jsonl", "w", encoding="utf-8") as out:
    for path in gold:
        for line in open(path, encoding="utf-8"):
            if fold_of(json.loads(line)["id"], 5) == int(fold):
                out.write(line)
with open(f"{work}/unrelated.jsonl", "w", encoding="utf-8") as out:
    for line in open(unrelated, encoding="utf-8"):
        document = json.loads(line)
        if fold_of(document["id"], 5) == int(fold):
            out.write(json.dumps({"id": document["id"], "text": document["text"]}) + "\n")
PY
    "$rapporteur" evaluate triage "$work/gold.jsonl" --texts "$gold/dev" --lexicon "$work/fold$k.toml" \
        --unrelated "$work/unrelated.jsonl" --json > "$work/figures$k.json"
    echo "fold $k done" >&2
done
"${PYTHON:-python}" - "$work"/figures?.json <<'PY'
import json, sys
folds = [json.load(open(path)) for path in sys.argv[1:]]
size = lambda fold, name: fold["claims" if name.startswith("claims") else "reports"] if not "_passed" in name \
    else fold[name.split("_")[0] + "_reports"]
for name in [name for name in folds[0] if name.endswith(("_kept", "_passed"))]:
    told = [(fold[name], size(fold, name)) for fold in folds if name in fold]
    print(f"{name:28} {sum(share * count for share, count in told) / sum(count for _, count in told):.4f}")
PY
