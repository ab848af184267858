"""Author, title, container, place and publisher, read from what stands between the commas by its order."""

import re
from typing import Final

from quotecheck.extract.citations.names import is_person_name, parse_names
from quotecheck.extract.citations.reading.authors import author_list, named_by_punctuation, plain_authors, take_authors
from quotecheck.extract.citations.reading.draft import FIGURE, GAP, TITLE, CitationDraft, segments, sentences
from quotecheck.extract.citations.reading.published import is_place, is_serial, is_town, read_place, without_volume
from quotecheck.extract.citations.words import is_periodical
from quotecheck.language.lists import listed
from quotecheck.model import Locator, Name

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
_WRITTEN_TO: Final = re.compile(
    r"(?:Letter[ \xa0](?:from|of)[ \xa0])?(?P<who>[^,\x1d-\x1f]{3,40}?)[ \xa0]to[ \xa0](?P<whom>[^,\x1d-\x1f]{3,40})"
)
_BYLINE: Final = re.compile(
    r"by[ \xa0](?P<who>[^,\n]{3,60}),[ \xa0](?:the[ \xa0])?author[ \xa0]of[ \xa0](?P<title>.+)", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    rf"""
    \((?P<place>[^\W\d_][^:()\x1e]{{1,60}}?)[ \xa0]?:[ \xa0]?(?P<who>[^()\x1e{GAP}]{{1,80}}?),?  # place and publisher
    [ \xa0]?{GAP}?[ \xa0]?\)|\((?P<town>[^\W\d_][^:()\x1e{GAP}]{{1,40}}?),?[ \xa0]?{GAP}[ \xa0]?\)  # or a town
    """,
    re.VERBOSE,
)
_LETTER: Final = re.compile(r"(?P<who>[^\W\d_][^,\x1d-\x1f]{1,40}?)[ \xa0]to[ \xa0][^\W\d_]")
_EVENT: Final = re.compile(
    rf"(?P<event>.{{2,200}}?)[ \xa0{GAP}](?:held[ \xa0])?(?:at|in)[ \xa0](?:the[ \xa0])?"
    rf"(?P<place>[^,{GAP}]{{2,80}}?)(?:[ \xa0]on)?[ \xa0,.{GAP}]{{0,12}}$"
)
_OWNED: Final = re.compile(r"\b(?:his|her|their|the|a)[ \xa0]\w+[ \xa0]*$", re.IGNORECASE)


def read_rest(draft: CitationDraft) -> None:
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
    elif (
        (letter := _WRITTEN_TO.fullmatch(rest.strip(f" ,.{GAP}")))
        and is_person_name(letter["who"])
        and is_person_name(letter["whom"])
    ):
        draft.put(author=parse_names(letter["who"]), title=letter.group())
    else:
        _read_published(draft)
        before, marked, after = draft.rest.partition(TITLE)
        if marked:
            _read_around_title(draft, before, after)
        elif draft.rest.strip(f" {GAP}{FIGURE}.,()"):
            _read_plain(draft, draft.rest)


def _read_speech(draft: CitationDraft) -> None:
    words = draft.rest.removeprefix("in ")
    for number in range(len(draft.titles), 0, -1):
        words = words.replace(GAP + TITLE * number + GAP, f"“{draft.titles[number - 1]}”")
    found = _EVENT.match(words.strip(f" .{GAP}"))
    event = (found["event"] if found else words).strip(f" .,\xa0{GAP}")
    draft.put(
        container_title=re.sub(r"^the[ \xa0]", "", event) or None, publisher_place=found["place"] if found else None
    )


def _read_imprint(draft: CitationDraft, rest: str) -> None:
    pieces = [piece for piece in segments(rest) if piece != FIGURE]
    if pieces:
        place = ", ".join(re.sub(r"^(?:at|in)[ \xa0]", "", piece) for piece in pieces[1:])
        draft.put(publisher=pieces[0], publisher_place=place or None)


def _read_published(draft: CitationDraft) -> None:
    """`(Place: Publisher, 1990)` of notes, once the year is out."""
    found = draft.take(_PUBLISHED)
    if found is None:
        return
    if found["town"]:
        if is_person_name(found["town"]):
            draft.put(publisher_place=found["town"])
        else:
            draft.rest = f"{draft.rest} {found.group()}"
        return
    draft.put(publisher_place=found["place"].strip(), publisher=found["who"].strip(" ,"))


