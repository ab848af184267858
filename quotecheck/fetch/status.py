"""What an HTTP status, or the failure to get one, means as a link outcome.

Failures are told apart by exception type and error number along the chain of causes, never by message text,
which changes between versions of every library in between.
"""

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping

import requests
import urllib3

from quotecheck.fetch.inner import InnerAddress
from quotecheck.model import Outcome

_BY_STATUS = {
    204: Outcome.EMPTY,
    205: Outcome.EMPTY,
    300: Outcome.OK,  # a page to choose from (RFC 9110, section 15.4.1)
    304: Outcome.PROTOCOL_ERROR,  # no condition was asked
    401: Outcome.UNAUTHORIZED,
    402: Outcome.PAYMENT_REQUIRED,
    403: Outcome.FORBIDDEN,
    405: Outcome.FORBIDDEN,
    406: Outcome.FORBIDDEN,
    407: Outcome.FORBIDDEN,
    408: Outcome.TIMEOUT,
    410: Outcome.GONE,
    420: Outcome.RATE_LIMITED,  # used by some sites before 429 was registered
    425: Outcome.RATE_LIMITED,
    429: Outcome.RATE_LIMITED,
    451: Outcome.LEGAL_451,
    509: Outcome.RATE_LIMITED,  # bandwidth limit, of shared hosters
    999: Outcome.BLOCKED_CHALLENGE,  # what one large site sends to anything that is not a browser
}
_BY_HUNDRED = {2: Outcome.OK, 3: Outcome.REDIRECT_BAD, 4: Outcome.NOT_FOUND, 5: Outcome.SERVER_ERROR}
"""Of all other statuses, by their first figure."""
_CERTIFICATE = {
    10: Outcome.TLS_EXPIRED,  # X509_V_ERR_CERT_HAS_EXPIRED
    9: Outcome.TLS_EXPIRED,  # X509_V_ERR_CERT_NOT_YET_VALID
    62: Outcome.TLS_WRONG_HOST,  # X509_V_ERR_HOSTNAME_MISMATCH
    64: Outcome.TLS_WRONG_HOST,  # X509_V_ERR_IP_ADDRESS_MISMATCH
}
_UNREACHABLE = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN})
_RESET = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ESHUTDOWN})
_CHALLENGING = frozenset({403, 429, 503})
_CHALLENGE_HEADERS = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")


def status_outcome(status: int, headers: Mapping[str, str]) -> Outcome:
    """Return what a final status (no redirect) means, before the page itself is looked at."""
    if status == 503 and "retry-after" in headers:
        return Outcome.MAINTENANCE
    if status in _CHALLENGING and any(name in headers for name in _CHALLENGE_HEADERS):
        return Outcome.BLOCKED_CHALLENGE
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Outcome.PROTOCOL_ERROR)


def reason_of(outcome: Outcome, status: int | None) -> str:
    """Return one clause for a person, empty for what needs none."""
    if outcome in (Outcome.OK, Outcome.REDIRECT_PERMANENT, Outcome.REDIRECT_TEMPORARY):
        return ""
    words = outcome.value.replace("_", " ")
    return f"{words} (HTTP {status})" if status is not None else words


def failure(error: BaseException) -> tuple[Outcome, str]:
    """Return outcome and clause for an exception raised while asking."""
    chain = tuple(_chain(error))
    for link in chain:
        found = _by_type(link)
        if found is not None:
            return found
    if any(isinstance(link, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError) for link in chain):
        return Outcome.TIMEOUT, "no answer in time"
    if any(isinstance(link, http.client.HTTPException | urllib3.exceptions.HTTPError | ValueError) for link in chain):
        return Outcome.PROTOCOL_ERROR, "the answer is not proper HTTP"
    return Outcome.CONN_RESET, "the connection broke"


def _by_type(error: BaseException) -> tuple[Outcome, str] | None:
    if isinstance(error, InnerAddress):
        return Outcome.PRIVATE_ADDRESS, str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error)
    if isinstance(error, socket.gaierror):
        return Outcome.DNS_FAILURE, "the host name is not known"
    if isinstance(error, http.client.IncompleteRead):
        return Outcome.TRUNCATED, "the answer broke off before its end"
    if isinstance(error, ssl.SSLError) and not isinstance(error, TimeoutError):
        return Outcome.TLS_ERROR, "no secure connection could be agreed on"
    return _by_number(error)


def _by_number(error: BaseException) -> tuple[Outcome, str] | None:
    if isinstance(error, TimeoutError):
        return Outcome.TIMEOUT, "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return Outcome.CONN_REFUSED, "the connection was refused"
    if not isinstance(error, OSError):
        return None
    if isinstance(error, ConnectionError) or error.errno in _RESET:
        return Outcome.CONN_RESET, "the connection was closed without an answer"
    if error.errno in _UNREACHABLE:
        return Outcome.CONN_REFUSED, "the host cannot be reached"
    return None


def _certificate(error: ssl.SSLCertVerificationError) -> tuple[Outcome, str]:
    outcome = _CERTIFICATE.get(error.verify_code, Outcome.TLS_UNTRUSTED)
    words = {
        Outcome.TLS_EXPIRED: "the certificate is out of date",
        Outcome.TLS_WRONG_HOST: "the certificate is for another host",
    }
    return outcome, words.get(outcome, "the certificate is not trusted")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and everything it was raised from, outermost first, each once."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < 50:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        inner = [getattr(link, "reason", None), link.__cause__, link.__context__, *link.args]
        waiting.extend(item for item in inner if isinstance(item, BaseException))
