"""The HTML report in a real browser: the filter works by mouse and keyboard with scripts switched off.

Debian's chromium is driven through chromedriver's own protocol (W3C WebDriver, JSON over HTTP on loopback), which
takes fewer lines than a client library would take dependencies.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from quotecheck.model import Fidelity, Judgement, Report, Result, SourceFacts, SourceState, Verdict
from quotecheck.report import html

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are not installed"),
]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver answers with an element (W3C WebDriver, section 12)."""
ARROW_RIGHT = "\ue014"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--blink-settings=scriptEnabled=false",
)


class Browser:
    """One window of a headless chromium."""

    def __init__(self, server: str, profile: Path) -> None:
        self._http = requests.Session()
        self._http.trust_env = False
        options = {"binary": CHROMIUM, "args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        self._base = f"{server}/session"
        self._base += "/" + self._ask("POST", "", capabilities=capabilities)["sessionId"]

    def _ask(self, verb: str, path: str, **body: Any) -> Any:
        answer = self._http.request(verb, self._base + path, json=body if verb == "POST" else None)
        assert answer.ok, answer.text
        return answer.json()["value"]

    def open(self, page: Path) -> None:
        self._ask("POST", "/url", url=page.as_uri())

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
def _driver() -> Iterator[str]:
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


@pytest.fixture(scope="module", name="browser")
def running_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with _driver() as server:
        browser = Browser(server, tmp_path_factory.mktemp("profile"))
        yield browser
        browser.close()


@pytest.fixture(name="report_page")
def page(browser: Browser, tmp_path: Path) -> Browser:
    """Open a report with two results of each of three verdicts, in two documents."""
    results = tuple(
        Result(
            id=f"{document}-{verdict.value}",
            quote=f"words of {verdict.value}",
            verdict=verdict,
            source=SourceFacts(state=SourceState.READ),
            judgement=Judgement(fidelity=Fidelity.VERBATIM),
            document=document,
        )
        for document, verdicts in (("a.txt", [Verdict.VERIFIED, Verdict.ALTERED] * 2), ("b.txt", [Verdict.REVIEW] * 2))
        for verdict in verdicts
    )
    path = tmp_path / "report.html"
    path.write_text(html.render(Report(results=results, documents=("a.txt", "b.txt"))), encoding="utf-8")
    browser.emulate()
    browser.open(path)
    return browser


def test_everything_is_shown_at_first(report_page: Browser) -> None:
    assert report_page.shown("article") == 6


def test_filter_shows_the_chosen_verdict_alone(report_page: Browser) -> None:
    report_page.click("label[for=only-altered]")

    assert report_page.shown("article.is-altered") == 2
    assert report_page.shown("article") == 2


def test_document_without_a_chosen_result_disappears(report_page: Browser) -> None:
    report_page.click("label[for=only-review]")

    assert report_page.shown("section.document") == 1


def test_filter_can_be_taken_back(report_page: Browser) -> None:
    report_page.click("label[for=only-altered]")

    report_page.click("label[for=only-all]")

    assert report_page.shown("article") == 6


def test_filter_works_by_keyboard_and_passes_over_empty_verdicts(report_page: Browser) -> None:
    report_page.press("#only-all", ARROW_RIGHT)
    assert report_page.shown("article.is-verified") == report_page.shown("article") == 2

    report_page.press("#only-verified", ARROW_RIGHT)
    assert report_page.shown("article.is-review") == report_page.shown("article") == 2


def test_print_shows_everything_whatever_is_chosen(report_page: Browser) -> None:
    report_page.click("label[for=only-altered]")

    report_page.emulate(media="print")

    assert report_page.shown("article") == 6


def test_dark_scheme_turns_paper_and_ink(report_page: Browser) -> None:
    report_page.emulate(prefers_color_scheme="light")
    light = _brightness(report_page.style("body", "background-color")), _brightness(report_page.style("body", "color"))

    report_page.emulate(prefers_color_scheme="dark")
    dark = _brightness(report_page.style("body", "background-color")), _brightness(report_page.style("body", "color"))

    assert light[0] > light[1] + 400
    assert dark[1] > dark[0] + 400


def _brightness(colour: str) -> int:
    """Return the sum of red, green and blue of a computed colour, 0 to 765."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3])
