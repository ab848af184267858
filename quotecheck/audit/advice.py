"""How sure an outcome is, and what the author can do about it."""

from quotecheck.model import Group, Outcome

_CERTAIN = {
    Outcome.OK: 0.9,
    Outcome.REDIRECT_PERMANENT: 0.9,
    Outcome.REDIRECT_TEMPORARY: 0.9,
    Outcome.NOT_FOUND: 0.95,
    Outcome.GONE: 0.99,
    Outcome.LEGAL_451: 0.99,
    Outcome.DNS_FAILURE: 0.9,
    Outcome.CONN_REFUSED: 0.8,
    Outcome.CONN_RESET: 0.7,
    Outcome.TIMEOUT: 0.6,
    Outcome.SERVER_ERROR: 0.7,
    Outcome.TLS_EXPIRED: 0.9,
    Outcome.TLS_WRONG_HOST: 0.9,
    Outcome.TLS_UNTRUSTED: 0.7,
    Outcome.TRUNCATED: 0.7,
    Outcome.REDIRECT_LOOP: 0.9,
}
"""Confidence of one look; what passes by itself (a timeout, a server error) is less sure than a plain "gone"."""
_ADVICE = {
    Outcome.REDIRECT_PERMANENT: "cite the new address",
    Outcome.FRAGMENT_MISSING: "the page is there, the place in it is not: cite another anchor or none",
    Outcome.TEXTFRAGMENT_MISSING: "the page is there, the words linked to are not: check the quotation",
    Outcome.CONTENT_DRIFT: "cite an archived copy: the page no longer says what is quoted",
    Outcome.TIMEOUT: "try again on another day before calling it dead",
    Outcome.SERVER_ERROR: "try again on another day before calling it dead",
    Outcome.CONN_RESET: "try again on another day before calling it dead",
    Outcome.RATE_LIMITED: "run again later",
    Outcome.MAINTENANCE: "run again later",
    Outcome.SKIPPED: "run again later",
    Outcome.OFFLINE: "run again with a network or a mirror",
    Outcome.TLS_EXPIRED: "look at it in a browser; the owner must renew the certificate",
    Outcome.TLS_UNTRUSTED: "give the issuer with --ca-bundle if you trust it",
    Outcome.PRIVATE_ADDRESS: "an inner address; --allow-address lets it be asked",
    Outcome.UNSUPPORTED_SCHEME: "cite a web address",
}


def confidence(outcome: Outcome, signs: int, *, is_present: bool | None, was_there: bool | None) -> float:
    """Return 0..1: how sure the outcome is, given how many signs agree, whether the quotation is there, and was."""
    if outcome.group is Group.ALIVE and is_present:
        return 1.0
    if outcome in _CERTAIN:
        return _CERTAIN[outcome]
    if outcome is Outcome.CONTENT_DRIFT:
        return 0.95 if was_there else 0.6
    if signs:
        return min(0.97, 0.6 + 0.12 * signs)
    return 0.85


def advice(outcome: Outcome, *, instead: str) -> str:
    """Return what the author can do, in one clause, given what to write instead; empty when there is nothing to do."""
    if instead:
        what = "new address" if outcome is Outcome.REDIRECT_PERMANENT else "archived copy"
        return f"cite the {what}: {instead}"
    if outcome in _ADVICE:
        return _ADVICE[outcome]
    if outcome.group is Group.GONE:
        return "look for the page in an archive or under a new address"
    return "look at it in a browser" if outcome.group is Group.CANNOT_JUDGE else ""
