"""The HTML report in a real browser, with scripts and with scripts switched off.

Debian's chromium is driven through chromedriver's own protocol (W3C WebDriver, JSON over HTTP on loopback), which
takes fewer lines than a client library would take dependencies.
"""

import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from pypdfium2 import PdfDocument

from quotecheck.extract import extract
from quotecheck.model import (
    Document,
    Extraction,
    Fidelity,
    Finding,
    Judgement,
    Location,
    Quotation,
    Report,
    Result,
    Severity,
    ShownPassage,
    SourceFacts,
    SourceState,
    Span,
    Target,
    Verdict,
)
from quotecheck.report import html
from quotecheck.text.offsets import location

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are not installed"),
]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver answers with an element (W3C WebDriver, section 12)."""
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--window-size=1300,900",
)
NO_SCRIPT = "--blink-settings=scriptEnabled=false"
TEXT = """The log of the harbour

The pilots said “the wind was west” (Log, p. 3). The keeper wrote “no lamp was lit that night” (Log, p. 4).

A guide has “the tide rises slower than it falls” (Lecture). Nobody knows who said “the herons left first” or where.
"""


class Browser:
    """One window of a headless chromium."""

    def __init__(self, server: str, profile: Path, *, scripts: bool) -> None:
        self._http = requests.Session()
        self._http.trust_env = False
        arguments = ARGUMENTS if scripts else (*ARGUMENTS, NO_SCRIPT)
        options = {"binary": CHROMIUM, "args": [*arguments, f"--user-data-dir={profile}"]}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        self._base = f"{server}/session"
        self._base += "/" + self._ask("POST", "", capabilities=capabilities)["sessionId"]

    def _ask(self, verb: str, path: str, **body: Any) -> Any:
        answer = self._http.request(verb, self._base + path, json=body if verb == "POST" else None)
        assert answer.ok, answer.text
        return answer.json()["value"]

    def open(self, page: Path, fragment: str = "") -> None:
        self._ask("POST", "/url", url="about:blank")
        self._ask("POST", "/url", url=page.as_uri() + fragment)

    def find(self, selector: str) -> list[str]:
        found = self._ask("POST", "/elements", using="css selector", value=selector)
        return [element[ELEMENT] for element in found]

    def click(self, selector: str) -> None:
        self._ask("POST", f"/element/{self.find(selector)[0]}/click")

    def press(self, selector: str, keys: str) -> None:
        self._ask("POST", f"/element/{self.find(selector)[0]}/value", text=keys)

    def shown(self, selector: str) -> int:
        """Return how many of the elements are displayed."""
        return sum(self._ask("GET", f"/element/{element}/displayed") for element in self.find(selector))

    def type(self, keys: str) -> None:
        """Press keys wherever the focus is."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", actions=[{"type": "key", "id": "keys", "actions": pressed}])

    def run(self, script: str) -> Any:
        return self._ask("POST", "/execute/sync", script=script, args=[])

    def text(self, selector: str) -> str:
        return str(self._ask("GET", f"/element/{self.find(selector)[0]}/text"))

    def resize(self, width: int, height: int) -> None:
        params = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._ask("POST", "/goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=params)

    def pdf(self) -> bytes:
        """Print the page."""
        return b64decode(self._ask("POST", "/print"))

    def style(self, selector: str, name: str) -> str:
        return str(self._ask("GET", f"/element/{self.find(selector)[0]}/css/{name}"))

    def emulate(self, **features: str) -> None:
        """Pretend to be another medium ("print") or to prefer another colour scheme."""
        media = features.pop("media", "")
        pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        params = {"media": media, "features": pairs}
        self._ask("POST", "/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params=params)

    def close(self) -> None:
        self._ask("DELETE", "")
        self._http.close()


@contextmanager
def driver() -> Iterator[str]:
    """Start the driver and give its address.

    It asks for a free port of IPv4, and ends when that one is not free for IPv6: then another is started.
    """
    assert DRIVER is not None
    told: list[str] = []
    for _ in range(5):
        with subprocess.Popen(
            [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as driver:
            assert driver.stdout is not None
            try:
                for line in driver.stdout:
                    told.append(line)
                    if found := re.search(r"on port (\d+)\.", line):
                        yield f"http://127.0.0.1:{found.group(1)}"
                        return
            finally:  # leaving the block waits for the process
                driver.terminate()
    pytest.fail("".join(told))


@pytest.fixture(scope="module", name="server")
def running_driver() -> Iterator[str]:
    with driver() as server:
        yield server


@pytest.fixture(scope="module", name="scripted")
def browser_with_scripts(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(server, tmp_path_factory.mktemp("profile"), scripts=True)
    yield browser
    browser.close()


@pytest.fixture(scope="module", name="plain")
def browser_without_scripts(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(server, tmp_path_factory.mktemp("profile"), scripts=False)
    yield browser
    browser.close()


def made_report() -> Report:
    """Return a report on one document with two verified, an altered and an unchecked quotation."""
    verdicts = (Verdict.VERIFIED, Verdict.REVIEW, Verdict.ALTERED, Verdict.UNCHECKED)
    extraction = extract(Document(name="log.txt", text=TEXT))
    assert len(extraction.quotations) == len(verdicts)
    results = tuple(
        _result(extraction, quotation, verdict)
        for quotation, verdict in zip(extraction.quotations, verdicts, strict=True)
    )
    return Report(results=results, documents=("log.txt",), extractions=(extraction,))


def _result(extraction: Extraction, quotation: Quotation, verdict: Verdict) -> Result:
    """Return a result; the altered quotation has one word that the source does not have."""
    at = quotation.text.find("slower")
    slower = Finding(
        code="Q409",
        name="antonym",
        severity=Severity.ERROR,
        explain="the source has faster",
        quote=Span(at, at + 6),
        source=Span(15, 21),
        quote_text="slower",
        source_text="faster",
    )
    passage = ShownPassage(
        span=Span(0, 35),
        quote=Span(0, 35),
        text="the tide rises faster than it falls",
        prefix="",
        suffix="",
        location=Location(line=1, column=1),
    )
    is_altered = verdict is Verdict.ALTERED
    source = SourceFacts(
        state=SourceState.READ if verdict is not Verdict.UNCHECKED else SourceState.NONE_CLAIMED,
        target=Target(url="https://elm.example/lecture"),
        media_type="text/html",
    )
    return Result(
        id=f"r-{verdict.value}",
        quote=quotation.text,
        verdict=verdict,
        source=source,
        judgement=Judgement(
            fidelity=Fidelity.ALTERED if is_altered else Fidelity.VERBATIM,
            findings=(slower,) if is_altered else (),
            is_material=is_altered,
        ),
        passages=(passage,) if is_altered else (),
        quotation=quotation,
        document="log.txt",
        location=location(extraction.document, quotation.span),
    )


@pytest.fixture(scope="module", name="path")
def written_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html.render(made_report()), encoding="utf-8")
    return path


@pytest.fixture(name="desk")
def opened_with_scripts(scripted: Browser, path: Path) -> Browser:
    scripted.emulate()
    scripted.resize(1300, 900)
    scripted.open(path)
    return scripted


@pytest.fixture(name="paper")
def opened_without_scripts(plain: Browser, path: Path) -> Browser:
    plain.emulate()
    plain.resize(1300, 900)
    plain.open(path)
    return plain


def test_the_gravest_is_chosen_at_first(desk: Browser) -> None:
    assert desk.text("#panel .why") == "the source has faster"
    assert desk.text(".rail li.chosen").startswith("≠ the tide rises slower")
    assert desk.shown("article") == 1


def test_text_has_every_quotation_in_place_and_the_changed_word_struck(paper: Browser) -> None:
    assert paper.shown("mark.q") == 4
    assert paper.text("mark.is-altered del") == "slower"
    assert "line-through" in paper.style("mark.is-altered del", "text-decoration")
    assert paper.text("mark.is-altered .n") == "≠3"


def test_citation_leads_to_its_quotation(paper: Browser) -> None:
    paper.click("a.cite")

    assert paper.shown("mark.q:target") == 1


def test_keys_go_through_the_list_as_it_is_shown(desk: Browser) -> None:
    desk.type("j")
    assert desk.text("#panel .badge") == "? review"

    desk.type("k")
    assert desk.text("#panel .badge") == "≠ altered"
    assert desk.run("return location.hash") == "#q-r-altered"


def test_keys_pass_over_what_is_filtered_out(desk: Browser) -> None:
    desk.click("label[for=only-altered]")
    desk.click("label[for=only-verified]")

    desk.type("j")

    assert desk.text("#panel .badge") == "✓ verified"


def test_key_opens_the_source_at_the_passage(desk: Browser) -> None:
    desk.run("window.open = (address) => { window.opened = address; }")

    desk.type("o")

    assert desk.run("return window.opened").startswith("https://elm.example/lecture#:~:text=the%20tide")


def test_key_copies_what_the_source_has(desk: Browser) -> None:
    desk.run("navigator.clipboard.writeText = async (words) => { window.copied = words; }")

    desk.type("c")

    assert desk.run("return window.copied") == "the tide rises faster than it falls"


def test_key_shows_the_keys(desk: Browser) -> None:
    desk.type("?")
    assert desk.shown("#help") == 1

    desk.click("#help-close")
    assert desk.shown("#help") == 0


def test_search_looks_through_words_sources_and_codes(desk: Browser) -> None:
    desk.type("/")
    desk.type("q409")
    assert desk.shown(".rail li") == 1

    desk.run("search.value = 'pilots heron'; search.dispatchEvent(new Event('input'))")
    assert desk.shown("#none") == 1


def test_address_opens_at_its_quotation(desk: Browser, path: Path) -> None:
    desk.open(path, "#q-r-verified")

    assert desk.text("#panel .badge") == "✓ verified"
    assert desk.shown("mark.chosen") == 1


def test_table_is_built_when_asked_for_and_sorts(desk: Browser) -> None:
    assert desk.shown("table.wide") == 0

    desk.click("label[for=view-table]")
    desk.run("document.querySelectorAll('.table th button')[1].click()")

    assert desk.shown(".table tbody tr") == 4
    assert desk.text(".table tbody tr .verdict") == "≠ altered"
    assert desk.run("return document.querySelectorAll('.table th')[1].getAttribute('aria-sort')") == "ascending"


def test_filters_combine_without_scripts(paper: Browser) -> None:
    paper.click("label[for=only-altered]")
    assert paper.shown(".group") == 1

    paper.click("label[for=only-review]")
    assert paper.shown(".group") == 2


def test_views_change_and_cards_stand_without_scripts(paper: Browser) -> None:
    assert paper.shown("article") == 4
    assert paper.shown("#search") == 0

    paper.click("label[for=view-sources]")
    assert paper.shown(".sources table") >= 1

    paper.click("label[for=view-table]")
    assert paper.shown(".table tbody tr") == 4


@pytest.mark.parametrize("name", ["desk", "paper"])
def test_print_has_complaints_then_the_text_then_the_table(name: str, request: pytest.FixtureRequest) -> None:
    browser: Browser = request.getfixturevalue(name)

    with PdfDocument(browser.pdf()) as printed:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in printed).split())

    places = [words.index(part) for part in ("the source has faster", "The log of the harbour", "Page cited")]
    assert places == sorted(places)


def test_phone_shows_list_and_text_and_a_card_when_asked(desk: Browser) -> None:
    desk.resize(390, 800)
    desk.run("document.body.classList.remove('has-card')")
    assert desk.shown(".side") == 0
    assert desk.run("return document.documentElement.scrollWidth") <= 390

    desk.run("document.querySelector('.rail a').click()")
    desk.type("k")

    assert desk.shown("#panel article") == 1


def test_everything_that_acts_has_a_name(desk: Browser) -> None:
    nameless = desk.run(
        "return [...document.querySelectorAll('a, button, input, summary')]"
        ".filter((one) => !one.closest('[aria-hidden]')"
        " && !(one.textContent.trim() || one.ariaLabel || (one.labels && one.labels.length)))"
        ".map((one) => one.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(desk: Browser, scheme: str) -> None:
    desk.emulate(prefers_color_scheme=scheme)

    assert desk.run(CONTRAST) == []


CONTRAST = """
const light = (colour) => {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
  const [red, green, blue] = parts.map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  return .2126 * red + .7152 * green + .0722 * blue;
};
const ground = (node) => {
  for (let one = node; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
  }
  return 'rgb(255, 255, 255)';
};
return [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility() &&
  [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())).filter((node) => {
    const pair = [light(getComputedStyle(node).color), light(ground(node))].sort((one, other) => other - one);
    return (pair[0] + .05) / (pair[1] + .05) < 4.5;
  }).map((node) => node.outerHTML.slice(0, 120));
"""
"""What has text with a contrast under 4.5 to 1 (WCAG 2.2, 1.4.3)."""


def test_dark_scheme_turns_paper_and_ink(paper: Browser) -> None:
    paper.emulate(prefers_color_scheme="light")
    light = _brightness(paper.style("body", "background-color")), _brightness(paper.style("body", "color"))

    paper.emulate(prefers_color_scheme="dark")
    dark = _brightness(paper.style("body", "background-color")), _brightness(paper.style("body", "color"))

    assert light[0] > light[1] + 400
    assert dark[1] > dark[0] + 400


def _brightness(colour: str) -> int:
    """Return the sum of red, green and blue of a computed colour, 0 to 765."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3])