def _read_around_title(draft: CitationDraft, before: str, after: str) -> None:
    """Authors stand before the first title in marks, container and place after it."""
    head, is_inside, holder = _split_in(before)
    tail = after.lstrip(TITLE)
    if is_inside:
        _read_part(draft, head, holder, tail)
        return
    _read_owners(draft, re.sub(_OWNED, "", head))
    contained = re.match(rf"[ \xa0,.{GAP}]*[Ii]n[ \xa0:]+", tail)
    if contained:
        _read_container(draft, tail[contained.end() :])
        return
    if TITLE in tail:
        between, _, tail = tail.rpartition(TITLE)
        number = len((between + TITLE).rpartition(GAP)[2]) or 2
        draft.put(container_title=draft.titles[min(number, len(draft.titles)) - 1])
    before, figure, after = tail.partition(FIGURE)  # "IEEE Trans. Ponds, vol. 3": a periodical's name has full stops
    pieces = [*segments(before, at_stops=False), FIGURE, *segments(after)] if figure else segments(tail)
    is_listed = draft.is_listed and FIGURE not in pieces and len(pieces) > 1
    read_place(draft, pieces, can_be_container=draft.csl.container_title is None, is_listed=is_listed)


def _read_owners(draft: CitationDraft, head: str) -> None:
    """Read the authors before a title in marks."""
    known = draft.csl.author or author_list(head)
    authors, extra = (known, []) if known else take_authors(segments(head))
    draft.put(author=authors, title=draft.titles[0])
    if extra and not authors and is_person_name(extra[0]) and extra[0].casefold() not in listed("works"):
        draft.put(author=parse_names(extra[0]))


def _read_part(draft: CitationDraft, head: str, holder: str, tail: str) -> None:
    """`Hill, Letter to Stone, in K. Marsh, ‘On Rain’`: the title in marks is the container."""
    letter = _LETTER.match(head.strip(f" {GAP}"))
    known = draft.csl.author or author_list(head)
    authors, rest = (known, []) if known else take_authors(segments(head))
    title = head.strip(f" ,{GAP}\xa0") if letter else ", ".join(rest)
    holder = holder.strip(f" ,{GAP}\xa0")
    draft.put(
        author=parse_names(letter["who"]) if letter else authors,
        title=title or None,
        container_title=f"{holder}, {draft.titles[0]}" if holder else draft.titles[0],
    )
    read_place(draft, segments(tail), can_be_container=False)


def _split_in(before: str) -> tuple[str, bool, str]:
    match = re.search(rf"(?:^|[,.;{GAP}])[ \xa0{GAP}]*[Ii]n[ \xa0:]+([^{GAP}]*)", before)
    if match is None or not before[: match.start()].strip(f" {GAP}"):
        return before, False, ""
    return before[: match.start()], True, match.group(1)


def _read_container(draft: CitationDraft, tail: str) -> None:
    """What follows `in`: editors, then a title in marks or up to the place."""
    tail = _read_pages(draft, _read_editors(draft, tail))
    signs = re.search(f"{TITLE}+", tail)
    if signs:
        holder = tail[: signs.start()].strip(f" ,\xa0{GAP}")
        title = draft.titles[min(len(signs.group()), len(draft.titles)) - 1]
        draft.put(container_title=f"{holder}, {title}" if holder else title)
        read_place(draft, segments(tail[signs.end() :]), can_be_container=False)
        return
    parts = sentences(tail)
    if len(parts) > 1:  # "In Weather books. Norton."
        draft.put(container_title=re.sub(rf"\([ \xa0{GAP}]*\)|[{GAP}{FIGURE}]", "", parts[0]).strip(" ,."))
        read_place(draft, segments(" , ".join(parts[1:])), can_be_container=False, is_listed=True)
        return
    pieces = segments(tail)
    stop = pieces.index(FIGURE) if FIGURE in pieces else _end_of_container(pieces)
    draft.put(container_title=without_volume(draft, ", ".join(pieces[:stop])) or None)
    read_place(draft, pieces[stop:], can_be_container=False)


def _read_editors(draft: CitationDraft, tail: str) -> str:
    """Take the editors before or behind their sign; what is left is returned."""
    editors = _EDITORS.search(tail)
    if editors is None:
        return tail
    named = tail[: editors.start()]
    if named.strip(f" ,\xa0{GAP}") and TITLE not in named:
        draft.put(editor=parse_names(named))
        return tail[editors.end() :]
    after = re.match(r"[^,.;\x1d-\x1f()]{2,60}", tail[editors.end() :])
    if after is None:
        return tail
    draft.put(editor=parse_names(after.group()))
    return tail[: editors.start()] + GAP + tail[editors.end() + after.end() :]


