"""Bibliographies: each entry under its key, with its fields; a broken entry costs that entry alone."""

from pathlib import Path

import pytest

from quotecheck.errors import BadInput
from quotecheck.sources.bibliography import Reference, read_bibliography

BIB = r"""
@string{hp = "Hill Press"}
@book{marsh1990, author={Marsh, Ellen and {River Board}}, title={The {Low} Year}, subtitle={A History}, year=1990,
  publisher=hp, address={Leeds}, volume={2}, file={Full Text:pdfs/low_year.pdf:application/pdf}}
@incollection{hill, title="M{\"u}hlen und Fl\"usse", crossref={marsh1990}, pages={3--9}}
@article{broken, title={a}
@book{stone2009, title={Dry Summers}, author="Brian von Stone", date={1999-05/2000}, translator={Reed, A.},
  doi={https://doi.org/10.1000/x_y}}
"""
CSL = """[{"id": "marsh1990", "type": "book", "title": "The Low Year", "volume": 2, "DOI": "10.1000/abc",
 "author": [{"family": "Marsh", "given": "Ellen"}, {"literal": "River Board"}], "issued": {"date-parts": [[1990, 5]]}},
 {"title": "no id"}]"""
RIS = """TY  - BOOK
ID  - marsh1990
AU  - Marsh, Ellen
TI  - The Low Year
PY  - 1990
ET  - 2nd
L1  - file:///books/low.pdf
ER  -
"""


def _read(tmp_path: Path, name: str, text: str) -> tuple[dict[str, Reference], tuple[str, ...]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    listing = read_bibliography(path)
    return {one.key: one for one in listing.references}, listing.problems


def test_bibtex_and_biblatex(tmp_path: Path) -> None:
    found, problems = _read(tmp_path, "refs.bib", BIB)

    marsh, hill, stone = found["marsh1990"], found["hill"], found["stone2009"]
    assert (marsh.csl.title, marsh.csl.publisher, marsh.csl.volume) == ("The Low Year: A History", "Hill Press", "2")
    assert marsh.csl.author[0].family == "Marsh"
    assert marsh.files == ("pdfs/low_year.pdf",)
    assert (hill.csl.title, hill.csl.container_title, hill.csl.issued) == ("Mühlen und Flüsse", "The Low Year", "1990")
    assert hill.files == ()
    assert (stone.csl.doi, str(stone.csl.author[0]), stone.csl.translator[0].family) == (
        "10.1000/x_y",
        "Brian von Stone",
        "Reed",
    )
    assert set(found) == {"marsh1990", "hill", "stone2009"}
    assert len(problems) == 1
    assert "line" in problems[0]


def test_csl_json(tmp_path: Path) -> None:
    found, problems = _read(tmp_path, "refs.json", CSL)

    csl = found["marsh1990"].csl
    assert (csl.title, csl.volume, csl.issued, csl.doi) == ("The Low Year", "2", "1990-05", "10.1000/abc")
    assert [str(name) for name in csl.author] == ["Ellen Marsh", "River Board"]
    assert len(problems) == 1


def test_ris(tmp_path: Path) -> None:
    found, _ = _read(tmp_path, "refs.ris", RIS)

    marsh = found["marsh1990"]
    assert (marsh.csl.title, marsh.csl.issued, marsh.csl.edition) == ("The Low Year", "1990", "2nd")
    assert (marsh.csl.author[0].family, marsh.csl.author[0].given) == ("Marsh", "Ellen")
    assert marsh.files == ("/books/low.pdf",)


@pytest.mark.parametrize(
    ("name", "text"), [("refs.json", "{"), ("refs.json", '{"items": 3}'), ("refs.txt", "@book{a}")]
)
def test_what_is_no_bibliography_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(BadInput):
        _read(tmp_path, name, text)


@pytest.mark.parametrize("text", ["", "@", "@book", "@book{", "@book{a,", "\x00" * 50, "@book{a, title={" * 50])
def test_any_text_is_read_to_its_end(tmp_path: Path, text: str) -> None:
    found, _ = _read(tmp_path, "refs.bib", text)

    assert len(found) <= 1
