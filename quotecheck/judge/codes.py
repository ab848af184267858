"""The catalogue of finding codes, and what each style guide makes of them.

The words and the style table live in `codes.toml`; `quotecheck explain` and docs/verdicts.md are rendered
from there. A severity of "info" is what a style permits silently.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from quotecheck.model import Finding, Severity, Span, Style

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "Q1": "Typography: no word differs",
        "Q2": "Edits the author marked",
        "Q3": "Edits the author did not mark",
        "Q4": "Changes of meaning that a rule can prove",
        "Q5": "Right words in a wrong light",
        "Q6": "The place in the source",
        "Q7": "Attribution",
        "Q8": "The source",
        "Q9": "Doubts about the reading",
    },
)
"""Heading of each family of codes, by the first two characters of its codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding."""

    code: str
    """"Q402"."""
    name: str
    """Short name in lower case with hyphens, stable."""
    severity: Mapping[Style, Severity]
    """How grave it is under each style; `info` is permitted silently."""
    what: str
    """What was found, in one sentence."""
    why: str
    """Why a reader should care."""
    example: str
    """A quotation and the source it stands for, with an arrow between."""
    remedy: str
    """What the writer can do."""

    @property
    def family(self) -> str:
        """The first two characters, which name the family."""
        return self.code[:2]


def _load() -> Mapping[str, Code]:
    raw = files("quotecheck.judge").joinpath("codes.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: _code(code, entry) for code, entry in tomllib.loads(raw).items()})


def _code(code: str, entry: Mapping[str, Any]) -> Code:
    styles = {Style(name): Severity(word) for name, word in entry.get("styles", {}).items()}
    default = Severity(entry["severity"])
    return Code(
        code=code,
        name=entry["name"],
        severity=MappingProxyType({style: styles.get(style, default) for style in Style}),
        what=entry["what"],
        why=entry["why"],
        example=entry["example"],
        remedy=entry["remedy"],
    )


CODES: Mapping[str, Code] = _load()
"""Every code that can be emitted, in the order of the catalogue."""


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

    Raises `KeyError` for a code that is not in the catalogue.
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
    """Return the catalogue entry of `code` as Markdown: what, why, example, what to do, severity by style.

    Raises `KeyError` for a code that is not in the catalogue.
    """
    entry = CODES[code]
    example = entry.example.replace("\n", " ⏎ ")
    lines = [
        f"### {code} {entry.name}",
        "",
        entry.what,
        "",
        f"- Why: {entry.why}",
        f"- Example (quotation -> source): `{example}`",
        f"- What to do: {entry.remedy}",
        f"- Severity: {_severities(entry)}",
    ]
    return "\n".join(lines)


def _severities(entry: Code) -> str:
    default = entry.severity[Style.CHICAGO]
    others = [f"{style} {severity}" for style, severity in entry.severity.items() if severity != default]
    return f"{default}" + (f" ({', '.join(others)})" if others else "")


def catalogue() -> str:
    """Return all entries as Markdown, one section for each family."""
    sections: list[str] = []
    for family, title in FAMILIES.items():
        sections.append(f"## {family}xx {title}")
        sections.extend(describe(code) for code in CODES if code.startswith(family))
    return "\n\n".join(sections) + "\n"
