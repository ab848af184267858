"""The headline and its order of precedence; when "not found" may not be said."""

import pytest

from quotecheck.judge.codes import finding
from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline, not_found_bar
from quotecheck.model import Document, Fidelity, Judgement, Route, SourceState, Style, Verdict

PAGE = "The harbour of the town was closed in the winter and it was not opened before the spring. " * 20


def word(state: SourceState, fidelity: Fidelity, *codes: str, style: Style = Style.CHICAGO) -> Verdict:
    findings = tuple(finding(code, "x", style=style) for code in codes)
    return headline(state, Judgement(fidelity=fidelity, findings=findings), style=style)


@pytest.mark.parametrize(
    ("state", "fidelity", "codes", "wanted"),
    [
        (SourceState.READ, Fidelity.VERBATIM, (), Verdict.VERIFIED),
        (SourceState.READ, Fidelity.TYPOGRAPHIC, ("Q102", "Q105"), Verdict.VERIFIED),
        (SourceState.PARTLY_READ, Fidelity.VERBATIM, (), Verdict.VERIFIED),
        (SourceState.READ, Fidelity.EDITED, ("Q201",), Verdict.EDITED),
        (SourceState.READ, Fidelity.VERBATIM, ("Q501",), Verdict.REVIEW),
        (SourceState.READ, Fidelity.EDITED, ("Q505",), Verdict.REVIEW),
        (SourceState.READ, Fidelity.TYPOGRAPHIC, ("Q901",), Verdict.VERIFIED),
        (SourceState.READ, Fidelity.ALTERED, ("Q303",), Verdict.ALTERED),
        (SourceState.READ, Fidelity.SPLICED, ("Q506",), Verdict.ALTERED),
        (SourceState.READ, Fidelity.PARAPHRASE, ("Q307",), Verdict.ALTERED),
        (SourceState.READ, Fidelity.EDITED, ("Q503",), Verdict.ALTERED),
        (SourceState.READ, Fidelity.ABSENT, (), Verdict.NOT_FOUND),
        (SourceState.PARTLY_READ, Fidelity.ABSENT, (), Verdict.UNCHECKED),
        (SourceState.READ, Fidelity.NOT_COMPARED, ("Q705",), Verdict.UNCHECKED),
        (SourceState.NOT_READ, Fidelity.NOT_COMPARED, ("Q801",), Verdict.UNCHECKED),
        (SourceState.NONE_CLAIMED, Fidelity.NOT_COMPARED, ("Q814",), Verdict.UNCHECKED),
        (SourceState.READ, Fidelity.ABSENT, ("Q701",), Verdict.MISATTRIBUTED),
    ],
)
def test_headline(state: SourceState, fidelity: Fidelity, codes: tuple[str, ...], wanted: Verdict) -> None:
    assert word(state, fidelity, *codes) is wanted


def test_strict_style_sends_notes_to_review() -> None:
    assert word(SourceState.READ, Fidelity.TYPOGRAPHIC, "Q102", style=Style.STRICT) is Verdict.REVIEW


def test_long_page_may_be_said_not_to_have_it() -> None:
    assert not_found_bar("the bridge was opened in the spring", Document(name="p", text=PAGE), route=Route.LIVE) is None


@pytest.mark.parametrize("route", [Route.LIVE, Route.CACHE, Route.MIRROR, Route.ARCHIVE])
def test_short_fetched_page_bars(route: Route) -> None:
    reason = not_found_bar("the bridge was opened", Document(name="p", text=PAGE[:300]), route=route)

    assert reason is not None
    assert "300" in reason or "299" in reason


@pytest.mark.parametrize("route", [Route.FILE, Route.TEXT, Route.LIBRARY])
def test_short_given_text_does_not_bar(route: Route) -> None:
    assert not_found_bar("the bridge was opened", Document(name="p", text=PAGE[:100]), route=route) is None


@pytest.mark.parametrize("text", ["", "   ", "tiny", "— … —" * 20, "\ufffd" * 50 + "some letters that were read"])
def test_empty_tiny_or_broken_text_bars_everywhere(text: str) -> None:
    assert not_found_bar("the bridge was opened", Document(name="p", text=text), route=Route.FILE)


def test_page_long_in_itself_but_short_beside_the_quotation_bars() -> None:
    assert not_found_bar("the bridge was opened " * 20, Document(name="p", text=PAGE), route=Route.LIVE)


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("мост был открыт весной", "cyrillic"),
        ("die Brücke wurde nicht mehr im Winter und auch nicht von der Stadt geöffnet", "German"),
    ],
)
def test_another_language_is_unchecked_and_named(quote: str, named: str) -> None:
    found = judge(quote, None, Document(name="p", text=PAGE))

    assert headline(SourceState.READ, found, style=Style.CHICAGO) is Verdict.UNCHECKED
    assert [(item.code, named in item.explain) for item in found.findings] == [("Q705", True)]
