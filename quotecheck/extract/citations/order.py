"""Author, title, container, place and publisher, read from what stands between the commas by its order."""

import re
from typing import Final

from quotecheck.extract.citations.authors import named_by_punctuation, plain_authors, take_authors
from quotecheck.extract.citations.draft import FIGURE, GAP, TITLE, Draft, segments, sentences
from quotecheck.extract.citations.names import is_name, parse_names
from quotecheck.extract.citations.words import listed, listed_as_written
from quotecheck.model import Locator

__all__ = ["CHAPTER_OF", "read_rest"]

CHAPTER_OF: Final = re.compile(
    r"(?:in[ \xa0])?(?:the[ \xa0])?(chapter|book|part|section|volume)[ \xa0](\w{1,8})[ \xa0]of[ \xa0](?:the[ \xa0])?"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_EDITORS: Final = re.compile(
    r"\((?:eds?|hrsg)\.?\)|,?[ \xa0](?:eds?|hrsg)\.(?!\w)|(?<!\w)edited by[ \xa0]|(?<!\w)ed\. by[ \xa0]", re.IGNORECASE
)
_IMPRINT: Final = re.compile(
    r"(?:printed|published|typeset|set)(?:[ \xa0]and[ \xa0](?:printed|published))?[ \xa0](?:by|for|in)[ \xa0]"
    r"(?:the[ \xa0])?",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"by[ \xa0](?P<who>[^,\n]{3,60}),[ \xa0](?:the[ \xa0])?author[ \xa0]of[ \xa0](?P<title>.+)", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    rf"\((?P<place>[^\W\d_][^:()\x1e]{{1,60}}?)[ \xa0]?:[ \xa0]?(?P<who>[^()\x1e{GAP}]{{1,80}}?),?"
    rf"[ \xa0]?{GAP}?[ \xa0]?\)|\((?P<town>[^\W\d_][^:()\x1e{GAP}]{{1,40}}?),?[ \xa0]?{GAP}[ \xa0]?\)"
)
_PLACE_PUBLISHER: Final = re.compile(
    r"(?P<place>[^\W\d_][^:;,\x1d-\x1f()]{1,40}(?:,[ \xa0][A-Z]{2})?)[ \xa0]?:[ \xa0]?"
    r"(?P<who>[^\W\d_][^:;,\x1d-\x1f()]{1,70})"
)
_LETTER: Final = re.compile(r"(?P<who>[^\W\d_][^,\x1d-\x1f]{1,40}?)[ \xa0]to[ \xa0][^\W\d_]")
_EVENT: Final = re.compile(
    rf"(?P<event>.{{2,200}}?)[ \xa0{GAP}](?:held[ \xa0])?(?:at|in)[ \xa0](?:the[ \xa0])?"
    rf"(?P<place>[^,{GAP}]{{2,80}}?)(?:[ \xa0]on)?[ \xa0,.{GAP}]{{0,12}}$"
)
_OWNED: Final = re.compile(r"\b(?:his|her|their|the|a)[ \xa0]\w+[ \xa0]*$", re.IGNORECASE)


def read_rest(draft: Draft) -> None:
    """Read what the shapes left, whatever style it is in."""
    rest = draft.rest
    if draft.csl.type == "speech":
        _read_speech(draft)
    elif byline := _BYLINE.match(rest):
        title = draft.titles[0] if draft.titles else byline["title"].strip(f" .{GAP}")
        draft.put(author=parse_names(byline["who"]), title=title)
    elif imprint := _IMPRINT.match(rest):
        _read_imprint(draft, rest[imprint.end() :])
    elif chapter := CHAPTER_OF.match(rest):
        draft.locator = Locator(label=chapter.group(1).casefold(), value=chapter.group(2))
        draft.put(title=draft.titles[0] if draft.titles else rest[chapter.end() :].strip(f" .,\xa0{GAP}"))
    else:
        _read_published(draft)
        before, marked, after = draft.rest.partition(TITLE)
        if marked:
            _read_around_title(draft, before, after)
        elif draft.rest.strip(f" {GAP}{FIGURE}.,()"):
            _read_plain(draft, draft.rest)


def _read_speech(draft: Draft) -> None:
    words = draft.rest.removeprefix("in ")
    for number in range(len(draft.titles), 0, -1):
        words = words.replace(GAP + TITLE * number + GAP, f"“{draft.titles[number - 1]}”")
    found = _EVENT.match(words.strip(f" .{GAP}"))
    event = (found["event"] if found else words).strip(f" .,\xa0{GAP}")
    draft.put(
        container_title=re.sub(r"^the[ \xa0]", "", event) or None, publisher_place=found["place"] if found else None
    )


def _read_imprint(draft: Draft, rest: str) -> None:
    pieces = [piece for piece in segments(rest) if piece != FIGURE]
    if pieces:
        place = ", ".join(re.sub(r"^(?:at|in)[ \xa0]", "", piece) for piece in pieces[1:])
        draft.put(publisher=pieces[0], publisher_place=place or None)


def _read_published(draft: Draft) -> None:
    """`(Place: Publisher, 1990)` of notes, once the year is out."""
    found = draft.take(_PUBLISHED)
    if found is None:
        return
    if found["town"]:
        if is_name(found["town"]):
            draft.put(publisher_place=found["town"])
        else:
            draft.rest = f"{draft.rest} {found.group()}"
        return
    draft.put(publisher_place=found["place"].strip(), publisher=found["who"].strip(" ,"))


def _read_around_title(draft: Draft, before: str, after: str) -> None:
    """Authors stand before the first title in marks, container and place after it."""
    head, is_inside, holder = _split_in(before)
    tail = after.lstrip(TITLE)
    if is_inside:
        _read_part(draft, head, holder, tail)
        return
    authors, extra = take_authors(segments(re.sub(_OWNED, "", head)))
    draft.put(author=authors, title=draft.titles[0])
    if extra and not authors and is_name(extra[0]) and extra[0].casefold() not in listed("works"):
        draft.put(author=parse_names(extra[0]))
    contained = re.match(rf"[ \xa0,.{GAP}]*[Ii]n[ \xa0:]+", tail)
    if contained:
        _read_container(draft, tail[contained.end() :])
        return
    if TITLE in tail:
        between, _, tail = tail.rpartition(TITLE)
        number = len((between + TITLE).rpartition(GAP)[2]) or 2
        draft.put(container_title=draft.titles[min(number, len(draft.titles)) - 1])
    _read_place(draft, segments(tail), can_be_container=draft.csl.container_title is None)


def _read_part(draft: Draft, head: str, holder: str, tail: str) -> None:
    """`Hill, Letter to Stone, in K. Marsh, ‘On Rain’`: the title in marks is the container."""
    letter = _LETTER.match(head.strip(f" {GAP}"))
    authors, rest = take_authors(segments(head))
    title = head.strip(f" ,{GAP}\xa0") if letter else ", ".join(rest)
    holder = holder.strip(f" ,{GAP}\xa0")
    draft.put(
        author=parse_names(letter["who"]) if letter else authors,
        title=title or None,
        container_title=f"{holder}, {draft.titles[0]}" if holder else draft.titles[0],
    )
    _read_place(draft, segments(tail), can_be_container=False)


def _split_in(before: str) -> tuple[str, bool, str]:
    match = re.search(rf"(?:^|[,.;{GAP}])[ \xa0{GAP}]*[Ii]n[ \xa0:]+([^{GAP}]*)", before)
    if match is None or not before[: match.start()].strip(f" {GAP}"):
        return before, False, ""
    return before[: match.start()], True, match.group(1)


def _read_container(draft: Draft, tail: str) -> None:
    """What follows `in`: editors, then a title in marks or up to the place."""
    editors = _EDITORS.search(tail)
    named = tail[: editors.start()] if editors else ""
    if editors and named.strip(f" ,\xa0{GAP}") and TITLE not in named:
        draft.put(editor=parse_names(named))
        tail = tail[editors.end() :]
    elif editors and (after := re.match(r"[^,.;\x1d-\x1f()]{2,60}", tail[editors.end() :])):
        draft.put(editor=parse_names(after.group()))
        tail = tail[: editors.start()] + GAP + tail[editors.end() + after.end() :]
    signs = re.search(f"{TITLE}+", tail)
    if signs:
        holder = tail[: signs.start()].strip(f" ,\xa0{GAP}")
        title = draft.titles[min(len(signs.group()), len(draft.titles)) - 1]
        draft.put(container_title=f"{holder}, {title}" if holder else title)
        _read_place(draft, segments(tail[signs.end() :]), can_be_container=False)
        return
    parts = sentences(tail)
    pieces = segments(tail)
    if len(parts) > 1:  # "In Weather books. Norton."
        draft.put(container_title=re.sub(rf"\([ \xa0{GAP}]*\)", "", parts[0]).strip(f" ,.{GAP}"))
        _read_place(draft, segments(" , ".join(parts[1:])), can_be_container=False)
        return
    stop = next((index for index, piece in enumerate(pieces) if piece == FIGURE), None)
    if stop is None:
        stop = len(pieces) - 1 if len(pieces) > 1 and _is_place(pieces[-1]) else len(pieces)
    draft.put(container_title=", ".join(pieces[:stop]) or None)
    _read_place(draft, pieces[stop:], can_be_container=False)


def _is_place(piece: str) -> bool:
    words = piece.split()
    if piece in listed_as_written("places"):
        return True
    if words[:1] == ["The"] or _is_periodical(piece):
        return False
    joining = ("and", "&", "am", "on", "upon", "de", "la", "y")
    return 1 <= len(words) <= 3 and all(word[0].isupper() or word in joining for word in words)


def _is_periodical(piece: str) -> bool:
    return not listed("periodicals").isdisjoint(piece.casefold().split())


def _is_publisher(piece: str) -> bool:
    return not listed("publishers").isdisjoint(piece.casefold().replace(".", "").split())


def _read_place(draft: Draft, pieces: list[str], *, can_be_container: bool) -> None:
    """Read what follows the title: container, figures, publisher, place."""
    if FIGURE in pieces:
        at = pieces.index(FIGURE)
        if can_be_container and at:
            draft.put(container_title=_without_volume(draft, pieces[at - 1]))
            pieces = pieces[at:]
            can_be_container = False
        pieces = [piece for piece in pieces if piece != FIGURE]
    joined = ", ".join(pieces)
    colon = _PLACE_PUBLISHER.search(joined)
    if colon:
        draft.put(publisher_place=colon["place"].strip(), publisher=colon["who"].strip())
        pieces = segments(joined[: colon.start()] + GAP + joined[colon.end() :])
    if pieces and draft.csl.publisher_place is None and _is_place(pieces[-1]) and not _is_publisher(pieces[-1]):
        is_journal = can_be_container and draft.locator is not None and len(pieces) == 1 and len(pieces[0].split()) > 1
        if not is_journal:
            draft.put(publisher_place=pieces.pop())
    if pieces and (any(_is_publisher(piece) for piece in pieces) or draft.csl.container_title):
        publishers = [piece for piece in pieces if _is_publisher(piece)] or pieces[-1:]
        draft.put(publisher=draft.csl.publisher or publishers[-1])
        pieces = [piece for piece in pieces if piece not in publishers]
    if pieces and can_be_container and draft.csl.container_title is None:
        draft.put(container_title=_without_volume(draft, pieces[0]))


def _without_volume(draft: Draft, container: str) -> str:
    """`Journal of Rivers 12`: a number at the end of a periodical's name is its volume."""
    numbered = re.fullmatch(r"(?P<name>\D{3,}?)[ \xa0](?P<volume>\d{1,3})", container)
    if numbered is None or draft.csl.volume:
        return container
    draft.put(volume=numbered["volume"])
    return numbered["name"]


def _read_plain(draft: Draft, rest: str) -> None:
    """Read a citation without a title in marks: author first where it looks like one, title, container, place."""
    named = named_by_punctuation(rest)
    if named:
        draft.put(author=named[0])
        rest = named[1]
    contained = re.search(rf"[,.{GAP}][ \xa0{GAP}]*[Ii]n:?[ \xa0]+(?=[^\W\d_])", rest)
    container = rest[contained.end() :] if contained else ""
    rest = rest[: contained.start()] if contained else rest
    parts = sentences(rest)
    if named:
        left = segments(rest)
    elif len(parts) > 1 and _read_bibliographic(draft, parts):
        left = []
    else:
        authors, left = plain_authors(draft, segments(rest))
        draft.put(author=authors)
    if container:
        if left:
            draft.put(title=", ".join(piece for piece in left if piece != FIGURE) or None)
        _read_container(draft, container)
    elif left:
        _read_title(draft, left)


def _read_bibliographic(draft: Draft, parts: list[str]) -> bool:
    """`Authors. Title. Container or publisher.` with full stops between the parts; False when it is not so."""
    head = segments(parts[0], at_stops=False)
    inverted = len(head) == 2 and is_name(head[0]) and is_name(head[1]) and len(head[1].split()) <= 3
    authors, left = (parse_names(", ".join(head)), []) if inverted else take_authors(head)
    if not authors or left:
        return False
    draft.put(author=authors, title=parts[1].strip(f" ,.{GAP}*_").replace(GAP, "").replace(FIGURE, ""))
    if len(parts) > 2:
        _read_place(draft, segments(" , ".join(parts[2:])), can_be_container=True)
    return True


def _read_title(draft: Draft, left: list[str]) -> None:
    stop = left.index(FIGURE) if FIGURE in left else None
    before = left[:stop] if stop is not None else left
    if draft.csl.issue and before:
        draft.put(container_title=_without_volume(draft, before[-1]), title=", ".join(before[:-1]) or None)
        _read_place(draft, left[len(before) :], can_be_container=False)
    elif draft.csl.issue:
        draft.put(container_title=next((piece for piece in left if piece != FIGURE), None))
    elif left[0] != FIGURE:
        draft.put(title=left[0])
        _read_place(draft, left[1:], can_be_container=True)
