"""What the front door gives: a result prints itself, is a record, and shows itself in a notebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.model import (
    Candidate,
    Citation,
    Document,
    Extraction,
    Fidelity,
    Finding,
    LinkRecord,
    Quotation,
    Report,
    Result,
    Severity,
    ShownPassage,
    SourceFacts,
    Trace,
    TraceVerdict,
    Verdict,
)
from quotecheck.verify.complaint import exit_is_failure

Record = dict[str, Any]


class Printed:
    """Something that prints as a command prints it."""

    __slots__ = ()

    def lines(self) -> Sequence[str]:
        """Return what a command prints for a person."""
        raise NotImplementedError

    def to_dict(self) -> Record:
        """Return what a command prints with `--format json`."""
        raise NotImplementedError

    def __str__(self) -> str:
        """What a command prints for a person."""
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        """What it is, and the first line of it."""
        return f"<{type(self).__name__}: {next(iter(self.lines()), 'nothing')}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<pre>{escape(str(self))}</pre>"


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Printed):
    """One quotation, checked."""

    result: Result
    """All of it."""
    context: int | str | None = None
    """Number or name of the context that answered, where contexts were given."""

    @property
    def id(self) -> str:
        """The same for the same words and source."""
        return self.result.id

    @property
    def quote(self) -> str:
        """The words that were looked for."""
        return self.result.quote

    @property
    def verdict(self) -> Verdict:
        """The headline word; equal to its string."""
        return self.result.verdict

    @property
    def fidelity(self) -> Fidelity:
        """How close the wording is."""
        return self.result.judgement.fidelity

    @property
    def is_material(self) -> bool:
        """Whether a difference provably changes the meaning."""
        return self.result.judgement.is_material

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every difference and circumstance."""
        return self.result.judgement.findings

    @property
    def passages(self) -> tuple[ShownPassage, ...]:
        """Where the words stand in the source."""
        return self.result.passages

    @property
    def source(self) -> SourceFacts:
        """What was read of the source."""
        return self.result.source

    def lines(self) -> Sequence[str]:
        """Return what `quotecheck check` prints."""
        from quotecheck.report.terminal import result_lines  # noqa: PLC0415 - only who prints needs it

        return result_lines(self.result)

    def to_dict(self) -> Record:
        """Return the record of `quotecheck check --format json`, with the context where there is one."""
        from quotecheck.report.records import result_record  # noqa: PLC0415

        record = result_record(self.result)
        return record if self.context is None else {**record, "context": self.context}

    def _repr_html_(self) -> str:
        """Return both wordings with their differences marked."""
        from quotecheck.report.html import difference_html  # noqa: PLC0415

        return difference_html(self.result)


class Results(Printed):
    """Checked quotations, in their order."""

    __slots__ = ()
    results: tuple[Checked, ...]

    def __iter__(self) -> Iterator[Checked]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def failing(self, *words: str) -> tuple[Checked, ...]:
        """Return the results with one of these verdicts; without any, those that make a command exit with 1.

        Raises `BadInput` for a word that is no verdict.
        """
        for word in words:
            if word not in list(Verdict):
                raise BadInput("failing", f"{word!r} is no verdict ({', '.join(Verdict)})")
        if words:
            return tuple(one for one in self.results if one.verdict in words)
        return tuple(one for one in self.results if exit_is_failure(one.result, Severity.ERROR))


@dataclass(frozen=True, slots=True, repr=False)
class CheckedAnswer(Results):
    """The quotations of an answer, each checked against the contexts it was given from."""

    results: tuple[Checked, ...]

    def lines(self) -> Sequence[str]:
        """Return each quotation as `quotecheck check` prints it."""
        return [line for one in self.results for line in one.lines()] or ["the answer quotes nothing"]

    def to_dict(self) -> Record:
        """Return the record of a batch."""
        return {"format": 1, "results": [one.to_dict() for one in self.results]}

    def _repr_html_(self) -> str:
        return "".join(one._repr_html_() for one in self.results) or f"<pre>{escape(str(self))}</pre>"


@dataclass(frozen=True, slots=True, repr=False)
class Verified(Results):
    """The report on a corpus."""

    report: Report
    results: tuple[Checked, ...]

    def lines(self) -> Sequence[str]:
        """Return what `quotecheck report` prints."""
        from quotecheck.report.terminal import summary_lines  # noqa: PLC0415

        return summary_lines(self.report)

    def to_dict(self) -> Record:
        """Return what stands in report.json."""
        from quotecheck.report.records import report_record  # noqa: PLC0415

        return report_record(self.report)

    def save(self, folder: str | Path) -> None:
        """Write report.html, report.md and report.json into a folder."""
        from quotecheck.verify.reporting import write_report  # noqa: PLC0415

        write_report(self.report, Path(folder))

    def _repr_html_(self) -> str:
        """Return the summary, and both wordings of what the run complains of."""
        shown = "".join(one._repr_html_() for one in self.failing())
        return f"<pre>{escape(str(self))}</pre>{shown}"


@dataclass(frozen=True, slots=True, repr=False)
class Extracted(Printed):
    """What was found in one document."""

    extraction: Extraction

    @property
    def document(self) -> Document:
        """The document, with the text that all offsets point into."""
        return self.extraction.document

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations, in reading order."""
        return self.extraction.quotations

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its citations, in reading order."""
        return self.extraction.citations

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.extraction.quotations)

    def __len__(self) -> int:
        return len(self.extraction.quotations)

    def lines(self) -> Sequence[str]:
        """Return what `quotecheck extract` prints."""
        from quotecheck.report.terminal import quotation_rows  # noqa: PLC0415

        return quotation_rows(self.extraction)

    def to_dict(self) -> Record:
        """Return the record of `quotecheck extract --format json`."""
        from quotecheck.report.records import extract_record  # noqa: PLC0415

        found = self.extraction
        return {"format": 1, "quotations": [extract_record(found, one) for one in found.quotations]}


@dataclass(frozen=True, slots=True, repr=False)
class Links(Printed):
    """The addresses that documents cite, and how each answered."""

    records: tuple[LinkRecord, ...]
    problems: tuple[str, ...] = ()
    """Inputs that could not be read, one line each."""

    def __iter__(self) -> Iterator[LinkRecord]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def failing(self) -> tuple[LinkRecord, ...]:
        """Return the addresses that are gone, or no longer say what is quoted from them."""
        return tuple(record for record in self.records if record.outcome.group.is_rot)

    def lines(self) -> Sequence[str]:
        """Return what `quotecheck links` prints."""
        from quotecheck.report.links_terminal import link_lines  # noqa: PLC0415

        return [line for record in self.records for line in link_lines(record)]

    def to_dict(self) -> Record:
        """Return the record of `quotecheck links --format json`."""
        from quotecheck.report.links_records import link_record  # noqa: PLC0415

        return {"format": 1, "links": [link_record(record) for record in self.records]}


@dataclass(frozen=True, slots=True, repr=False)
class Traced(Printed):
    """From which text of a library a quotation comes."""

    trace: Trace

    @property
    def verdict(self) -> TraceVerdict:
        """The headline word; equal to its string."""
        return self.trace.verdict

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The places, the best first."""
        return self.trace.candidates

    def lines(self) -> Sequence[str]:
        """Return what `quotecheck trace` prints."""
        from quotecheck.report.traces import trace_lines  # noqa: PLC0415

        return list(trace_lines(self.trace))

    def to_dict(self) -> Record:
        """Return the record of `quotecheck trace --format json`."""
        from quotecheck.report.traces import trace_record  # noqa: PLC0415

        return trace_record(self.trace)
