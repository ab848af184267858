"""Bytes to text, as a careful browser does it: nothing here ever raises.

Order of belief: byte order mark, then the bytes themselves where they are valid UTF-8 (declarations are wrong
far more often than valid UTF-8 is an accident), then what the transport said, then what the file says of
itself, then detection on a bounded sample.
"""

import codecs
import re
import string
from dataclasses import dataclass

import charset_normalizer

SAMPLE = 16 * 1024
"""Bytes shown to detection: its cost grows with the sample, its answer hardly changes beyond a few pages."""
SELF_DECLARATION = 4096
"""How far a declaration inside the file is looked for; browsers stop at 1,024, old pages have long comments."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16-LE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{1,40})"""
    rb"""|\\usepackage\[([a-z0-9-]{1,20})\]\{inputenc\}""",
    re.IGNORECASE,
)
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers read for a label (WHATWG Encoding, section 4.2): pages use the larger set under the smaller name."""
_NOT_FOR_FILES = {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
"""Text codecs of Python that no page may ask for: UTF-7 hides markup, the others are not encodings of files."""
_EAST_ASIAN = {"gb18030", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949", "iso2022_jp"}
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOJIBAKE = re.compile("â€[™œ˜“”\x9d\x9c\x99¦]|Ã[\x80-\xbf]|Â[\xa0«»]|Ð[\x80-\xbf°-¿]Ñ|ï»¿")
_CONTROL_MARKS = re.compile("[\x91-\x97]")
_CONTROLS = {code: shown for code in range(0x80, 0xA0) if (shown := bytes((code,)).decode("cp1252", errors="ignore"))}
_WESTERN_SHARE = 0.05
"""Below this share of non-ASCII bytes a text without declaration is read as windows-1252: detection needs more
evidence than a few accents, and Polish or Czech (7 % and more) lie above it."""
_FEW = 8
"""Non-ASCII letters below which detection guesses, whatever their share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded file."""

    text: str
    """A byte order mark is kept as the first code point, so that offsets are those of the file."""
    encoding: str
    """Python's name of the codec used."""
    notes: tuple[str, ...] = ()
    """Doubts, for a person."""


def decode(content: bytes, *, charset: str | None = None) -> Decoded:
    """Decode a whole file; `charset` is what the transport said.

    >>> decode("naïve ‘word’".encode("cp1252"), charset="iso-8859-1").text
    'naïve ‘word’'
    >>> decode("“déjà”".encode(), charset="iso-8859-1").encoding
    'utf-8'
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _finish(content, encoding, ())
    wide = _wide(content)
    if wide:
        return _finish(content, wide, (f"decoded as {wide} by the pattern of zero bytes",))
    declared = _codec(charset) or _self_declared(content)
    if _is_utf8(content) and not _prefers_declared(content, declared):
        return _finish(content, "utf-8", _wrong_label(declared, "utf-8"))
    if declared and declared != "utf-8":
        return _finish(content, declared, ())
    return _without_label(content, declared)


def _finish(content: bytes, encoding: str, notes: tuple[str, ...]) -> Decoded:
    text = content.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - (content.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if bad > 0:
        notes = (*notes, f"{bad} undecodable places under {encoding}")
    return _checked(text, encoding, notes)


def _checked(text: str, encoding: str, notes: tuple[str, ...]) -> Decoded:
    text = without_surrogates(text)
    if mended := with_marks_for_controls(text):
        text, notes = mended, (*notes, "control characters read as the marks and dashes of windows-1252")
    if len(_MOJIBAKE.findall(text[: 64 * SAMPLE])) >= 2:
        notes = (*notes, "holds mojibake: the text was decoded wrongly before it was stored")
    return Decoded(text=text, encoding=encoding, notes=notes)


def with_marks_for_controls(text: str) -> str | None:
    r"""Read controls from U+0080 on as windows-1252 has them, one for one; None where no mark or dash is among them.

    No text means these controls: they are bytes of windows-1252 that were taken for Latin-1 before they were stored.
    A next line (U+0085) alone is one.

    >>> with_marks_for_controls("\x93so\x94\x85")
    '“so”…'
    """
    return text.translate(_CONTROLS) if _CONTROL_MARKS.search(text) else None


def without_surrogates(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON and PDF can spell and no output can encode."""
    return _SURROGATES.sub("\ufffd", text)


def _wide(content: bytes) -> str | None:
    """Name UTF-16 without a mark: text with every other byte zero."""
    head = content[:1024]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _codec(label: str | None) -> str | None:
    """Return Python's codec for a declared label, or None for one that no file may have."""
    try:
        info = codecs.lookup((label or "").strip().lower())
    except (LookupError, ValueError, UnicodeError):
        return None
    if info.name.replace("-", "_") in _NOT_FOR_FILES or not getattr(info, "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(info.name, info.name)


def _self_declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:SELF_DECLARATION])
    codec = _codec((found.group(1) or found.group(2)).decode("ascii")) if found else None
    # A file that could be searched for ASCII letters is not UTF-16, whatever it says (WHATWG, prescan).
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _prefers_declared(content: bytes, declared: str | None) -> bool:
    """Say whether valid UTF-8 is an accident: two-byte East Asian characters that happen to fit."""
    if declared not in _EAST_ASIAN:
        return False
    if declared == "iso2022_jp":
        return b"\x1b" in content
    return not content.isascii() and _LONG_SEQUENCE.search(content) is None


def _wrong_label(declared: str | None, used: str) -> tuple[str, ...]:
    # windows-1252 for pure ASCII is no contradiction, and not worth a word.
    return () if declared in (None, used, "cp1252") else (f"declared as {declared}, decoded as {used}",)


def _without_label(content: bytes, declared: str | None) -> Decoded:
    """Decode what is not valid UTF-8 and has no other usable label."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(map(len, re.findall("[\x80-\ufffc]+", text)))
    if good > 2 * bad:
        return _checked(text, "utf-8", (f"{bad} undecodable places under utf-8",))
    encoding = _detect(content)
    why = f"decoded as {encoding} by detection" + (", not as declared" if declared else "")
    return _finish(content, encoding, (why,))


def _detect(content: bytes) -> str:
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", content)), 0)
    begin = max(0, first - SAMPLE // 4)
    sample = content[begin : begin + SAMPLE]
    # 0x80-0x9f are marks and dashes in all of windows-125x: they tell nothing of the language.
    high = len(sample) - len(sample.translate(None, bytes(range(160, 256))))
    letters = len(sample) - len(sample.translate(None, string.ascii_letters.encode()))
    if high < _WESTERN_SHARE * len(sample) or (high < _FEW and high * 2 < letters):
        return "cp1252"
    best = charset_normalizer.from_bytes(sample).best()
    return (_codec(best.encoding) if best else None) or "cp1252"
