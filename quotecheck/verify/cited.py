"""Whether a text of the library is the work an author cites: by its title, its author and its volume.

Strictly the same is a text whose whole title, or title without its subtitle, is the cited one, and whose author is
not another. Only such a text can answer for a claim against the author; a mere likeness speaks for a place where the
words were found. The same citation gives the same answer wherever it stands in a document.
"""

import re
from collections.abc import Iterable, Iterator

from quotecheck.language.lists import alternatives
from quotecheck.library.places import Title
from quotecheck.model import CitationRole, Locator
from quotecheck.sources.identity import (
    YEAR,
    CitedWork,
    Held,
    Likeness,
    cited_work,
    held_text,
    is_by_cited,
    is_other_volume,
    likeness_of,
)
from quotecheck.sources.titles import title_keys
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.targets import Claim

_COLLECTION = re.compile(rf"\b{alternatives('collections-of-works')}\b", re.IGNORECASE)
"""What collections are called: a library seldom has the whole of one in one text."""


def is_article(claim: Claim) -> bool:
    """Say whether the claim is only the address the quoting article was taken from."""
    return claim.cited.role is CitationRole.ARTICLE


def works_cited(case: Claimed) -> Iterator[CitedWork]:
    """Yield the works that the author cites for a quotation."""
    return (cited_work(claim.cited.citation) for claim in case.claims if not is_article(claim))


def held_of(title: Title) -> Held:
    """Return what is known of a text of a library."""
    return held_text(title.metadata, title.path.stem)


class Catalogue:
    """The texts of a library by their titles."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._titles = tuple(titles)
        self._held: dict[str, list[Title]] = {}
        for title in self._titles:
            for key in {key for own in held_of(title).titles for key in title_keys(own)}:
                self._held.setdefault(key, []).append(title)

    def cited(self, case: Claimed) -> Title | None:
        """Return the text that is the work cited; of several editions the one of the year cited, then the first.

        A chapter does not stand for its work, nor a volume for one that is cited without its volume.
        """
        wanted = dict.fromkeys(key for work in works_cited(case) for title in work.titles for key in title_keys(title))
        found = dict.fromkeys(title for key in wanted for title in self._held.get(key, ()) if is_work(case, title))
        whole = [title for title in found if not held_of(title).is_part and _is_whole(case, title)]
        return min(whole, key=lambda title: (other_year(case, title), str(title.path)), default=None)


def _is_whole(case: Claimed, title: Title) -> bool:
    return any(work.volumes for work in works_cited(case)) or not held_of(title).volumes


def is_work(case: Claimed, title: Title) -> bool:
    """Say whether a text is strictly the same work as one that is cited, and the volume that is cited."""
    held = held_of(title)
    return any(
        likeness_of(work, held) is Likeness.SAME and not is_other_volume(work, held) for work in works_cited(case)
    )


def is_surely(case: Claimed, title: Title) -> bool:
    """Say whether a text is the work cited beyond doubt, which "not found" needs: the same author, a whole work."""
    held = held_of(title)
    return any(is_by_cited(work, held) for work in works_cited(case)) and not _COLLECTION.search(str(title))


def is_like(case: Claimed, title: Title) -> bool:
    """Say whether a text carries about the title of a work the author cites, and is no other volume of it."""
    held = held_of(title)
    return any(
        likeness_of(work, held) is not Likeness.OTHER and not (is_other_volume(work, held) and held.volumes)
        for work in works_cited(case)
    )


def other_year(case: Claimed, title: Title) -> bool:
    """Say whether the author names a year, and the text carries another, or none."""
    years = {year for work in works_cited(case) for year in work.years}
    return bool(years) and years.isdisjoint(held_of(title).years)


def year_of(title: Title) -> int:
    """Return the first year a text's date names; 9999 where there is none."""
    found = YEAR.search(title.metadata.issued or "")
    return int(found.group()) if found else 9999


def locator_into(case: Claimed, title: Title) -> Locator | None:
    """Return where in a text its first citation says that the words stand; None where it does not say."""
    held = held_of(title)
    cited = (claim.cited.citation for claim in case.claims if not is_article(claim))
    found = (one.locator for one in cited if one.locator and likeness_of(cited_work(one), held) is not Likeness.OTHER)
    return next(found, None)


def names_edition(case: Claimed) -> bool:
    """Say whether the author names a year, an edition or a translator: not every copy of the work has his pages."""
    return any(work.years or work.editions or work.translators for work in works_cited(case))
