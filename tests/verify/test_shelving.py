"""What becomes of files that hold many texts on their way into a library."""

import gzip
import random
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotecheck.library.intake import Entry, Problem
from quotecheck.verify.shelving import shelved

MAX = 1 << 20
WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
<siteinfo><base>https://harbour.example/wiki/Main_Page</base></siteinfo>
<page><title>Lamp Street</title><ns>0</ns>
<revision><text>An early draft.</text></revision>
<revision><text>'''Lamp Street''' leads to the [[harbour]].</text></revision></page>
<page><title>Oil</title><ns>0</ns><redirect title="Lamp oil"/>
<revision><text>#REDIRECT [[Lamp oil]]</text></revision></page>
<page><title>Template:Box</title><ns>10</ns><revision><text>{{{1}}} in a box</text></revision></page>
<page><title>Ropes</title><ns>0</ns><revision><text>Ropes are made of hemp.</text></revision></page>
</mediawiki>"""
BLOG = """<?xml version="1.0"?>
<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Notes</title>
<item><title>First night</title><link>http://notes.example/1</link><dc:creator>Keeper</dc:creator>
<content:encoded><![CDATA[The wind came from the north.]]></content:encoded>
<wp:post_date>2009-05-01 10:00:00</wp:post_date><wp:post_type>post</wp:post_type></item>
<item><title>First night</title><link>http://notes.example/2</link>
<content:encoded><![CDATA[It came from the south.]]></content:encoded></item></channel></rss>"""


def _texts(path: Path) -> dict[str, Entry]:
    found = [one for one in shelved([str(path)], max_bytes=MAX) if isinstance(one, Entry)]
    return {one.name.rpartition("/")[2]: one for one in found}


@pytest.mark.parametrize("ending", [".xml", ".xml.gz"])
def test_each_page_of_a_wiki_dump_is_a_text_with_its_address(tmp_path: Path, ending: str) -> None:
    content = WIKI.encode()
    (tmp_path / f"dump{ending}").write_bytes(gzip.compress(content) if ending.endswith("gz") else content)

    texts = _texts(tmp_path)

    assert list(texts) == [f"dump{ending}#Lamp Street", f"dump{ending}#Ropes"]
    street = texts[f"dump{ending}#Lamp Street"].document
    assert street.text.strip() == "Lamp Street leads to the harbour."
    assert street.metadata.url == "https://harbour.example/wiki/Lamp_Street"


def test_each_post_of_a_blog_export_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "blog.xml").write_text(BLOG, encoding="utf-8")

    texts = _texts(tmp_path)

    assert list(texts) == ["blog.xml#First night", "blog.xml#First night (2)"]
    said = texts["blog.xml#First night"].document.metadata
    assert (said.title, said.author, said.issued, said.url) == (
        "First night", "Keeper", "2009-05-01", "http://notes.example/1",
    )  # fmt: skip


@pytest.mark.parametrize("cut", [60, 300, 700])
def test_a_dump_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    (tmp_path / "dump.xml").write_text(WIKI[:cut], encoding="utf-8")
    (tmp_path / "packed.xml.gz").write_bytes(gzip.compress(WIKI.encode() * 40)[:-cut])

    list(shelved([str(tmp_path)], max_bytes=MAX))


def test_any_other_xml_stays_one_text(tmp_path: Path) -> None:
    (tmp_path / "poem.xml").write_text("<poem><line>The lamp went out</line></poem>", encoding="utf-8")

    assert list(_texts(tmp_path)) == ["poem.xml"]


def _crawl(path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    body = b"<title>The Log</title><p>The keeper wrote every evening that the lamp was lit and burning well.</p>"
    pages = [
        ("response", "http://a.example/log", "200 OK", "text/html", body),
        ("response", "http://a.example/gone", "404 Not Found", "text/html", b"<p>No such page, alas.</p>"),
        ("response", "http://a.example/x.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("response", "not an address", "200 OK", "text/plain", b"words without a place"),
        ("conversion", "http://a.example/wet", "", "text/plain", "Wörter aus einer Seite".encode()),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for kind, url, status, media_type, content in pages:
            headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1") if status else None
            record = writer.create_warc_record(
                url,
                kind,
                payload=BytesIO(content),
                length=len(content),
                http_headers=headers,
                warc_content_type="" if status else media_type,
            )
            writer.write_record(record)


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_crawl_gives_its_pages_under_their_addresses(tmp_path: Path, name: str) -> None:
    _crawl(tmp_path / name)

    found = {one.name: one.document for one in shelved([str(tmp_path)], max_bytes=MAX) if isinstance(one, Entry)}

    assert list(found) == ["http://a.example/log", "http://a.example/wet"]
    assert found["http://a.example/log"].metadata.title == "The Log"
    assert found["http://a.example/wet"].text == "Wörter aus einer Seite"


@pytest.mark.parametrize("cut", [10, 200, 700, 1100])
def test_a_crawl_that_was_cut_off_is_no_error(tmp_path: Path, cut: int) -> None:
    _crawl(tmp_path / "pages.warc")
    content = (tmp_path / "pages.warc").read_bytes()
    (tmp_path / "pages.warc").write_bytes(content[:cut])

    list(shelved([str(tmp_path)], max_bytes=MAX))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["a.warc", "a.warc.gz", "wiki.xml", "wiki.xml.gz", "blog.xml"]),
    seed=st.integers(0, 10**6),
)
def test_damage_of_any_kind_is_no_error(name: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / name
    if ".warc" in name:
        _crawl(path)
        content = path.read_bytes()
    else:
        content = (WIKI if name.startswith("wiki") else BLOG).encode()
    damaged = bytearray(gzip.compress(content) if name.endswith("xml.gz") else content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged))
        damaged[at : at + chance.randint(0, 30)] = bytes(
            chance.choices(b"<>&:/\0\r\n 0129WARC\xff", k=chance.randint(0, 20))
        )
        damaged += b" " * (not damaged)
    path.write_bytes(damaged)

    list(shelved([str(path)], max_bytes=MAX))


def test_what_is_no_crawl_is_a_problem(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    (tmp_path / "a.warc").write_bytes(b"nothing of the kind")

    (problem,) = shelved([str(tmp_path / "a.warc")], max_bytes=MAX)

    assert isinstance(problem, Problem)


def test_a_wiki_that_has_no_address_gives_its_pages_without_one(tmp_path: Path) -> None:
    path = tmp_path / "wiki.xml"
    path.write_text(WIKI.replace("https://harbour.example/", "http://[harbour/"), encoding="utf-8")

    texts = _texts(path)

    assert len(texts) == 2
    assert {one.document.metadata.url for one in texts.values()} == {None}
