#!/usr/bin/env python3
"""report.html in a real browser: no console message, headings in order, words for every picture, prints on A4.

usage: report_test.py LACTASIM [REPORT.html...]: without a report one is made from the practice balloon."""
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

A4_POINTS = (595, 842)
MOST_PAGES = 16
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page(html.parser.HTMLParser):
    """Headings, pictures and ids of the page as the browser built it."""

    def __init__(self):
        super().__init__()
        self.headings, self.nameless, self.ids, self.links, self.tables = [], [], [], [], 0

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "svg" and named.get("aria-hidden") != "true" and not named.get("aria-label"):
            self.nameless.append(tag)
        if tag == "img" and not named.get("alt"):
            self.nameless.append(named.get("src", tag))
        if "id" in named:
            self.ids.append(named["id"])
        if named.get("href", "").startswith("#"):
            self.links.append(named["href"][1:])
        self.tables += tag == "table"


def browser(folder, *arguments):
    ran = subprocess.run([CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                          f"--user-data-dir={folder}/profile", "--enable-logging=stderr", "--log-level=0", *arguments],
                         capture_output=True, text=True, timeout=240)
    return ran


def problems(report, folder):
    url = report.resolve().as_uri()
    dumped = browser(folder, "--dump-dom", url)
    for line in dumped.stderr.splitlines():
        if "CONSOLE" in line:
            yield f"console: {line.strip()}"
    page = Page()
    page.feed(dumped.stdout)
    if page.headings[:1] != [1] or page.headings.count(1) != 1:
        yield "the page needs one h1, first"
    for before, after in zip(page.headings, page.headings[1:]):
        if after > before + 1:
            yield f"a heading h{after} follows h{before}"
    if page.nameless:
        yield f"{len(page.nameless)} pictures without words"
    if page.tables < 3:
        yield "figures need tables beside them"
    for target in set(page.links) - set(page.ids):
        yield f"a link leads to #{target}, which is not there"
    doubled = {i for i in page.ids if page.ids.count(i) > 1}
    if doubled:
        yield f"ids stand twice: {sorted(doubled)}"

    # on paper: A4, and no more of it than an educator would print (a whole case with 47 rows takes 13)
    pdf = folder / "report.pdf"
    browser(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", url)
    if not pdf.is_file():
        yield "it does not print"
        return
    data = pdf.read_bytes()
    boxes = {(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", data)}
    if not boxes or any(abs(w - A4_POINTS[0]) > 2 or abs(h - A4_POINTS[1]) > 2 for w, h in boxes):
        yield f"the pages are {sorted(boxes)}, not A4"
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    if not 1 <= pages <= MOST_PAGES:
        yield f"{pages} pages"


def main():
    if CHROMIUM is None:
        print("no chromium here; apt-get install chromium")
        return 77
    with tempfile.TemporaryDirectory(prefix="lac-report-") as name:
        folder = pathlib.Path(name)
        reports = [pathlib.Path(r) for r in sys.argv[2:]]
        if not reports:
            subprocess.run([sys.argv[1], "run", "balloon_first_steps", "--input", "expert", "--out", str(folder / "out"),
                            "--level", "coarse"], check=True, capture_output=True)
            reports = [folder / "out" / "report.html"]
        found = [f"{report.name}: {p}" for report in reports for p in problems(report, folder)]
    print("\n".join(found) if found else f"report ok ({len(reports)})")
    return 1 if found else 0


sys.exit(main())