def _read_pages(draft: CitationDraft, tail: str) -> str:
    pages = None if draft.locator else re.search(r",[ \xa0](\d{1,4}[-–]\d{1,4})(?=\.(?:[ \xa0]|$))", tail)
    if pages is None:
        return tail
    draft.locator = Locator(label="page", value=pages.group(1))
    return tail[: pages.start()] + tail[pages.end() :]


def _end_of_container(pieces: list[str]) -> int:
    """How many pieces name the container: all but a town, unless the last is what a body holds."""
    is_held = len(pieces) == 2 and is_person_name(pieces[0]) and not is_town(pieces[1])  # "in Merritt, Weir Documents"
    has_town = len(pieces) > 1 and is_place(pieces[-1]) and not is_held
    return len(pieces) - 1 if has_town else len(pieces)


def _read_plain(draft: CitationDraft, rest: str) -> None:
    """Read a citation without a title in marks: author first where it looks like one, title, container, place."""
    named = None if draft.is_headed else named_by_punctuation(rest)
    if named:
        draft.put(author=named[0])
        draft.is_headed, rest = True, named[1]
    rest, container = _split_container(rest)
    rest, parts = _without_heading(draft, rest)
    is_listed = draft.is_headed and len(parts) > 1
    left = segments(parts[0], at_stops=False) if is_listed else _without_authors(draft, segments(rest))
    if container or is_listed:
        draft.put(title=_without_figures(left) or None)
    if container:
        _read_container(draft, container)
    elif is_listed:
        read_place(draft, segments(" , ".join(parts[1:])), can_be_container=True, is_listed=named is None)
    elif left:
        _read_title(draft, left)


def _without_figures(pieces: list[str]) -> str:
    return ", ".join(piece for piece in pieces if piece != FIGURE)


def _split_container(rest: str) -> tuple[str, str]:
    """What stands before "in" and what the work is in."""
    contained = re.search(rf"[,.{GAP}][ \xa0{GAP}]*[Ii]n:?[ \xa0]+(?=[^\W\d_])", rest)
    return (rest[: contained.start()], rest[contained.end() :]) if contained else (rest, "")


def _without_heading(draft: CitationDraft, rest: str) -> tuple[str, list[str]]:
    """Take the authors where they are a sentence of their own; what is left comes whole and in its sentences."""
    parts = sentences(rest)
    authors = _heading_authors(parts[0]) if not draft.is_headed and len(parts) > 1 else ()
    if not authors:
        return rest, parts
    draft.put(author=authors)
    draft.is_headed = True
    return GAP.join(parts[1:]), parts[1:]


def _without_authors(draft: CitationDraft, pieces: list[str]) -> list[str]:
    """Take the authors from the front of the pieces, if they are not yet known."""
    authors, left = ((), pieces) if draft.is_headed else plain_authors(draft, pieces)
    draft.put(author=draft.csl.author or authors)
    return left


def _heading_authors(part: str) -> tuple[Name, ...]:
    """The authors of `Authors. Title. Container or publisher.` with full stops between the parts."""
    head = segments(part, at_stops=False)
    inverted = len(head) == 2 and is_person_name(head[0]) and is_person_name(head[1]) and len(head[1].split()) <= 3
    if inverted:
        return parse_names(", ".join(head))
    authors, left = take_authors(head)
    return author_list(part) or (() if left else authors)


def _read_title(draft: CitationDraft, left: list[str]) -> None:
    before = left[: left.index(FIGURE)] if FIGURE in left else left
    if draft.csl.issue:
        _read_issue(draft, left, before)
    elif len(before) == 1 and not draft.csl.author and is_serial(draft, before[0]) and is_periodical(before[0]):
        draft.put(container_title=before[0])
    elif left[0] != FIGURE:
        draft.put(title=left[0])
        is_book = len(left) > 2 and is_town(left[-1])  # "The Dry Brick, Mason & Co., London"
        read_place(draft, left[1:], can_be_container=True, is_listed=is_book)


def _read_issue(draft: CitationDraft, left: list[str], before: list[str]) -> None:
    """`Title, Journal, no. 4`: what stands before the issue is the periodical."""
    if before:
        draft.put(container_title=without_volume(draft, before[-1]), title=", ".join(before[:-1]) or None)
        read_place(draft, left[len(before) :], can_be_container=False)
    else:
        draft.put(container_title=next((piece for piece in left if piece != FIGURE), None))
