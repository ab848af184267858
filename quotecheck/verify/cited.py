"""Whether a text of the library is the work an author cites: by its title, its author and its volume.

Strictly the same is a text whose whole title, or title without its subtitle, is the cited one, and whose author is
not another. Only such a text can answer for a claim against the author; a mere likeness speaks for a place where the
words were found.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.fuzz import token_set_ratio

from quotecheck.language.lists import alternatives
from quotecheck.library.places import Title
from quotecheck.model import CitationRole, Csl
from quotecheck.text.fold import fold
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.targets import Claim

SAME_TITLE = 85.0
"""rapidfuzz token-set ratio from which two titles are alike: tolerates a subtitle, an article, a misspelling."""
LEAD_IN_CHARS = 2000
"""How far back a work named in the running text still speaks for a quotation: about a page."""
_SUBTITLE = re.compile(r"\s*(?:[:;—–(\[]|\.\s|,? or,? the |, being |,?\s+vol(?:ume|\.)?\s).*", re.I | re.S)
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|le|la|les|el|los|las)\s+")
"""People drop the first article of a title."""
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_VOLUME = re.compile(rf"\b{alternatives('volume-words')}\s*(\w+)", re.IGNORECASE)
_PART = re.compile(rf"\b(?:{alternatives('parts-of-works')}|\d+|[ivxlc]+)\b", re.IGNORECASE)
"""What a page calls itself that holds a part of a work."""
_COLLECTION = re.compile(rf"\b{alternatives('collections-of-works')}\b", re.IGNORECASE)
"""What collections are called: a library seldom has the whole of one in one text."""
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def is_article(claim: Claim) -> bool:
    """Say whether the claim is only the address the quoting article was taken from."""
    return claim.cited.role is CitationRole.ARTICLE


class Catalogue:
    """The texts of a library by their titles."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._held: dict[str, list[Title]] = {}
        for title in titles:
            for key in _keys(_named(title)):
                self._held.setdefault(key, []).append(title)

    def cited(self, case: Claimed) -> Title | None:
        """Return the text that is the work cited; of several editions the one of the year cited, then the first.

        A chapter does not stand for its work, nor a volume for one that is cited without its volume.
        """
        held = [title for key in _cited_keys(case) for title in self._held.get(key, ()) if is_work(case, title)]
        whole = [title for title in held if not _is_part(title) and (_cited_volumes(case) or not _volumes(str(title)))]
        return min(whole, key=lambda title: (other_year(case, title), str(title.path)), default=None)


def is_work(case: Claimed, title: Title) -> bool:
    """Say whether a text is strictly the same work as one that is cited."""
    keys = set(_keys(_named(title)))
    return not is_other_volume(case, title) and any(
        _is_same(csl, wanted, title)
        for claim in case.claims
        if not is_article(claim)
        for csl in (claim.cited.citation.csl,)
        for wanted in (csl.title, csl.container_title)
        if wanted and keys.intersection(_keys(wanted))
    )


def is_surely(case: Claimed, title: Title) -> bool:
    """Say whether a text is the work cited beyond doubt, which "not found" needs: the same author, a whole work."""
    return is_by_cited(case, title) and not _COLLECTION.search(str(title))


def is_by_cited(case: Claimed, title: Title) -> bool:
    """Say whether the author of a text is one of those cited."""
    said = set(fold(title.metadata.author or "").text.split())
    csls = [claim.cited.citation.csl for claim in case.claims if not is_article(claim)]
    return any(author and author <= said for csl in csls for author in _authors(csl))


def is_like(case: Claimed, title: Title) -> bool:
    """Say whether a text carries about the title of a work the author cites, or names shortly before."""
    name = title.path.stem.replace("-", " ").replace("_", " ")
    own = [word.casefold() for word in (title.metadata.title, name) if word and len(word.split()) > 1]
    if any(_ARTICLE.sub("", word) in _lead_in(case) for word in own):
        return True
    if _is_other_author(case, title) or (is_other_volume(case, title) and _volumes(str(title))):
        return False
    return any(
        token_set_ratio(fold(cited).text, fold(word).text) >= SAME_TITLE
        for cited in _cited_titles(case)
        for word in own
    )


