"""How a retrieval ended, and all that is known of each way it can end: one row an outcome, for every part to read."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from quotecheck.errors import NO_TEXT, TOO_BIG, TYPE_UNSUPPORTED

DEAD = "Q801"
BLOCKED = "Q803"
PAYWALL = "Q804"
SOFT_404 = "Q805"
UNREACHABLE = "Q810"
PRIVATE_ADDRESS = "Q811"
OFFLINE_MISS = "Q812"


class Group(StrEnum):
    """Families of link outcomes; only `gone` and `drifted` are rot."""

    ALIVE = "alive"
    DRIFTED = "drifted"
    GONE = "gone"
    CANNOT_JUDGE = "cannot_judge"

    @property
    def is_rot(self) -> bool:
        """Say whether a citation of such an address needs mending."""
        return self in (Group.DRIFTED, Group.GONE)


class Extent(StrEnum):
    """What an answer shows of the page that was asked for."""

    WHOLE = "whole"
    PART = "part"
    """Told from the page's words or its length: should the quotation stand there all the same, it stands there."""
    NOTICE = "notice"
    """In the page's place, told from its words: a quotation that stands there is better evidence than they are."""
    NOTHING = "nothing"


class Outcome(StrEnum):
    """The stable ids of the link taxonomy; the order is that of the documents and says nothing."""

    OK = "ok"
    REDIRECT_PERMANENT = "redirect_permanent"
    REDIRECT_TEMPORARY = "redirect_temporary"
    FRAGMENT_MISSING = "fragment_missing"
    TEXTFRAGMENT_MISSING = "textfragment_missing"
    FRAGMENT_UNKNOWN = "fragment_unknown"
    CONTENT_DRIFT = "content_drift"
    NOT_FOUND = "not_found"
    GONE = "gone"
    LEGAL_451 = "legal_451"
    DNS_FAILURE = "dns_failure"
    CONN_REFUSED = "conn_refused"
    CONN_RESET = "conn_reset"
    TIMEOUT = "timeout"
    SERVER_ERROR = "server_error"
    SOFT404_HOME = "soft404_home"
    SOFT404_TEXT = "soft404_text"
    SOFT404_PROBE = "soft404_probe"
    SOFT404_SHARED_TARGET = "soft404_shared_target"
    PARKED = "parked"
    META_REFRESH_404 = "meta_refresh_404"
    EMPTY = "empty"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_TOO_LONG = "redirect_too_long"
    REDIRECT_BAD = "redirect_bad"
    TLS_EXPIRED = "tls_expired"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_ERROR = "tls_error"
    PROTOCOL_ERROR = "protocol_error"
    TRUNCATED = "truncated"
    BAD_ENCODING = "bad_encoding"
    ROBOTS_DISALLOWED = "robots_disallowed"
    RATE_LIMITED = "rate_limited"
    MAINTENANCE = "maintenance"
    UNAUTHORIZED = "unauthorized"
    LOGIN_WALL = "login_wall"
    PAYWALL = "paywall"
    PAYMENT_REQUIRED = "payment_required"
    FORBIDDEN = "forbidden"
    BLOCKED_CHALLENGE = "blocked_challenge"
    TOO_BIG = "too_big"
    PRIVATE_ADDRESS = "private_address"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    UNSUPPORTED_TYPE = "unsupported_type"
    SKIPPED = "skipped"
    OFFLINE = "offline"

    @property
    def row(self) -> "OutcomeFacts":
        """All that is known of it."""
        return ROWS[self]

    @property
    def group(self) -> Group:
        """The family this outcome belongs to."""
        return ROWS[self].group


