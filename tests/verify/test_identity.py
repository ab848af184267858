"""A labelled set of citations and texts: is the text the work that is cited, in the edition that is cited?"""

from collections import Counter
from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.library.places import Title
from quotecheck.model import Basis, Document, Metadata
from quotecheck.verify.basis import basis_of
from quotecheck.verify.claimed import Claimed, claimed

ANSWERS = {
    "same": {Basis.CITED, Basis.SAME_WORK},
    "edition": {Basis.OTHER_EDITION},
    "volume": {Basis.OTHER_EDITION, Basis.UNCITED},
    "other": {Basis.UNCITED},
}
LEAST = 0.98
"""Share of pairs that must be right; no other volume may be taken for the one cited, whatever the share."""


def _pairs() -> list[tuple[str, str, Title]]:
    found = []
    for line in Path(__file__).with_name("identity.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        label, citation, *rest = (cell.strip() for cell in line.split("|"))
        title, author, issued, edition, file = (cell or None for cell in rest)
        metadata = Metadata(title=title, author=author, issued=issued, edition=edition)
        found.append((label, citation, Title(path=Path(f"{file}.txt"), metadata=metadata, media_type="text/plain")))
    return found


def _case(citation: str, *, before: str = "") -> Claimed:
    text = f"{before}“The ferryman was hanged from the second bridge, which was of stone” ({citation}).\n"
    return list(claimed(extract(Document(name="x.txt", text=text))))[-1]


PAIRS = _pairs()


def test_the_set_is_large_and_has_every_kind() -> None:
    counted = Counter(label for label, _, _ in PAIRS)

    assert len(PAIRS) >= 200
    assert counted.keys() == ANSWERS.keys()
    assert min(counted.values()) >= 10


def test_a_text_is_told_from_another_as_a_librarian_would() -> None:
    wrong = [
        (label, citation, str(text))
        for label, citation, text in PAIRS
        if basis_of(_case(citation), text, is_quoted=False) not in ANSWERS[label]
    ]

    assert len(wrong) <= (1 - LEAST) * len(PAIRS), wrong


@pytest.mark.parametrize(("label", "citation", "text"), [pair for pair in PAIRS if pair[0] == "volume"])
def test_no_other_volume_answers_for_the_one_cited(label: str, citation: str, text: Title) -> None:
    assert basis_of(_case(citation), text, is_quoted=False) in ANSWERS[label]


def test_the_same_citation_gives_the_same_answer_wherever_it_stands() -> None:
    sentence = "“The millers came down from the hills in the spring of that year” ({}). "
    for _, citation, text in PAIRS:
        first, later = _case(citation), _case(citation, before=sentence.format(citation))

        assert basis_of(later, text, is_quoted=False) is basis_of(first, text, is_quoted=False), citation