def _is_other_author(case: Claimed, title: Title) -> bool:
    said = title.metadata.author
    is_named = any(claim.cited.citation.csl.author for claim in case.claims if not is_article(claim))
    return bool(said) and is_named and not is_by_cited(case, title)


def _is_part(title: Title) -> bool:
    name = _named(title)
    rest = name[len(_SUBTITLE.sub("", name)) :]
    return bool(_PART.search(_VOLUME.sub("", rest)))


def _volumes(text: str) -> set[str]:
    """Return the numbers of the volumes a title or citation names, in digits."""
    found = (word.casefold() for word in _VOLUME.findall(text))
    return {_digits(word) for word in found}


def _digits(word: str) -> str:
    for row in (_WORDS, _ROMAN):
        if word in row:
            return str(row.index(word) + 1)
    return word


def is_other_volume(case: Claimed, title: Title) -> bool:
    """Say whether a volume is cited, and the text is not it: another, or one that does not say."""
    wanted = _cited_volumes(case)
    held = _volumes(f"{title} {title.metadata.edition or ''}")
    return bool(wanted) and wanted.isdisjoint(held)


def _cited_volumes(case: Claimed) -> set[str]:
    cited = [claim.cited.citation for claim in case.claims if not is_article(claim)]
    named = {_digits((one.csl.volume or "").casefold()) for one in cited}
    return named.union(*(_volumes(one.raw) for one in cited)) - {""}


def other_year(case: Claimed, title: Title) -> bool:
    """Say whether the author names a year, and the text carries another."""
    wanted = {year for claim in case.claims for year in _YEAR.findall(claim.cited.citation.csl.issued or "")}
    return bool(wanted) and wanted.isdisjoint(_YEAR.findall(title.metadata.issued or ""))


def year_of(title: Title) -> int:
    """Return the first year a text's date names; 9999 where there is none."""
    found = _YEAR.search(title.metadata.issued or "")
    return int(found.group()) if found else 9999


def _is_same(csl: Csl, wanted: str, title: Title) -> bool:
    said = set(fold(title.metadata.author or "").text.split())
    authors = _authors(csl)
    if not said or not any(authors):
        return len(_keys(wanted)[0].split()) > 1
    return any(author and author <= said for author in authors)


def _authors(csl: Csl) -> list[set[str]]:
    """Return the words of each author's name that tell him: the family name, or all that there is."""
    return [set(fold(name.family or name.literal or "").text.split()) for name in csl.author]


def _named(title: Title) -> str:
    """Return a text's title, or its file's name; of a page's "Author: Title" the title."""
    name = " ".join((title.metadata.title or re.sub("[-_]", " ", title.path.stem)).split())
    front, _, rest = name.partition(":")
    author = set(fold(title.metadata.author or "").text.split())
    return rest.strip() if rest.strip() and author and set(fold(front).text.split()) <= author else name


def _keys(title: str) -> tuple[str, ...]:
    """Return a title's normal forms, the whole first: without first article, and without subtitle."""
    whole = " ".join(title.split())  # the pattern takes its time over rows of blanks
    forms = (_ARTICLE.sub("", fold(form).text) for form in (whole, _SUBTITLE.sub("", whole)))
    return tuple(dict.fromkeys(form for form in forms if form)) or ("",)


def _cited_keys(case: Claimed) -> Iterator[str]:
    for title in _cited_titles(case):
        yield from _keys(title)


def _cited_titles(case: Claimed) -> tuple[str, ...]:
    own = [claim for claim in case.claims if not is_article(claim)]
    csls = [claim.cited.citation.csl for claim in own]
    works = [claim.target.work.title for claim in own if claim.target.work and claim.target.work.title]
    titles = [title for csl in csls for title in (csl.title, csl.container_title) if title]
    return tuple(dict.fromkeys(titles + works))


def _lead_in(case: Claimed) -> str:
    """Return the text before the quotation in which a work may be named, in lower case."""
    document, quotation = case.question.document, case.question.quotation
    if document is None or quotation is None:
        return ""
    return document.text[max(0, quotation.span.start - LEAD_IN_CHARS) : quotation.span.start].casefold()