class OutcomeFacts(NamedTuple):
    """What is known of an outcome. Every field is said of each: nothing has a default."""

    group: Group
    code: str
    """The finding a quotation gets whose source could not be read for it."""
    level: str | None
    """SARIF's level: "error", "warning", "note"; None where there is nothing to tell. Warnings count with
    `--fail-on warning`."""
    shown: Extent
    is_tried_again: bool
    """Whether it may pass at once, so that the same run asks once more."""
    has_copies: bool
    """Whether an archived copy can stand in for the page: it is gone, and the citation itself is not at fault."""
    advice: str
    """What an author can do, in one clause; empty where there is nothing to do."""


_ARCHIVE = "look for the page in an archive or under a new address"
_BROWSER = "look at it in a browser"
_ANOTHER_DAY = "try again on another day before calling it dead"
_LATER = "run again later"
_row = OutcomeFacts
_YES, _NO = True, False
_ALIVE, _DRIFTED, _GONE, _CANNOT = Group.ALIVE, Group.DRIFTED, Group.GONE, Group.CANNOT_JUDGE
_WHOLE, _PART, _NOTICE, _NOTHING = Extent.WHOLE, Extent.PART, Extent.NOTICE, Extent.NOTHING
_CITE_NEW = "cite the new address"
_CITE_WEB = "cite a web address"
_NEW_PLACE = "the page is there, the place in it is not: cite another anchor or none"
_NEW_WORDS = "the page is there, the words linked to are not: check the quotation"
_DRIFT = "cite an archived copy: the page no longer says what is quoted"
_RENEW = "look at it in a browser; the owner must renew the certificate"
_TRUST = "give the issuer with --ca-bundle if you trust it"
_INNER = "an inner address; --allow-address lets it be asked"
_NETWORK = "run again with a network or a mirror"

