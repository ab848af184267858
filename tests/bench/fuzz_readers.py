"""Feeds readers with damaged documents of every format and reports crashes, broken promises and the slowest.

Run: python -m tests.bench.fuzz_readers [--count 20000] [--seed 1] [--extract]
A document is a fixture, or pieces of markup thrown together, with bytes changed, cut, doubled and swapped. The
readers may refuse a document; anything else they raise, and any mark outside its text, ends the run with 1.
With --extract the quotations and citations of every document that could be read are looked for as well.
PDFs need a process each and are therefore one in two hundred.
"""

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from quotecheck.errors import UnreadableDocument
from quotecheck.extract import extract
from quotecheck.model import Document, Span
from quotecheck.readers import file_span, location, read_bytes
from tests.readers.packages import docx, epub, odt, paragraph, pdf

FIXTURES = Path(__file__).parents[2] / "fixtures" / "readers"
SLOW_S = 2.0
"""A document that takes longer counts as a hang."""
PIECES = {
    ".html": "<p> </p> <b> <i> </b> <blockquote> <q> <a href='#n'> <a name=n> &amp; &#8220; <!-- --> <script> "
    "<pre> <td> <li> <br> < > \" ' = word",
    ".md": '> # * ** _ ` ``` [ ] ( ) [^1] [^1]: --- === | - 1. <b> </b> \\ ! \n \n\n word "',
    ".tex": r"\ { } \emph{ \footnote{ \begin{quote} \end{quote} \cite[ ] \item % & ~ `` '' $ \'e \" word",
    ".wiki": "{{ }} [[ ]] | = '' ''' <ref> </ref> <nowiki> * : == {| |- |} || <!-- --> http://x.org [ ] quote word",
    ".txt": "“ ” ‘ ’ \" ' \n \n\n \r \t \f \u2028 word",
    ".xml": "<rss xmlns:wp='w'> <item> </item> <title> <description> <![CDATA[ ]]> &lt; &x; <p> word",
    ".eml": "From: Date: Subject: Content-Type: multipart/mixed; boundary=b --b --b-- \n \n\n > >> wrote: 1 word",
    ".rtf": r"{ } \rtf1 \par \s1 \stylesheet \footnote \field \fldinst \u8220? \'93 \* \v \b0 \bin9 \uc2 word",
    ".srt": "1 \n \n\n 00:01:02,003 --> <i> </i> {\\an8} &amp; WEBVTT - word",
    ".org": "* #+BEGIN_QUOTE #+END_QUOTE #+BEGIN_SRC #+END_SRC [fn:1] [[x][ ]] = ~ / | : :A: - \n \n\n word",
    ".adoc": '= ____ ---- |=== [quote,a] `` ` "` `" * _ footnote:[ ] -- . :a: // << >> + \n \n\n word',
    ".rst": ":: .. note:: [1]_ === --- ` `` * ** | - >>> :a: _ < > \n \n\n \n\040\040 word",
    ".typ": "#quote( block: true, attribution: [ ] )[ ] #footnote[ #link( @a #set ( ) { } * _ $ ` /* = - \n \n\n word",
    ".ipynb": '{ } [ ] "cells" "source" "markdown" "cell_type" : , \\ud800 "word" 1 null',
}
NOISE = [b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\x9c", b"\x93", b"\xc3", b"\x1b$B", b"<", b">", b"\\", b"\r", b"&"]


def seeds() -> dict[str, list[bytes]]:
    """Return whole documents by ending."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(FIXTURES.glob("ferry.*")):
        found.setdefault(path.suffix, []).append(path.read_bytes())
    text = found[".txt"][0].decode()
    found[".docx"] = [docx("".join(paragraph(part, style="Zitat") for part in text.split("\n\n")))]
    found[".odt"] = [odt("".join(f"<text:p>{part}</text:p>" for part in text.split("\n\n")))]
    found[".epub"] = [epub({"a.xhtml": f"<p>{text}</p>", "b.xhtml": f"<blockquote>{text}</blockquote>"})]
    found[".pdf"] = [pdf([text.split("\n")] * 3)]
    return found


def thrown_together(rng: random.Random, suffix: str) -> bytes:
    """Return pieces of a format's markup in no order."""
    pieces = [*PIECES[suffix].split(" "), " ", "\n"]
    return "".join(rng.choices(pieces, k=rng.randrange(1, 400))).encode("utf-8", "replace")


def damaged(rng: random.Random, content: bytes) -> bytes:
    """Return a document with a few places changed."""
    out = bytearray(content)
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(out) + 1)
        width = rng.choice((1, 3, 30, 300))
        match rng.randrange(5):
            case 0:
                out[at:at] = rng.choice(NOISE)
            case 1:
                del out[at : at + width]
            case 2:
                out[at:at] = out[at : at + width] * rng.randrange(1, 5)
            case 3:
                out[at : at + 1] = bytes([rng.randrange(256)])
            case _:
                other = rng.randrange(len(out) + 1)
                out[at:at] = out[other : other + width]
    return bytes(out)


