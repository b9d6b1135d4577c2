"""Copies a record's reports many times under other keys: a large record of real shape.

    multiply.py SMALL.record LARGE.record TIMES [CONFLICTS]

With CONFLICTS the copies are shared out among so many conflicts, whose parties have names of their own,
as long as before so that every span holds. What a record keeps in order to grow is not copied: it can
be opened, selected from and exported, and not built on.
"""

import hashlib
import re
import shutil
import sqlite3
import sys

# Names of the sample's parties and mediators, and what stands for them in conflict N.
RENAMED = {"FARC": "F{:03}", "Colombia": "C{:07}", "Cuba": "K{:03}", "Norway": "N{:05}", "Santos": "S{:05}"}
TABLES = ["documents", "claims", "entries", "components", "diagnostics", "names"]


def main():
    source, target, times, *conflicts = sys.argv[1:]
    times, conflicts = int(times), int(conflicts[0]) if conflicts else 1
    shutil.copy(source, target)
    record = sqlite3.connect(target)
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=OFF", "cache_size=-4000000"):
        record.execute(f"PRAGMA {pragma}")
    rows = {}
    for table in TABLES:
        columns = [about[1] for about in record.execute(f"PRAGMA table_info({table})")]
        rows[table] = columns, record.execute(f"SELECT {','.join(columns)} FROM {table}").fetchall()
    keys = [key for (key,) in record.execute("SELECT key FROM documents")]
    parts = "|".join([*keys, *RENAMED, *map(str.lower, RENAMED)])
    pattern = re.compile(parts)
    for copy in range(1, times):
        conflict = copy * conflicts // times
        swap = {key: hashlib.sha256(f"{key}{copy}".encode()).hexdigest()[:16] for key in keys}
        for name, other in RENAMED.items():
            swap[name] = other.format(conflict) if conflict else name
            swap[name.lower()] = swap[name].lower()
        for table, (columns, of_table) in rows.items():
            def swapped(column, value):
                if not isinstance(value, str):
                    return value
                if table == "documents" and column == "id":
                    return f"{value}-{copy}"
                return pattern.sub(lambda found: swap[found.group()], value)
            copied = [[swapped(*cell) for cell in zip(columns, row)] for row in of_table]
            if table == "documents":
                at = columns.index("json")
                for row in copied:
                    row[at] = row[at].replace('"id":"', f'"id":"{copy}-', 1)
            places = ",".join("?" * len(columns))
            # Two names that differed in a renamed word alone are one name now.
            record.executemany(f"INSERT OR IGNORE INTO {table} ({','.join(columns)}) VALUES ({places})", copied)
        if copy % 500 == 0:
            record.commit()
            print(copy, file=sys.stderr, flush=True)
    record.commit()
    for table in ("documents", "claims", "entries", "names"):
        print(table, *record.execute(f"SELECT count(*) FROM {table}").fetchone())


if __name__ == "__main__":
    main()
