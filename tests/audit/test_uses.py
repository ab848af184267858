"""Uses of addresses: the quotations that rest on them, and the day they were cited."""

from datetime import date
from pathlib import Path

import pytest

from quotecheck.audit import audit_links, link_uses
from quotecheck.audit.cited_on import cited_on
from quotecheck.extract import extract
from quotecheck.model import Outcome, Span
from quotecheck.readers import read_bytes, read_path

A = "http://a.example/minutes"
WORDS = "The northern mole had settled by four inches since the spring."


@pytest.mark.parametrize("text", [f"“{WORDS}” ([Minutes]({A})).", f"> {WORDS}\n>\n> — Minutes, {A}…\n"])
def test_quotation_rests_on_the_link_it_is_cited_to(text: str) -> None:
    uses = list(link_uses(extract(read_bytes(text.encode(), name="a.md"))))

    assert [use.url for use in uses] == [A]
    assert [" ".join(quote.split()) for use in uses for quote in use.quotations] == [WORDS]


@pytest.mark.parametrize(
    "said",
    [
        "Accessed 1 March 2014", "Retrieved March 1, 2014", "last accessed on Mar. 1st, 2014", "access-date=2014-03-01",
        "consulté le 1er mars 2014", "consultado el 1 de marzo de 2014", "abgerufen am 1. März 2014",
        "Zugriff: 01.03.2014", "Acesso em: 1 mar. 2014", "geraadpleegd op 1 maart 2014", "hämtad 1 mars 2014",
        "dostęp 1 marca 2014", "дата обращения: 1 марта 2014", "Erişim tarihi: 1 Mart 2014", "2014年3月1日閲覧",
        "viitattu 1.3.2014", "πρόσβαση 1 Μαρτίου 2014",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "shape", ["- Minutes, {url}, {said}.", "- Minutes ({said}), {url}.", "[Minutes]({url}) ({said})"]
)
def test_day_of_citation_is_read_beside_the_address(said: str, shape: str) -> None:
    text = shape.format(url=A, said=said)
    at = text.index(A)

    day = cited_on(text, Span(at, at + len(A)))

    assert day is not None
    assert day.date() == date(2014, 3, 1)


@pytest.mark.parametrize(
    "text",
    [f"Minutes of 1 March 2014, {A}", f"{A}\n\nAccessed 1 March 2014: http://b.example/", f"{A} (1 March 2014)",
     f"- {A}\n- Report, accessed 1 March 2014"],
)  # fmt: skip
def test_other_dates_are_none(text: str) -> None:
    at = text.index(A)

    assert cited_on(text, Span(at, at + len(A))) is None


def test_file_beside_the_document_is_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("x")
    path = tmp_path / "a.md"
    path.write_text("[a](./there.md#x) [b](there.html) [c](gone.md) [d](elsewhere) [e](#here)\n")
    uses = link_uses(extract(read_path(path, max_bytes=10_000)))

    records = audit_links(uses, lambda target: pytest.fail(f"{target} was asked for"))

    assert {record.url: record.outcome for record in records} == {
        "./there.md#x": Outcome.OK,
        "there.html": Outcome.OK,
        "gone.md": Outcome.NOT_FOUND,
    }