ROWS: Mapping[Outcome, OutcomeFacts] = MappingProxyType({
    #                                  group     code              level      shown     again copies advice
    Outcome.OK:                    _row(_ALIVE,   UNREACHABLE,      None,      _WHOLE,   _NO,  _NO,  ""),
    Outcome.REDIRECT_PERMANENT:    _row(_ALIVE,   UNREACHABLE,      "warning", _WHOLE,   _NO,  _NO,  _CITE_NEW),
    Outcome.REDIRECT_TEMPORARY:    _row(_ALIVE,   UNREACHABLE,      None,      _WHOLE,   _NO,  _NO,  ""),
    Outcome.FRAGMENT_MISSING:      _row(_ALIVE,   UNREACHABLE,      "warning", _WHOLE,   _NO,  _NO,  _NEW_PLACE),
    Outcome.TEXTFRAGMENT_MISSING:  _row(_ALIVE,   UNREACHABLE,      "warning", _WHOLE,   _NO,  _NO,  _NEW_WORDS),
    Outcome.FRAGMENT_UNKNOWN:      _row(_ALIVE,   UNREACHABLE,      None,      _WHOLE,   _NO,  _NO,  ""),
    Outcome.CONTENT_DRIFT:         _row(_DRIFTED, UNREACHABLE,      "error",   _WHOLE,   _NO,  _NO,  _DRIFT),
    Outcome.NOT_FOUND:             _row(_GONE,    DEAD,             "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.GONE:                  _row(_GONE,    DEAD,             "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.LEGAL_451:             _row(_GONE,    DEAD,             "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.DNS_FAILURE:           _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.CONN_REFUSED:          _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.CONN_RESET:            _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _YES, _YES, _ANOTHER_DAY),
    Outcome.TIMEOUT:               _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ANOTHER_DAY),
    Outcome.SERVER_ERROR:          _row(_GONE,    UNREACHABLE,      "error",   _NOTICE,  _YES, _YES, _ANOTHER_DAY),
    Outcome.SOFT404_HOME:          _row(_GONE,    SOFT_404,         "error",   _PART,    _NO,  _YES, _ARCHIVE),
    Outcome.SOFT404_TEXT:          _row(_GONE,    SOFT_404,         "error",   _PART,    _NO,  _YES, _ARCHIVE),
    Outcome.SOFT404_PROBE:         _row(_GONE,    SOFT_404,         "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.SOFT404_SHARED_TARGET: _row(_GONE,    SOFT_404,         "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.PARKED:                _row(_GONE,    SOFT_404,         "error",   _PART,    _NO,  _YES, _ARCHIVE),
    Outcome.META_REFRESH_404:      _row(_GONE,    SOFT_404,         "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.EMPTY:                 _row(_GONE,    NO_TEXT,          "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.REDIRECT_LOOP:         _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.REDIRECT_TOO_LONG:     _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.REDIRECT_BAD:          _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _NO,  _ARCHIVE),
    Outcome.TLS_EXPIRED:           _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _RENEW),
    Outcome.TLS_WRONG_HOST:        _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.TLS_UNTRUSTED:         _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _TRUST),
    Outcome.TLS_ERROR:             _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.PROTOCOL_ERROR:        _row(_GONE,    UNREACHABLE,      "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.TRUNCATED:             _row(_GONE,    UNREACHABLE,      "error",   _PART,    _YES, _YES, _ARCHIVE),
    Outcome.BAD_ENCODING:          _row(_GONE,    TYPE_UNSUPPORTED, "error",   _NOTHING, _NO,  _YES, _ARCHIVE),
    Outcome.ROBOTS_DISALLOWED:     _row(_CANNOT,  BLOCKED,          "note",    _NOTHING, _NO,  _NO,  _BROWSER),
    Outcome.RATE_LIMITED:          _row(_CANNOT,  BLOCKED,          "note",    _NOTHING, _NO,  _NO,  _LATER),
    Outcome.MAINTENANCE:           _row(_CANNOT,  UNREACHABLE,      "note",    _PART,    _NO,  _NO,  _LATER),
    Outcome.UNAUTHORIZED:          _row(_CANNOT,  PAYWALL,          "note",    _NOTHING, _NO,  _NO,  _BROWSER),
    Outcome.LOGIN_WALL:            _row(_CANNOT,  PAYWALL,          "note",    _PART,    _NO,  _NO,  _BROWSER),
    Outcome.PAYWALL:               _row(_CANNOT,  PAYWALL,          "note",    _PART,    _NO,  _NO,  _BROWSER),
    Outcome.PAYMENT_REQUIRED:      _row(_CANNOT,  PAYWALL,          "note",    _NOTHING, _NO,  _NO,  _BROWSER),
    Outcome.FORBIDDEN:             _row(_CANNOT,  BLOCKED,          "note",    _NOTICE,  _NO,  _NO,  _BROWSER),
    Outcome.BLOCKED_CHALLENGE:     _row(_CANNOT,  BLOCKED,          "note",    _PART,    _NO,  _NO,  _BROWSER),
    Outcome.TOO_BIG:               _row(_CANNOT,  TOO_BIG,          "note",    _NOTHING, _NO,  _NO,  _BROWSER),
    Outcome.PRIVATE_ADDRESS:       _row(_CANNOT,  PRIVATE_ADDRESS,  "note",    _NOTHING, _NO,  _NO,  _INNER),
    Outcome.UNSUPPORTED_SCHEME:    _row(_CANNOT,  TYPE_UNSUPPORTED, "note",    _NOTHING, _NO,  _NO,  _CITE_WEB),
    Outcome.UNSUPPORTED_TYPE:      _row(_CANNOT,  TYPE_UNSUPPORTED, "note",    _NOTHING, _NO,  _NO,  _BROWSER),
    Outcome.SKIPPED:               _row(_CANNOT,  BLOCKED,          "note",    _NOTHING, _NO,  _NO,  _LATER),
    Outcome.OFFLINE:               _row(_CANNOT,  OFFLINE_MISS,     "note",    _NOTHING, _NO,  _NO,  _NETWORK),
})  # fmt: skip
"""The outcome table. `Q810` of what answered tells of a page that could be asked for and gave no body."""
