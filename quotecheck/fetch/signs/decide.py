"""From signs to an outcome: a page is called something else than itself only on two signs that agree.

One phrase proves nothing: articles are written about error 404, about domains for sale and about paywalls. A plain
HTTP fact (a 404, a 403 beside a puzzle) counts as a sign of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quotecheck.fetch.address import Address
from quotecheck.fetch.signs.page import Page
from quotecheck.fetch.signs.phrases import has_phrase, padded_words, sign_list, tells, without_phrases
from quotecheck.model import Outcome

SHORT_WORDS = 150
"""Main text below this is a notice, not an article: error templates have 5-120 words, articles from about 200."""
LONG_WORDS = 600
"""Main text from here on is an article whatever its heading says."""
TINY_WORDS = 60
"""Main text below this that holds a phrase says little else."""
FORM_WORDS = 25
"""Main text below this beside a password field is the label of a form."""
TITLE_REST = 4
"""Words a title may have besides the phrase: room for the name of the site."""
OPENING_CHARS = 600
"""Part of the main text where a page says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How the page was come by."""

    asked: Address
    final: Address
    status: int = 200
    was_redirected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the page is instead of itself."""

    outcome: Outcome
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The page's texts, folded for phrases once."""

    page: Page
    situation: Situation
    title: str
    heading: str
    opening: str
    everything: str
    labels: tuple[str, ...]
    """The parts of title and first headings between dashes and bars: what a page calls itself beside its site."""

    @property
    def is_short(self) -> bool:
        return self.page.words < SHORT_WORDS

    @property
    def is_tiny(self) -> bool:
        return self.page.words < TINY_WORDS


def judge_page(page: Page, situation: Situation) -> Judged | None:
    """Return what the page is instead of the one asked for, None when nothing says so."""
    seen = _Seen(
        page=page,
        situation=situation,
        title=padded_words(page.title),
        heading=padded_words(" / ".join(page.headings[:2])),
        opening=padded_words(page.text[:OPENING_CHARS]),
        everything=padded_words(f"{page.text[:3000]} / {page.furniture[:2000]}"),
        labels=tuple(padded_words(part) for part in _SEPARATORS.split(page.title)),
    )
    if situation.status != 200:
        return _judge_refusal(seen)
    for rule in _RULES:
        outcome, signs = rule(seen)
        if len(signs) >= 2:
            return Judged(outcome=outcome, signs=tuple(signs))
    return None


def _judge_refusal(seen: _Seen) -> Judged | None:
    """Tell apart what hides behind 401, 403, 429 and 503: the status itself is the first sign."""
    status = seen.situation.status
    if status not in (401, 403, 429, 503):
        return None
    said = f"HTTP {status}"
    _, challenge = _challenge(seen)
    if challenge:
        return Judged(outcome=Outcome.BLOCKED_CHALLENGE, signs=(said, *challenge))
    if status == 503 and has_phrase("maintenance", seen.title + seen.heading + seen.opening):
        return Judged(outcome=Outcome.MAINTENANCE, signs=(said, "it speaks of maintenance"))
    if status == 403 and len(_paywall(seen)[1]) >= 2:
        return Judged(outcome=Outcome.PAYWALL, signs=(said, *_paywall(seen)[1]))
    return None


_SEPARATORS = re.compile(r"\s[-\u2013\u2014:>/]\s|[|\u00b7\u2022\u00bb\u203a\u00ab]|:\s")


def _said(seen: _Seen, name: str, what: str) -> list[str]:
    """Return where the page uses a phrase of a list as what it is about."""
    found = []
    is_in_text = seen.is_short and tells(name, seen.opening)
    is_heading = any(_is_about(name, padded_words(heading), 0) for heading in seen.page.headings[:2])
    is_label = any(_is_about(name, label, 0) for label in seen.labels)
    if tells(name, seen.title) or (is_label and (is_in_text or is_heading or not seen.page.headings)):
        found.append(f"the title {what}")
    if tells(name, seen.heading) or is_heading:
        found.append(f"the heading {what}")
    if is_in_text:
        found.append(f"the text {what}")
    return found


def _is_about(name: str, text: str, rest: int = TITLE_REST) -> bool:
    """Say whether a title or heading consists of a phrase and hardly anything else."""
    return has_phrase(name, text) and len(without_phrases(name, text).split()) <= rest


def _is_headed(name: str, seen: _Seen) -> bool:
    """Say whether a page with some text is still nothing but a notice: its heading is the bare phrase."""
    first = padded_words(seen.page.headings[0]) if seen.page.headings else " "
    return seen.page.words < LONG_WORDS and _is_about(name, first, 0) and _is_about(name, seen.title, 2)


def _is_said_in_text_alone(seen: _Seen, found: list[str]) -> bool:
    """Say whether a page that calls itself something else speaks of a notice's matter in its text only.

    A recall, a poem, a court's diary are short too, and have a title and a heading of their own. A heading that begins
    with the number of an error is none, and what speaks to its visitor is a notice whatever it calls itself.
    """
    if not seen.page.headings or any("title" in sign or "heading" in sign for sign in found):
        return False
    return not _STATUS.search(seen.heading) and not (seen.is_tiny and has_phrase("visitor", seen.opening))


