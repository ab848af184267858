"""Builds Word, EPUB and PDF files, in the shape their programs write, from a few lines of text."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file with these parts, the first one stored as EPUB wants it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, content) in enumerate(parts.items()):
            package.writestr(name, content, zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(
    body: str,
    *,
    notes: str = "",
    links: Mapping[str, str] | None = None,
    styles: Mapping[str, str] | None = None,
    chunks: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word document around `w:p` elements; `styles` are further ones, id -> name, `chunks` parts by id."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ) + "".join(f'<Relationship Id="{key}" Type="{R}/aFChunk" Target="{key}.part"/>' for key in chunks or {})
    definitions = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{base}</w:style>'
        for key, name, base in (
            ("Heading1", "heading 1", ""),
            ("Zitat", "Quote", ""),
            ("HausZitat", "House Extract Style", '<w:basedOn w:val="Zitat"/>'),
            *((key, name, "") for key, name in (styles or {}).items()),
        )
    )
    return zipped(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'{XML}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr/></w:body>'
            "</w:document>",
            "word/styles.xml": f'{XML}<w:styles xmlns:w="{W}">{definitions}</w:styles>',
            "word/footnotes.xml": f'{XML}<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
            f"<w:t>never shown</w:t></w:r></w:p></w:footnote>{notes}</w:footnotes>",
            "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="x">{relations}</Relationships>',
            "docProps/core.xml": f'{XML}<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></c>',
            **{f"word/{key}.part": content for key, content in (chunks or {}).items()},
        }
    )


def paragraph(*runs: str, style: str = "") -> str:
    """Return a `w:p` of runs, each a text or an element."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{inner}</w:p>"


def odt(body: str) -> bytes:
    """Return an OpenDocument text of this body; the style `P1` is one of quotations, `T1` to `T3` of characters."""
    spaces = " ".join(f'xmlns:{key}="urn:{key}"' for key in ("office", "text", "table", "style", "fo", "xlink"))
    styles = '<style:style style:name="P1" style:parent-style-name="Quotations"/>' + "".join(
        f'<style:style style:name="T{at}"><style:text-properties {said}/></style:style>'
        for at, said in enumerate(
            ('fo:font-style="italic"', 'text:display="none"', 'style:text-line-through-style="solid"'), start=1
        )
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{XML}<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f'{XML}<m xmlns:dc="urn:dc"><dc:title>T</dc:title></m>',
        }
    )


def epub(chapters: Mapping[str, str]) -> bytes:
    """Return an e-book of XHTML bodies, by file name."""
    items = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    pages = {
        f"OEBPS/{name}": f'{XML}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>never read twice</title></head>'
        f"<body>{body}</body></html>"
        for name, body in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles>'
            "</container>",
            "OEBPS/content.opf": f'{XML}<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><dc:creator>A. Writer</dc:creator>'
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **pages,
        }
    )


def pdf(pages: Sequence[Sequence[str]], *, title: str = "") -> bytes:
    """Return a PDF with these lines on its pages, in windows-1252 and Helvetica."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(kids))
    if title:
        objects.append(b"<< /Title (%b) /CreationDate (D:20120402182600Z) >>" % _escaped(title))
    info = b" /Info %d 0 R" % len(objects) if title else b""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (len(objects) + 1, table, len(objects) + 1, info, len(out))


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
