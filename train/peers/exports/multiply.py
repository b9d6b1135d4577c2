"""Copies a record's reports N times under other keys: a large record of real shape."""
import hashlib, re, shutil, sqlite3, sys
src, dst, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
shutil.copy(src, dst)
db = sqlite3.connect(dst)
db.execute("PRAGMA foreign_keys=OFF"); db.execute("PRAGMA synchronous=OFF")
keys = [k for (k,) in db.execute("SELECT key FROM documents")]
pattern = re.compile("|".join(keys))
tables = {}
for t in ["documents", "claims", "entries", "diagnostics"]:
    cols = [c[1] for c in db.execute(f"PRAGMA table_info({t})")]
    tables[t] = (cols, db.execute(f"SELECT {','.join(cols)} FROM {t}").fetchall())
for n in range(1, times):
    new = {k: hashlib.sha256(f"{k}{n}".encode()).hexdigest()[:16] for k in keys}
    swap = lambda v: pattern.sub(lambda m: new[m.group()], v) if isinstance(v, str) else v
    for t, (cols, rows) in tables.items():
        out = []
        for row in rows:
            row = dict(zip(cols, row))
            for c in cols:
                if c == "id" and t == "documents": row[c] = f"{row[c]}-{n}"
                elif c != "text": row[c] = swap(row[c])
            if t == "documents": row["json"] = row["json"].replace('"id":"', f'"id":"{n}-', 1)
            out.append(tuple(row[c] for c in cols))
        db.executemany(f"INSERT INTO {t} ({','.join(cols)}) VALUES ({','.join('?'*len(cols))})", out)
db.commit()
print(db.execute("SELECT (SELECT count(*) FROM documents),(SELECT count(*) FROM claims),(SELECT count(*) FROM entries)").fetchone())
