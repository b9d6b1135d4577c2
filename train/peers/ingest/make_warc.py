"""Makes a WARC of news pages, one gzip member a record, as Common Crawl does.

Usage: python make_warc.py PAGES_FOLDER OUT.warc.gz [BYTES]
Pages of PAGES_FOLDER (`html/*.html.gz`) are repeated, each with a number in its text, until OUT has
BYTES (1,000,000,000 unless given) of compressed data. After ROUNDS of different numbers the packed
records themselves are repeated: packing is what takes the time.
"""

import gzip
import pathlib
import sys
import zlib


ROUNDS = 10


def member(block):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(block) + packer.flush()


def record(url, body):
    http = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)) + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-06-23T10:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")
    return head.encode() + http + b"\r\n\r\n"


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    target = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000_000
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((folder / "html").glob("*.html.gz"))]
    blocks = []
    written = number = 0
    with out.open("wb") as file:
        while written < target:
            if len(blocks) < ROUNDS * len(pages):
                page = pages[number % len(pages)]
                url = f"https://wire.example/{number}"
                blocks.append(member(record(url, page + b"<!-- %d -->" % number)))
            written += file.write(blocks[number % (ROUNDS * len(pages))])
            number += 1
    print(f"{number} records, {written} bytes")


if __name__ == "__main__":
    main()
