"""FastWARC over an archive: HTTP parsed, bodies read and hashed, as our reader does.

Usage: python read_warc.py FILE.warc.gz
pip install fastwarc
"""

import hashlib
import os
import resource
import sys
import time

from fastwarc.warc import ArchiveIterator, WarcRecordType


def main():
    start, cpu = time.time(), time.process_time()
    records = size = 0
    with open(sys.argv[1], "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            body = record.reader.read()
            hashlib.sha256(body).hexdigest()
            records += 1
            size += len(body)
    seconds, cpu = time.time() - start, time.process_time() - cpu
    packed = os.path.getsize(sys.argv[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{records} records, {packed / 1e6 / seconds:.0f} MB/s packed ({packed / 1e6 / cpu:.0f} by processor time), "
          f"{size / 1e6 / seconds:.0f} MB/s of pages, peak {peak} MB")


if __name__ == "__main__":
    main()
