"""Web addresses as we ask for them, compare them and print them.

`parse_address` turns whatever stands in a document into one ASCII form that every later step uses, so that no two
parsers can disagree about which host is meant. `page_key` is the looser form under which a mirror and the
evidence store know a page.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urljoin, urlsplit

import idna

from quotecheck.model import Outcome

MAX_LENGTH = 8192
"""Longest address asked for, in characters: what RFC 9110 section 4.1 recommends servers to support."""
DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_AUTHORITY_END = re.compile(r"[/?#\\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE = "%/:?#[]@!$&'()*+,;=-._~|"
_TRACKERS = frozenset({"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"})


class BadAddress(ValueError):
    """A word that is no address we ask for; `outcome` is the link outcome it stands for."""

    def __init__(self, why: str, outcome: Outcome = Outcome.UNSUPPORTED_SCHEME) -> None:
        super().__init__(why)
        self.why = why
        self.outcome = outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http or https address in normal form, all ASCII, without credentials."""

    scheme: str
    host: str
    """Lower case; an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query as sent, beginning with a slash."""
    fragment: str = ""
    """Without the number sign, as written."""
    had_credentials: bool = False
    """Whether user:password@ stood in it; it is never sent."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, default port left out: the unit of robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The whole address without its fragment."""
        return self.origin + self.target

    @property
    def path(self) -> str:
        """The path alone."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query alone, without the question mark."""
        return self.target.partition("?")[2]


@lru_cache(maxsize=8192)  # every layer reads the same few addresses again, and the answer never changes
def parse_address(url: str) -> Address:
    """Read an address.

    Raises `BadAddress` for other schemes, control characters, a missing or impossible host or port, and
    for more than `MAX_LENGTH` characters.
    """
    scheme, rest = _by_scheme(url.strip(" \t\r\n\f"))
    try:
        parts = urlsplit(f"{scheme}:{rest}")
        port = parts.port
    except ValueError as error:
        raise BadAddress("the address has no readable host or port") from error
    if "\\" in parts.netloc or port == 0:
        raise BadAddress("the address has no readable host or port")
    return Address(
        scheme=scheme,
        host=_host(parts.hostname or ""),
        port=port or DEFAULT_PORTS[scheme],
        target=_target(parts.path, parts.query),
        fragment=parts.fragment,
        had_credentials="@" in parts.netloc,
    )


def _by_scheme(url: str) -> tuple[str, str]:
    """Part an address behind its scheme, or raise `BadAddress` where what can be seen so far is none."""
    if len(url) > MAX_LENGTH:
        raise BadAddress(f"the address is longer than {MAX_LENGTH} characters")
    if _CONTROL.search(url):
        raise BadAddress("the address holds control characters")
    scheme, colon, rest = url.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in DEFAULT_PORTS:
        shown = scheme if colon and scheme.isalnum() else "no scheme"
        raise BadAddress(f"only http and https addresses are read, not {shown!r}")
    if not rest.startswith("//"):
        raise BadAddress("the address names no host")
    return scheme, rest


def follow(base: Address, location: str) -> Address:
    """Return where a redirect of `base` leads, the fragment kept when the new address has none.

    Raises `BadAddress` with `redirect_bad` for what is no http or https address.
    """
    location = location.strip(" \t")
    if not location or len(location) > MAX_LENGTH or _CONTROL.search(location):
        raise BadAddress("redirected to what is no address", Outcome.REDIRECT_BAD)
    try:
        # urljoin gives the base itself for "http://"
        target = parse_address(location if _SCHEME.match(location) else urljoin(base.url, location))
    except ValueError as error:
        raise BadAddress(f"redirected to what cannot be followed: {error}", Outcome.REDIRECT_BAD) from error
    return target if target.fragment else replace(target, fragment=base.fragment)