_STATUS = re.compile(r"^ (?:(?:http|error|code) ){0,2}[45][0-9][0-9] ")


def _notice(seen: _Seen, name: str, what: str) -> list[str]:
    """Return the signs of a page that is nothing but a notice of one kind."""
    found = _said(seen, name, what)
    if not found or (name == "not-found" and _is_said_in_text_alone(seen, found)):
        return []
    if not seen.is_short and not _is_headed(name, seen):
        return []
    if seen.is_tiny:
        found.append("there is hardly any other text")
    elif seen.is_short and _is_about(name, seen.title):
        found.append("the title says nothing else")
    return found


def _not_found(seen: _Seen) -> tuple[Outcome, list[str]]:
    found = _notice(seen, "not-found", "says that nothing was found") or _denied_to_visitor(seen)
    if not found and seen.page.words < LONG_WORDS and _is_about("not-found", seen.title, 0):
        found = ["the title says that nothing was found", "the title says nothing else"]
    if seen.situation.was_redirected and _leads_to("error_paths", seen):
        found.append("the redirect leads to an error page")
        if seen.is_short and not seen.is_tiny:
            found.append("there is little text")
        elif seen.is_tiny and len(found) == 1:
            found.append("there is hardly any other text")
    return Outcome.SOFT404_TEXT, found


def _denied_to_visitor(seen: _Seen) -> list[str]:
    """No known phrase, but a word of denial beside what notices to a visitor speak of."""
    said = f"{seen.title}{seen.heading}{seen.opening}"
    is_told = seen.is_tiny and has_phrase("visitor", seen.opening)
    if is_told and tells("negations", said, about="not-found-about"):
        return ["the text speaks to its visitor", "the text says that something is not there"]
    return []


def _leads_to(name: str, seen: _Seen) -> bool:
    """Say whether a step of the final path, and none of the one asked for, is in the list `name`."""
    known = sign_list(name)
    return _has_step(known, seen.situation.final.path) and not _has_step(known, seen.situation.asked.path)


def _has_step(known: tuple[str, ...], path: str) -> bool:
    return any(step.partition(".")[0] in known for step in path.lower().split("/"))


def _server_error(seen: _Seen) -> tuple[Outcome, list[str]]:
    return Outcome.SERVER_ERROR, _notice(seen, "server-error", "reports an error of the server")


def _maintenance(seen: _Seen) -> tuple[Outcome, list[str]]:
    return Outcome.MAINTENANCE, _notice(seen, "maintenance", "speaks of maintenance")


def _challenge(seen: _Seen) -> tuple[Outcome, list[str]]:
    found = _said(seen, "challenge", "asks whether a person is asking")
    if not found and tells("challenge", padded_words(seen.page.furniture[:OPENING_CHARS])) and seen.is_short:
        found.append("the page asks whether a person is asking")
    runs = (seen.page.scripts + " " + seen.page.classes).lower()
    if any(entry in runs for entry in sign_list("challenge_scripts")) and seen.is_short:
        found.append("a puzzle service runs on it")
    return Outcome.BLOCKED_CHALLENGE, _weighed_by_page(seen, found) if seen.situation.status == 200 else found


def _weighed_by_page(seen: _Seen, found: list[str]) -> list[str]:
    """The signs of a challenge under "200 OK": a page with much text is none, one with a password asks for that."""
    if found and seen.is_tiny:
        found = [*found, "there is hardly any other text"]
    elif not seen.is_short:
        found = []
    if seen.page.has_password:
        return [sign for sign in found if "puzzle" not in sign and "hardly" not in sign]
    return found


def _names_domain(page: Page) -> bool:
    """Whether a domain name stands in the title or the first heading."""
    named = " ".join((page.title, *page.headings[:1])).split()
    return any(_DOMAIN.fullmatch(word.strip(",;:!?()\"'")) for word in named)


def _runs_parking(page: Page) -> bool:
    """Whether scripts or elements of a page belong to a parking service."""
    runs = f"{page.scripts} {page.classes}".lower()
    return any(host in runs for host in sign_list("parking_hosts"))


def _parks(name: str) -> bool:
    """Whether a host is one of a parking service."""
    return any(name == host or name.endswith("." + host) for host in sign_list("parking_hosts"))


def _parked(seen: _Seen) -> tuple[Outcome, list[str]]:
    found = _said(seen, "parked", "speaks of a domain without content")
    # a title or heading with a domain name in it has named its subject
    speaks = has_phrase if _names_domain(seen.page) else tells
    if not found and seen.is_short and speaks("parked", seen.everything):
        found.append("the page speaks of a domain without content")
    if _runs_parking(seen.page):
        found.append("a parking service runs on it")
    if seen.situation.was_redirected and _parks(seen.situation.final.host):
        found.append("the redirect leads to a parking service")
    if found and seen.is_short:
        found.append("there is hardly any other text")
    return Outcome.PARKED, found if seen.is_short else []