def broken_promise(document: Document) -> str | None:
    """Say which promise of a `Document` does not hold, if one does not."""
    length = len(document.text)
    if any(not 0 <= mark.span.start <= mark.span.end <= length for mark in document.marks):
        return "a mark lies outside the text"
    keys = [(mark.span.start, -mark.span.end) for mark in document.marks]
    if keys != sorted(keys):
        return "marks are out of order"
    if document.origin is not None and list(document.origin) != sorted(document.origin):
        return "origin steps are out of order"
    document.text.encode("utf-8")
    if length:
        span = Span(length // 2, min(length, length // 2 + 9))
        location(document, span)
        file_span(document, span)
    return None


def tried(name: str, content: bytes, read: Callable[..., Document]) -> str | None:
    """Read one document; return what is wrong with the reader, if anything is."""
    try:
        return broken_promise(read(content, name=name))
    except UnreadableDocument:
        return None
    except Exception as error:  # noqa: BLE001 - whatever else it is, it is the finding
        return repr(error)


def extracted(content: bytes, *, name: str) -> Document:
    """Read a document and look for its quotations, whose spans must be slices of the text in order."""
    document = read_bytes(content, name=name)
    extraction = extract(document)
    if any(one.text != one.span.of(document.text) or not len(one.span) for one in extraction.quotations):
        raise AssertionError("a quotation is no slice of the text")
    if list(extraction.quotations) != sorted(extraction.quotations, key=lambda q: (q.span.start, -q.span.end)):
        raise AssertionError("quotations are out of order")
    return document


def cpu_s() -> float:
    """Return the processor's seconds spent here and in the processes that read PDFs."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def main() -> int:
    """Run and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--extract", action="store_true", help="look for quotations as well")
    given = options.parse_args()
    read = extracted if given.extract else read_bytes
    rng = random.Random(given.seed)
    whole = seeds()
    suffixes = sorted(whole.keys() - {".pdf"})
    failures: list[str] = []
    times: list[tuple[float, str]] = []
    count: Counter[str] = Counter()
    for number in range(given.count):
        suffix = ".pdf" if number % 200 == 0 else suffixes[number % len(suffixes)]
        if suffix in PIECES and rng.random() < 0.5:
            content = thrown_together(rng, suffix)
        else:
            content = damaged(rng, rng.choice(whole[suffix]))
        start = cpu_s()
        wrong = tried(f"fuzz{suffix}", content, read)
        took = cpu_s() - start
        times.append((took, suffix))
        count[suffix] += 1
        if took > SLOW_S and suffix != ".pdf":
            wrong = wrong or f"took {took:.1f} s"
        if wrong:
            failures.append(f"{suffix} document {number}: {wrong}: {content[:200]!r}")
    print(f"{given.count} documents, {len(failures)} failures, {sum(took for took, _ in times):.0f} s in readers")
    print("documents:", ", ".join(f"{suffix} {number}" for suffix, number in sorted(count.items())))
    print("slowest:", ", ".join(f"{took:.2f} s {suffix}" for took, suffix in sorted(times, reverse=True)[:5]))
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    for failure in failures[:20]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
