"""A report as Markdown: the same facts as the page, for a repository, a ticket or a mail.

Every piece of other people's text is escaped, so that no quotation becomes a heading, a link or HTML.
"""

import re
from collections.abc import Iterable, Iterator

from quotecheck.model import Cited, Report, Result, Severity
from quotecheck.report.gravity import Numbered, groups, numbered
from quotecheck.report.records import counts
from quotecheck.report.segments import MarkedPiece, for_reading, passage_segments, quote_segments
from quotecheck.report.terminal import clip
from quotecheck.report.visible import visible
from quotecheck.report.wording import (
    LOOKS,
    binding_words,
    coverage_words,
    fidelity_words,
    finding_sign,
    headline_clause,
    nearest_words,
    place_words,
    sorted_findings,
    source_name,
    source_words,
    speaker_words,
)

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!$^=+]|(?<![^ ])-|(?<=\d)[.)](?= |$)|:(?=//)|(?<=www)\.|@")
"""What CommonMark or GitHub's dialect may act on, bare addresses and mentions included."""
_QUOTE_CHARS = 160
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\\\x00-\x1f\x7f]+", re.IGNORECASE)


def escape(text: str) -> str:
    r"""Return `text` on one line, with nothing in it that Markdown would act on.

    >>> escape("# a *b*")
    '\\# a \\*b\\*'
    """
    return _SPECIAL.sub(lambda match: "\\" + match.group(), " ".join(visible(text).split()))


def render(report: Report) -> str:
    """Return the report as Markdown that ends with a line feed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "# Quotation report"
    yield ""
    yield _lead(report)
    if report.results:
        yield ""
        yield escape(coverage_words(report))
    yield ""
    yield "| Verdict | Count | What it means |"
    yield "| :-- | --: | :-- |"
    for verdict, count in counts(report).items():
        yield f"| {LOOKS[verdict].sign} {verdict.value} | {count} | {LOOKS[verdict].meaning} |"
    if report.problems:
        yield ""
        yield "Inputs that could not be read:"
        yield ""
        yield from (f"- {escape(problem)}" for problem in report.problems)
    for group in groups(numbered(report)):
        yield ""
        yield f"## {LOOKS[group.verdict].sign} {_counted(len(group.members), 'quotation')}: {escape(group.title)}"
        if group.reason:
            yield ""
            yield escape(group.action)
            yield ""
            yield from (_unchecked(one, report) for one in group.members)
            continue
        for one in group.members:
            yield ""
            yield from _result(one.number, one.result)


def _unchecked(one: Numbered, report: Report) -> str:
    """Return one line on a quotation that could not be checked: its words, its source and where it stands."""
    result = one.result
    name = source_name(result.source)
    if not name and result.quotation is not None:
        name = next((cited.citation.raw for cited in result.quotation.cited), "")
    where = [result.document or ""] if len(report.documents) > 1 else []
    where += [f"line {result.location.line}"] if result.location else []
    facts = [fact for fact in (name, *where) if fact]
    return f"- {one.number}. “{escape(clip(result.quote, _QUOTE_CHARS))}”" + "".join(f", {escape(it)}" for it in facts)


def _lead(report: Report) -> str:
    facts = [
        _counted(len(report.results), "quotation"),
        _counted(len(report.documents), "document"),
        f"style {report.style.value}",
    ]
    if report.generated_at:
        facts.append(f"{report.generated_at:%Y-%m-%d %H:%M} UTC")
    return ", ".join([*facts, f"quotecheck {escape(report.version)}"])


def _result(number: int, result: Result) -> Iterator[str]:
    place = place_words(result.location)
    yield f"### {number}. {LOOKS[result.verdict].sign} {result.verdict.value}" + (
        f" ({escape(place)})" if place else ""
    )
    yield ""
    material = "**Changes the meaning.** " if result.judgement.is_material else ""
    yield material + escape(headline_clause(result))
    yield ""
    findings = [finding for finding in result.judgement.findings if finding.severity.rank >= Severity.NOTE.rank]
    speaker = speaker_words(result.quotation) if result.quotation else ""
    yield f"Quotation{f', attributed to {escape(speaker)}' if speaker else ''}:"
    yield ""
    yield f"> {_marked(quote_segments(result.quote, findings))}"
    for passage in result.passages:
        name = source_name(result.source)
        where = f", {escape(place_words(passage.location))}"
        yield ""
        yield f"Passage{f' in {escape(name)}' if name else ''}{where}:"
        yield ""
        yield f"> {_marked(passage_segments(for_reading(passage), findings))}"
    yield from _nearest(result)
    yield ""
    yield from _facts(result)


def _nearest(result: Result) -> Iterator[str]:
    for passage in result.nearest:
        yield ""
        yield f"Nearest passage, {escape(nearest_words(passage))}:"
        yield ""
        yield f"> {_marked(passage_segments(for_reading(passage), result.nearest_differences))}"
    if result.nearest_differences:
        yield ""
        yield from (f"- {finding_sign(item)} {escape(item.explain)}" for item in result.nearest_differences)


def _facts(result: Result) -> Iterator[str]:
    for finding in sorted_findings(result):
        sign = finding_sign(finding)
        yield f"- {sign} {finding.severity.value} `{finding.code}` {finding.name}: {escape(finding.explain)}"
    yield f"- Source: {escape(source_words(result.source))}"
    facts = result.source
    if facts.target is not None:
        yield f"- Address: {_address(str(facts.target))}"
    if facts.retrieved_at is not None:
        yield f"- Retrieved: {facts.retrieved_at:%Y-%m-%d %H:%M} UTC"
    if facts.sha256:
        yield f"- SHA-256: `{facts.sha256}`"
    yield f"- Wording: {fidelity_words(result.judgement.fidelity)}"
    if result.quotation is not None:
        yield from (f"- {_cited(cited)}" for cited in result.quotation.cited)
    if result.bound:
        yield f"- Way to the source: {escape(binding_words(result.bound))}"
    for tried in result.tried:
        yield f"- Also tried: {_address(str(tried.target or ''))} ({escape(source_words(tried))})"


def _cited(cited: Cited) -> str:
    citation = cited.citation
    words = f"Cited ({cited.role.value}): {escape(citation.raw)}"
    return words + (f", that is: {escape(citation.resolved.raw)}" if citation.resolved else "")


def _address(word: str) -> str:
    """Return a link for a plain web address, escaped text for anything else."""
    plain = visible(word)
    return f"<{plain}>" if plain == word and _PLAIN_ADDRESS.fullmatch(word) else escape(word)


def _marked(segments: Iterable[MarkedPiece]) -> str:
    """Return a text with its differences in bold, each followed by sign and name in brackets."""
    parts: list[str] = []
    for segment in segments:
        words = escape(segment.text)
        lead, trail = _blanks(segment.text)
        if not segment.findings:
            parts.append(f"{lead}{words}{trail}")
            continue
        gravest = segment.findings[0]
        bold = f"**{words}** " if words else ""
        parts.append(f"{lead}{bold}\\[{finding_sign(gravest)} {gravest.name}\\]{trail if words else ' '}")
    return "".join(parts).strip()


def _blanks(text: str) -> tuple[str, str]:
    """Return the blank before and after a text; one that is all blank has it before."""
    if not text.strip():
        return (" " if text else "", "")
    return (" " if text[0].isspace() else "", " " if text[-1].isspace() else "")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
