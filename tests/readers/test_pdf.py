"""What the lines of a PDF become: characters, words, paragraphs, block quotations and notes."""

import pytest

from quotecheck.errors import UnreadableDocument
from quotecheck.extract import extract
from quotecheck.model import Document, MarkKind, Metadata
from quotecheck.readers import read_bytes
from quotecheck.readers.pdf import pdf_document
from quotecheck.readers.pdf_lines import PrintedLine
from tests.readers.packages import pdf

LEFT, LEADING, HEIGHT = 60.0, 14.0, 12.0


def laid(rows: str, *, top: float = 700.0) -> list[PrintedLine]:
    """Return the rows of a drawing as printed lines: five points a letter; an empty row is a gap."""
    return [
        PrintedLine(row.strip(), LEFT + 5 * lead, top - LEADING * at, LEFT + 5 * (lead + len(row.strip())), HEIGHT)
        for at, row in enumerate(rows.strip("\n").split("\n"))
        for lead in [len(row) - len(row.lstrip())]
        if row.strip()
    ]


def read(*pages: list[PrintedLine]) -> Document:
    return pdf_document(pages, [], name="a.pdf", metadata=Metadata())


def marked(document: Document, kind: MarkKind) -> list[str]:
    return [mark.span.of(document.text) for mark in document.marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("He said \x93yes\x94 \x96 and no", "He said “yes” – and no"),
        ("the o\ufb03ce was \ufb01rst", "the office was first"),
        ("\x10the \x1crst o\x1ece\x11 \x15 so", "“the first office” – so"),
        (
            '\\the o\x0ece was a\x0ermed in the \row," he \x0cnds|so',
            "“the office was affirmed in the flow,” he finds—so",
        ),
        ('a path C:\\the "file" | so', 'a path C:\\the "file" | so'),
    ],
)
def test_codes_of_fonts_become_the_characters_they_show(printed: str, text: str) -> None:
    assert read(laid(printed)).text == text


LONG = "and this is a line of words that is long enough to be a full one of the page"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("The coordi-", "nation and coordination", "The coordination and coordination"),
        ("The self-", "help and self-help", "The self-help and self-help"),
        ("The unheard-", "of word", "The unheard-\nof word"),
        ("The coordi\ufffe", "nation and coordination", "The coordination and coordination"),
        ("One of 3-", "4 parts", "One of 3-\n4 parts"),
    ],
)
def test_a_hyphen_at_a_line_end_is_decided_by_the_words_of_the_document(end: str, start: str, joined: str) -> None:
    assert read(laid(f"{LONG}\n{end}\n{start}\n{LONG}")).text == f"{LONG}\n{joined}\n{LONG}"


LEAD_IN = f"{LONG}\nand she went on in her report:\n"
BLOCK = "\n      We asked the company for the log of every\n      sailing since the spring, and were given none.\n\n"


def test_lines_set_in_under_a_lead_in_are_a_block_quotation() -> None:
    document = read(laid(f"{LEAD_IN}{BLOCK}{LONG}\n{LONG}"))

    assert marked(document, MarkKind.BLOCKQUOTE) == [
        "We asked the company for the log of every\nsailing since the spring, and were given none."
    ]
    assert [quotation.kind.value for quotation in extract(document).quotations] == ["block"]


@pytest.mark.parametrize(
    "rows",
    [
        f"{LONG}\n{LONG}.\n{BLOCK}{LONG}\n{LONG}",  # an abstract, a remark
        f"Abstract\n{BLOCK}{LONG}\n{LONG}",
        f"{LEAD_IN}\n      - We asked for the log of every\n        sailing since spring.\n\n{LONG}\n{LONG}",
        f"{LEAD_IN}\n      1. We asked for the log of every\n      sailing since spring.\n\n{LONG}\n{LONG}",
        f"{LEAD_IN}    The next paragraph has its first line set in and then\n{LONG}\n{LONG}",
        f"{LEAD_IN}\n      x = 1 + 2\n      y = 3 + 4\n\n{LONG}\n{LONG}",
    ],
)
def test_what_else_is_set_in_is_no_quotation(rows: str) -> None:
    assert marked(read(laid(rows)), MarkKind.BLOCKQUOTE) == []


def test_a_block_quotation_runs_on_over_a_page() -> None:
    above, below = BLOCK.strip("\n").split("\n")
    document = read(laid(f"{LEAD_IN}\n{above}"), laid(f"{below}\n\n{LONG}\n{LONG}"))

    assert "log of every\nsailing since" in document.text


def test_notes_stand_at_the_end_and_belong_to_their_numbers() -> None:
    first = laid(f"{LONG}\nand he said so1 and it was\n{LONG}")
    first[1] = first[1]._replace(raised=((14, 15),))
    foot = [PrintedLine("1Ada Holt, The Weir, p. 4.", LEFT, 60, 300, 9), PrintedLine("2 No more.", LEFT, 50, 300, 9)]
    document = read([*first, *foot], laid(f"going on there.\n{LONG}"))

    assert f"{LONG}\ngoing on there." in document.text
    assert marked(document, MarkKind.NOTE) == ["Ada Holt, The Weir, p. 4.", "No more."]
    (callout,) = (mark for mark in document.marks if mark.kind is MarkKind.NOTE_REF)
    note = next(mark for mark in document.marks if mark.kind is MarkKind.NOTE)
    assert (callout.label, callout.target) == ("1", note.target)


def test_columns_are_read_one_after_the_other() -> None:
    left = laid(f"{LONG}\nthe left column ends in a\n")
    right = [
        line._replace(left=line.left + 500, right=line.right + 500) for line in laid(f"sentence that goes on\n{LONG}")
    ]

    assert "ends in a\nsentence that goes on" in read([*left, *right]).text


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("The Weirs of the Upper Reach", "The Weirs of the Upper Reach"),
        ("(anonymous)", None),
        ("untitled", None),
        ("Microsoft Word - report final.doc", None),
        ("report-final.docx", None),
        ("12345", None),
    ],
)
def test_titles_that_programs_write_are_no_titles(said: str, title: str | None) -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'formats' is not installed")
    content = pdf([["Some text."]], title=said)

    assert read_bytes(content, name="a.pdf").metadata == Metadata(title=title)


def test_a_pdf_on_its_way_to_a_printer_is_read() -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'formats' is not installed")
    job = b'\x1b%-12345X@PJL SET JOBNAME="100% wool"\r\n@PJL ENTER LANGUAGE = PDF\r\n'

    assert read_bytes(job + pdf([["Some text."]]), name="a").text == "Some text."


def test_fonts_without_a_map_and_texts_without_marks_are_told() -> None:
    unmapped = read(laid("\ue001\ue002\ue003 \ue004 one"))
    assert any("do not say what they mean" in note for note in unmapped.notes)

    cited = read(laid("\n".join([f"It was so held (Holt 1998, p. 4). {LONG}"] * 200)))
    assert any("no quotation mark" in note for note in cited.notes)
    assert read(laid("\n".join([f"It was “so” held (Holt 1998, p. 4). {LONG}"] * 200))).notes == ()


def test_a_locked_pdf_is_refused_in_words() -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'formats' is not installed")
    locked = pdf([["a"]]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%b) /U (%b) >> /ID [(ab) (ab)]"
        % (b"x" * 32, b"y" * 32),
    )

    with pytest.raises(UnreadableDocument, match="locked by a password"):
        read_bytes(locked, name="a.pdf")
