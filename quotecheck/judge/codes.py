"""All that is known of a finding code, read from the records that stand beside the rules.

A record is a table of `rules/<rule>.toml`; that of a code which the judge does not raise stands in `outside/` and
names who raises it. `fidelity`, `verdict` and the reports read the fields of a record and name no code.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from quotecheck.model import Fidelity, Finding, Severity, Span, Style, Verdict


class About(StrEnum):
    """What a family of codes speaks of."""

    WORDING = "wording"
    """A difference in the words."""
    MARK = "mark"
    """What the author marked."""
    CIRCUMSTANCE = "circumstance"
    """Context, place, source or reading."""


class Family(NamedTuple):
    """The codes that begin alike."""

    title: str
    about: About
    keeps_words: bool = False
    """Whether the words that a finding is about stand in the source, spelled or read in another way."""
    changes_words: bool = False
    """Whether words differ at one place, unless the record of a code says that it speaks of the whole or of a mark."""
    proves_meaning: bool = False
    """Whether a rule has proved that the words mean something else."""
    is_of_parts: bool = False
    """Whether it speaks of the words themselves, so that it is told of a part that is judged for itself too."""


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "Q1": Family("Typography: no word differs", About.WORDING, keeps_words=True),
        "Q2": Family("Edits the author marked", About.MARK, is_of_parts=True),
        "Q3": Family("Edits the author did not mark", About.WORDING, changes_words=True, is_of_parts=True),
        "Q4": Family(
            "Changes of meaning that a rule can prove",
            About.WORDING,
            changes_words=True,
            proves_meaning=True,
            is_of_parts=True,
        ),
        "Q5": Family("Right words in a wrong light", About.CIRCUMSTANCE),
        "Q6": Family("The place in the source", About.CIRCUMSTANCE),
        "Q7": Family("Attribution", About.CIRCUMSTANCE),
        "Q8": Family("The source", About.CIRCUMSTANCE),
        "Q9": Family("Doubts about the reading", About.CIRCUMSTANCE, keeps_words=True, is_of_parts=True),
    },
)
"""The families, by the first two characters of their codes."""
_FOLDERS = ("rules", "outside")
_LAST = 100
"""Place of a code that tells of a part of the quotation, behind all that tell of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding."""

    code: str
    """"Q402"."""
    name: str
    """Short name in lower case with hyphens, stable."""
    severity: Mapping[Style, Severity]
    """How grave it is under each style; `info` is permitted silently."""
    fidelity: Fidelity | None
    """What the wording is at best where a finding of it stands; None where it tells nothing of the wording."""
    permitted: Fidelity | None
    """The same where the style or the author permits it, which makes the finding `info`."""
    is_material: bool
    """Whether an error of it changes the meaning."""
    is_by_words: bool
    """Whether it is told by words of a kind, so that it may be only another form of the clause."""
    changes_words: bool
    """Whether it tells of words that differ at one place, and not of the whole or of a mark."""
    outlasts_rewording: bool
    """Whether what it tells of stays the same in another wording of a passage: a negation, a number."""
    is_summed: bool
    """Whether findings of it come by the dozen and say the same each time, so that they are told as one."""
    needs_figure: bool
    """Whether a declaration of the author covers it only where figures are among the words, as in a citation."""
    verdict: Verdict | None
    """The headline word it forces: `misattributed`, or `review` in place of a better one."""
    telling: int
    """Place among the codes about the quotation as a whole, which explain the others; high for all other codes."""
    emitters: tuple[str, ...]
    """Files of the package that raise it where no rule of the judge does: "verify/sources.py"."""
    record: str
    """File of the package that holds this record."""
    what: str
    """What was found, in one sentence."""
    why: str
    """Why a reader should care."""
    remedy: str
    """What the writer can do."""
    found: tuple[str, ...]
    """Examples that have it: a quotation and its source, with an arrow between."""
    passed: tuple[str, ...]
    """Examples that look like it and do not have it."""

    @property
    def family(self) -> str:
        """The first two characters, which name the family."""
        return self.code[:2]

    @property
    def about(self) -> About:
        """What the code speaks of."""
        return FAMILIES[self.family].about

    @property
    def keeps_words(self) -> bool:
        """Whether the words that a finding is about stand in the source, spelled or read in another way."""
        return FAMILIES[self.family].keeps_words

    @property
    def is_of_parts(self) -> bool:
        """Whether it is told of a part of a quotation that is judged for itself too."""
        return FAMILIES[self.family].is_of_parts

    @property
    def proves_meaning(self) -> bool:
        """Whether a rule has proved that the words mean something else."""
        return FAMILIES[self.family].proves_meaning

    def fidelity_at(self, severity: Severity) -> Fidelity | None:
        """Return what the wording is at best with a finding of it that is so grave; None where it tells nothing.

        An error of any code that tells of the wording is an alteration.
        """
        if severity is Severity.INFO or self.fidelity is None:
            return self.permitted
        is_mild = self.fidelity in _MILD
        return Fidelity.ALTERED if is_mild and severity is Severity.ERROR else self.fidelity


_MILD = frozenset({Fidelity.VERBATIM, Fidelity.TYPOGRAPHIC, Fidelity.EDITED})


def _load() -> Mapping[str, Code]:
    records = {code: _code(code, record, fields) for record, code, fields in _records()}
    return MappingProxyType(dict(sorted(records.items())))


def _records() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield file, code and fields of each record."""
    for folder in _FOLDERS:
        for path in files("quotecheck.judge").joinpath(folder).iterdir():
            if path.name.endswith(".toml"):
                for code, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
                    yield f"judge/{folder}/{path.name}", code, fields


