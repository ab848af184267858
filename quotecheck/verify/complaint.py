"""Which results a run complains of: the rule behind `--fail-on` and the exit code 1."""

from collections.abc import Iterable

from quotecheck.model import Result, Severity, Verdict

_RISING = (
    Verdict.VERIFIED,
    Verdict.EDITED,
    Verdict.UNCHECKED,
    Verdict.REVIEW,
    Verdict.ALTERED,
    Verdict.MISATTRIBUTED,
    Verdict.NOT_FOUND,
    Verdict.ERROR,
)
_COMPLAINTS = frozenset({Verdict.ALTERED, Verdict.MISATTRIBUTED, Verdict.NOT_FOUND})


def exit_is_failure(result: Result, fail_on: str) -> bool:
    """Say whether a result makes the run fail: `fail_on` is a severity or a verdict of rising gravity.

    The severity `error` stands for the verdicts altered, misattributed and not-found, whatever the severities
    of their findings; lower severities add every result with a finding of that severity or above.
    """
    if fail_on in list(Verdict) and fail_on not in list(Severity):  # "error" is both: the severity is meant
        return _RISING.index(result.verdict) >= _RISING.index(Verdict(fail_on))
    if result.verdict in _COMPLAINTS:
        return True
    lowest = Severity(fail_on)
    if lowest is Severity.ERROR:
        return False
    if lowest is Severity.WARNING and result.verdict is Verdict.REVIEW:
        return True
    return any(finding.severity.rank >= lowest.rank for finding in result.judgement.findings)


def is_unchecked(results: Iterable[Result]) -> bool:
    """Say whether there are results, and nothing at all could be checked."""
    verdicts = [result.verdict for result in results]
    return bool(verdicts) and all(verdict is Verdict.UNCHECKED for verdict in verdicts)
