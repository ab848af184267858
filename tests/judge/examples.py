"""The examples of the records, judged: a quotation, an arrow, and its source."""

import re

from quotecheck.judge.judge import judge
from quotecheck.locate.locate import find
from quotecheck.model import Document, Judgement, Match, Passage, Span
from quotecheck.readers.html import html_document

FILLER = "Other things went on in the town. "


def judged_example(code: str, example: str) -> Judgement:
    """Judge an example of the record of `code`.

    A source that begins with a tag is a web page, "(200 words)" in it stands for so many; what is not found is laid
    against the whole source, and an example of another language is judged as not found.
    """
    quote, _, text = example.partition(" -> ")
    source = re.sub(r"\((\d+) words\)", lambda found: FILLER * (int(found[1]) // 7), text)
    document = html_document(source, name="page") if source.startswith("<") else Document(name="source", text=source)
    whole = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(document.text))),), score=0.5)
    match = None if code == "Q705" else find(quote, document.text) or whole
    return judge(quote, match, document)