def _code(code: str, record: str, fields: Mapping[str, Any]) -> Code:
    styles = {Style(name): Severity(word) for name, word in fields.get("styles", {}).items()}
    default = Severity(fields["severity"])
    fidelity = Fidelity(fields["fidelity"]) if "fidelity" in fields else None
    lenient = Fidelity.VERBATIM if fidelity is Fidelity.ALTERED else fidelity
    return Code(
        code=code,
        name=fields["name"],
        severity=MappingProxyType({style: styles.get(style, default) for style in Style}),
        fidelity=fidelity,
        permitted=Fidelity(fields["permitted"]) if "permitted" in fields else lenient,
        is_material=fields.get("material", False),
        is_by_words=fields.get("by_words", False),
        changes_words=fields.get("changes_words", FAMILIES[code[:2]].changes_words),
        outlasts_rewording=fields.get("outlasts_rewording", False),
        is_summed=fields.get("summed", False),
        needs_figure=fields.get("licensed") == "with-figure",
        verdict=Verdict(fields["verdict"]) if "verdict" in fields else None,
        telling=fields.get("telling", _LAST),
        emitters=tuple(fields.get("emitters", ())),
        record=record,
        what=fields["what"],
        why=fields["why"],
        remedy=fields["remedy"],
        found=tuple(fields["found"]),
        passed=tuple(fields.get("passed", ())),
    )


CODES: Mapping[str, Code] = _load()
"""Every code that can be emitted, in order."""


def finding(  # noqa: PLR0913 - the fields of a finding, each with its own meaning
    code: str,
    explain: str,
    *,
    style: Style,
    severity: Severity | None = None,
    quote: Span | None = None,
    source: Span | None = None,
    quote_text: str = "",
    source_text: str = "",
) -> Finding:
    """Make a finding of `code`, as grave as `style` says unless `severity` says otherwise.

    Raises `KeyError` for a code that has no record.
    """
    entry = CODES[code]
    return Finding(
        code=code,
        name=entry.name,
        severity=severity or entry.severity[style],
        explain=explain,
        quote=quote,
        source=source,
        quote_text=quote_text,
        source_text=source_text,
    )


def source_finding(code: str, detail: str, style: Style) -> Finding:
    """Make a finding about the source (Q801 to Q816): what it means, then `detail`, a clause for this case."""
    what = CODES[code].what
    return finding(code, f"{what} ({detail})" if detail else what, style=style)


def describe(code: str) -> str:
    """Return the record of `code` as Markdown: what, why, examples, what to do, severity by style, file of the rule.

    Raises `KeyError` for a code that has no record.
    """
    entry = CODES[code]
    lines = [f"### {code} {entry.name}", "", entry.what, "", f"- Why: {entry.why}"]
    lines += [f"- Found (quotation -> source): {_examples(entry.found)}"]
    lines += [f"- Not found: {_examples(entry.passed)}"] if entry.passed else []
    lines += [f"- What to do: {entry.remedy}", f"- Severity: {_severities(entry)}", f"- Rule: {_rule_files(entry)}"]
    return "\n".join(lines)


def _examples(examples: tuple[str, ...]) -> str:
    return "; ".join(f"`{example}`".replace("\n", " ⏎ ") for example in examples)


def _rule_files(entry: Code) -> str:
    named = entry.emitters or (entry.record.replace(".toml", ".py"),)
    return ", ".join(f"`quotecheck/{name}`" for name in named)


def _severities(entry: Code) -> str:
    default = entry.severity[Style.CHICAGO]
    others = [f"{style} {severity}" for style, severity in entry.severity.items() if severity != default]
    return f"{default}" + (f" ({', '.join(others)})" if others else "")


def catalogue() -> str:
    """Return all records as Markdown, one section for each family."""
    sections: list[str] = []
    for family, entry in FAMILIES.items():
        sections.append(f"## {family}xx {entry.title}")
        sections.extend(describe(code) for code in CODES if code.startswith(family))
    return "\n\n".join(sections) + "\n"