_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,5}[^\W\d]{2,24}")


def _forbidden(seen: _Seen) -> tuple[Outcome, list[str]]:
    return Outcome.FORBIDDEN, _notice(seen, "forbidden", "refuses access")


def _has_buttons_to_agree(seen: _Seen) -> bool:
    """Whether a page of hardly any text asks for consent around it too; a page about cookies has no such buttons."""
    is_asking = seen.is_tiny and tells("consent", seen.everything)
    return is_asking and has_phrase("consent", padded_words(seen.page.furniture[:2000]))


def _consent(seen: _Seen) -> tuple[Outcome, list[str]]:
    """A page that shows nothing before one agrees to something; a banner over an article is none.

    The price asked for is consent: the outcome is the one for pages that show themselves at a price.
    """
    found = [sign for sign in _said(seen, "consent", "asks for consent") if "text" not in sign]
    if len(seen.page.headings) > 1:  # one of them may be that of a banner
        found = [sign for sign in found if "title" in sign]
    if _has_buttons_to_agree(seen):
        found.append("the text asks for consent")
    if seen.situation.was_redirected and _leads_to("consent_paths", seen):
        found.append("the redirect leads to a page that asks for consent")
    elif not seen.page.headings and found:
        found.append("there is hardly any other text")
    return Outcome.PAYWALL, found if seen.is_short else []


def _login(seen: _Seen) -> tuple[Outcome, list[str]]:
    found = []
    if seen.page.has_password:
        found.append("it asks for a password")
        if seen.page.words < FORM_WORDS:
            found.append("there is hardly any other text")
    if has_phrase("login", seen.title) or has_phrase("login", seen.heading):
        found.append("title or heading asks to log in")
    if seen.is_tiny and has_phrase("login-required", _TO_COMMENT.sub(" ", seen.everything)):
        found.append("the text asks to log in")
        if seen.page.words < FORM_WORDS:
            found.append("there is hardly any more text")
    if seen.situation.was_redirected and _leads_to("login_paths", seen):
        found.append("the redirect leads to a login page")
    return Outcome.LOGIN_WALL, found if seen.is_short else []


def _paywall(seen: _Seen) -> tuple[Outcome, list[str]]:
    found = []
    if has_phrase("paywall", seen.everything):
        found.append("the page asks for a subscription")
        if seen.is_short:
            found.append("only the beginning is shown")
    tier = seen.page.meta.get("article:content_tier", "").lower()
    if tier in ("locked", "metered") or _is_not_free(seen.page.scripts):
        found.append("the page declares itself not free")
    if any(mark in seen.page.classes for mark in ("paywall", "piano-offer", "subscriber-only", "regwall")):
        found.append("a paywall element stands in it")
    return Outcome.PAYWALL, found


def _is_not_free(scripts: str) -> bool:
    """Read schema.org's isAccessibleForFree in a linked-data block."""
    at = scripts.find("isAccessibleForFree")
    return at >= 0 and "false" in scripts[at : at + 40].lower()


def _home(seen: _Seen) -> tuple[Outcome, list[str]]:
    asked, final = seen.situation.asked, seen.situation.final
    if not seen.situation.was_redirected or not is_front(final) or is_front(asked):
        return Outcome.SOFT404_HOME, []
    found = ["the redirect leads to the front page"]
    slug = [word for word in padded_words(asked.path).split() if len(word) > 3 and not word.isdigit()]
    shown = seen.title + seen.heading
    if not slug or not all(f" {word} " in shown for word in slug if word not in _FILE_ENDINGS):
        found.append("title and headings do not name what was asked for")
    return Outcome.SOFT404_HOME, found


_FILE_ENDINGS = frozenset({"html", "shtml", "xhtml", "aspx"})


def is_front(address: Address) -> bool:
    """Say whether an address is the front page of its site, one of its language editions included."""
    parts = [part for part in address.path.lower().split("/") if part]
    if address.query and len(address.query) > 40:
        return False
    if parts and parts[-1].partition(".")[0] in sign_list("home_paths"):
        parts = parts[:-1]
    return not parts or (len(parts) == 1 and _is_language(parts[0]))


def _is_language(part: str) -> bool:
    head, _, tail = part.replace("_", "-").partition("-")
    return head in sign_list("languages") and (not tail or (len(tail) == 2 and tail.isalpha()))


_TO_COMMENT = re.compile(r" in to (?:leave|post|add|write|comment|reply|vote|rate) ")
"""What many blogs say below an article to everybody."""

_RULES: tuple[Callable[[_Seen], tuple[Outcome, list[str]]], ...] = (
    _challenge,
    _parked,
    _forbidden,
    _not_found,
    _maintenance,
    _server_error,
    _login,
    _consent,
    _home,
    _paywall,
)
"""In this order: a parked domain also answers "nothing here", a wall for robots may hold a login."""