def _host(host: str) -> str:
    if not host:
        raise BadAddress("the address names no host")
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except AddressValueError as error:
            raise BadAddress("the address has no readable host or port") from error
    host = _unescaped(host)
    if host.isascii():
        name = host.lower()
    else:
        try:
            name = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise BadAddress("the host name is not a valid name", Outcome.DNS_FAILURE) from error
    if any(char in ' <>^`{|}%"\\/?#@' for char in name):
        raise BadAddress("the address has no readable host or port")
    number = numeric_host(name)
    return str(number) if number is not None else name


def _unescaped(host: str) -> str:
    return unquote_to_bytes(host).decode("utf-8", "replace") if "%" in host else host


def _target(path: str, query: str) -> str:
    path = quote(_BAD_ESCAPE.sub("%25", path.replace("\\", "/")), safe=_SAFE) or "/"
    query = quote(_BAD_ESCAPE.sub("%25", query), safe=_SAFE)
    return f"{path}?{query}" if query else path


def numeric_host(host: str) -> IPv4Address | None:
    """Read the number spellings of an IPv4 address a resolver understands (decimal, octal, hexadecimal, short).

    Rules of the WHATWG URL standard, "IPv4 parser". None when the host is a name.

    >>> str(numeric_host("0x7f.1"))
    '127.0.0.1'
    """
    parts = host.removesuffix(".").split(".")
    if not 1 <= len(parts) <= 4:
        return None
    numbers = [_number(part) for part in parts]
    values = [number for number in numbers if number is not None]
    if len(values) < len(parts) or any(value > 255 for value in values[:-1]):
        return None
    if values[-1] >= 256 ** (5 - len(values)):
        return None
    return IPv4Address(values[-1] + sum(value * 256 ** (3 - place) for place, value in enumerate(values[:-1])))


def _number(part: str) -> int | None:
    base, digits = 10, part
    if part[:2] in ("0x", "0X"):
        base, digits = 16, part[2:] or "0"
    elif len(part) > 1 and part[0] == "0":
        base, digits = 8, part[1:]
    if not digits or len(digits) > 20 or not digits.isascii() or not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def page_key(address: Address) -> str:
    """Return the form two spellings of the same page share: no fragment, same scheme, escapes made equal.

    Trackers that never choose a page are dropped from the query; nothing else is reordered.
    """
    path = _same_escapes(_no_dots(address.path))
    query = "&".join(
        part
        for part in _same_escapes(address.query).split("&")
        if part and part.partition("=")[0].lower() not in _TRACKERS and not part.lower().startswith("utm_")
    )
    port = "" if address.port in DEFAULT_PORTS.values() else f":{address.port}"
    host = f"[{address.host}]" if ":" in address.host else address.host.removesuffix(".")
    return f"//{host}{port}{path}" + (f"?{query}" if query else "")


def loose_key(key: str) -> str:
    """Return `key` with what sites treat as one address removed: `www.`, a trailing slash, an index page."""
    key = key.removeprefix("//").removeprefix("www.")
    path, mark, query = key.partition("?")
    for page in ("index.html", "index.htm", "index.php"):
        if path.endswith("/" + page):
            path = path.removesuffix(page)
    return path.rstrip("/") + mark + query


def _same_escapes(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        value = int(match[1], 16)
        return chr(value) if value in _UNRESERVED else match[0].upper()

    return _UNRESERVED_ESCAPE.sub(plain, text)


def _no_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for part in parts[1:]:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def query_values(address: Address, name: str) -> tuple[str, ...]:
    """Return the decoded values of one query parameter."""
    return tuple(value for key, value in parse_qsl(address.query) if key == name)


def shown_address(url: str) -> str:
    """Return an address as it may be printed: without credentials and control characters."""
    clean = _CONTROL.sub("", url)
    scheme, mark, rest = clean.partition("://")
    if not mark:
        return clean
    end = _AUTHORITY_END.search(rest)
    at = end.start() if end else len(rest)
    return f"{scheme}://{rest[:at].rpartition('@')[2]}{rest[at:]}"
