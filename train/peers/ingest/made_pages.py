"""Makes 100 pages whose day of publication is known, in ten ways of saying it.

Usage: python made_pages.py FOLDER
Lays them out as `rapporteur evaluate html` reads them. The sentences are invented.
"""

import datetime
import gzip
import json
import pathlib
import random
import sys

PLACES = ["Strelsau", "Zenda", "Hentzau", "Streltsy Bridge", "Old Harbour"]
SIDES = ["the League", "the government of Ruritania", "the Northern Council", "the envoy"]
VERBS = ["met", "called", "wrote to", "refused to see", "received"]


def day_in(rng):
    return datetime.date(2012, 1, 1) + datetime.timedelta(days=rng.randrange(4000))


def story(rng):
    def sentence():
        a, b = rng.sample(SIDES, 2)
        return (f"In {rng.choice(PLACES)} {a} {rng.choice(VERBS)} {b} for the "
                f"{rng.choice(['first', 'second', 'third'])} time, and people who were there said "
                f"that the talks about {rng.choice(['prisoners', 'the truce', 'the border'])} would go on.")
    return [" ".join(sentence() for _ in range(3)) for _ in range(5)]


def page(number, rng):
    """The HTML, the address and the day."""
    day = day_in(rng)
    later = day + datetime.timedelta(days=rng.randrange(1, 60))
    other = day + datetime.timedelta(days=rng.randrange(90, 400))
    head, before, after, url = "", "", "", f"https://wire.example/story-{number}"
    words = f"{day.day} {day:%B} {day.year}"
    american = f"{day:%B} {day.day}, {day.year}"
    kind = number % 10
    if kind == 0:
        zone = rng.choice(["+03:00", "-05:00", "Z"])
        head = ('<script type="application/ld+json">' + json.dumps({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Talks",
            "datePublished": f"{day}T12:30:00{zone}", "dateModified": f"{later}T08:00:00{zone}"}) + "</script>")
    elif kind == 1:
        head = (f'<meta property="article:published_time" content="{day}T12:00:00+00:00">'
                f'<meta property="article:modified_time" content="{later}T12:00:00+00:00">')
    elif kind == 2:
        url = f"https://wire.example/{day:%Y/%m/%d}/story-{number}"
    elif kind == 3:
        before = f'<p>Published <time datetime="{day}T10:00">{words}</time>, updated <time datetime="{later}T10:00">{later}</time></p>'
    elif kind == 4:
        before = f'<p class="byline">By Ana Ruiz | {american}</p>'
    elif kind == 5:
        before = f"<p>Updated: {later.day} {later:%B} {later.year} 10:00</p><p>Published: {words} 09:00</p>"
    elif kind == 6:
        before = f'<span itemprop="datePublished" content="{day}">{american}</span>'
    elif kind == 7:
        head = f'<meta name="dcterms.created" content="{day}">'
        after = f'<div class="related"><a href="/x">Other talks</a> <span class="date">{other}</span></div>'
    elif kind == 8:
        before = f'<div class="post-date">{rng.choice([words, american])}</div>'
        after = f'<ul class="comments"><li>Reader, {later:%B} {later.day}, {later.year}: so it goes.</li></ul>'
    else:
        before = f"<p>STRELSAU, {american} (AW) - The two sides met again.</p>"
        after = f"<footer>© {other.year} The Wire. Page made on {other}.</footer>"
    paragraphs = story(rng)
    body = "\n\n".join(paragraphs)
    html = (f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Talks {number}</title>{head}</head>"
            f"<body><nav><a href='/'>Home</a></nav><main><article><h1>Talks {number}</h1>{before}"
            + "".join(f"<p>{p}</p>" for p in paragraphs) + f"</article></main>{after}</body></html>")
    return html, url, day, body


def main():
    folder = pathlib.Path(sys.argv[1])
    (folder / "html").mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    truth = {}
    for number in range(100):
        html, url, day, body = page(number, rng)
        name = f"made-{number:03}"
        (folder / "html" / f"{name}.html.gz").write_bytes(gzip.compress(html.encode(), mtime=0))
        truth[name] = {"articleBody": body, "url": url, "published": str(day)}
    (folder / "ground-truth.json").write_text(json.dumps(truth, indent=1))


if __name__ == "__main__":
    main()
