"""Each format's document gives the same quotations as its plain twin."""

from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.model import Document
from quotecheck.readers import read_bytes, read_path
from quotecheck.text.fold import fold
from tests.readers.packages import docx, epub, odt, paragraph, pdf

FIXTURES = Path(__file__).parents[2] / "fixtures" / "readers"
TITLE, FIRST, LEAD, BLOCK, LAST, NOTE = (FIXTURES / "ferry.txt").read_text(encoding="utf-8").strip().split("\n\n")
BLOCK_TEXT = BLOCK.strip("“”")


def wording(document: Document) -> list[str]:
    """Return the folded wording of all quotations, in an order that does not depend on where notes stand."""
    return sorted(fold(quotation.text).text for quotation in extract(document).quotations)


def ferry_docx() -> bytes:
    head, tail = FIRST.split(" The newspaper")
    callout = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(
        paragraph(TITLE, style="Heading1")
        + paragraph(head, callout, " The newspaper" + tail)
        + paragraph(LEAD)
        + paragraph(BLOCK_TEXT, style="HausZitat")
        + paragraph(LAST),
        notes=f'<w:footnote w:id="2">{paragraph(NOTE)}</w:footnote>',
    )


def ferry_epub() -> bytes:
    body = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{LEAD}</p><blockquote><p>{BLOCK_TEXT}</p></blockquote><p>{LAST}</p>"
    return epub({"one.xhtml": body, "notes.xhtml": f"<p>{NOTE}</p>"})


def ferry_pdf() -> bytes:
    text = "\n\n".join((FIRST, LEAD, BLOCK, LAST, NOTE))
    lines = [line for part in text.split("\n\n") for line in [*wrapped(part), ""]]
    pages = [lines[at : at + 6] for at in range(0, len(lines), 6)]
    return pdf([["THE FERRY THAT DID NOT SAIL", *page, str(number)] for number, page in enumerate(pages, start=7)])


def wrapped(text: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize(
    "suffix", ["md", "html", "wiki", "tex", "ipynb", "xml", "eml", "rtf", "org", "adoc", "rst", "typ"]
)
def test_stored_format_gives_the_quotations_of_its_plain_twin(suffix: str) -> None:
    twin = read_path(FIXTURES / "ferry.txt", max_bytes=2**20)

    assert wording(read_path(FIXTURES / f"ferry.{suffix}", max_bytes=2**20)) == wording(twin)


def ferry_odt() -> bytes:
    head, tail = FIRST.split(" The newspaper")
    note = (
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{NOTE}</text:p></text:note-body>"
    )
    return odt(
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{head}{note}</text:note> The newspaper{tail}</text:p>'
        f'<text:p>{LEAD}</text:p><text:p text:style-name="P1">{BLOCK_TEXT}</text:p><text:p>{LAST}</text:p>'
    )


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", ferry_docx()), ("a.epub", ferry_epub()), ("a.odt", ferry_odt())]
)
def test_package_gives_the_quotations_of_its_plain_twin(name: str, content: bytes) -> None:
    assert wording(read_bytes(content, name=name)) == wording(read_path(FIXTURES / "ferry.txt", max_bytes=2**20))


def test_pages_of_a_pdf_give_the_quotations_of_their_plain_twin() -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'formats' is not installed")
    document = read_bytes(ferry_pdf(), name="a.pdf")

    assert wording(document) == wording(read_path(FIXTURES / "ferry.txt", max_bytes=2**20))
