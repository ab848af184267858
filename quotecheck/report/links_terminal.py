"""What `quotecheck links` prints for a person: the address, how it answered, what to do, and where it is cited."""

from quotecheck.model import LinkRecord
from quotecheck.report.links_records import GROUP_SIGNS
from quotecheck.report.visible import visible


def link_lines(record: LinkRecord) -> list[str]:
    """Return the lines of one address; other people's text is made harmless to a terminal."""
    status = f" ({record.status})" if record.status else ""
    lines = [f"{GROUP_SIGNS[record.outcome.group]} {record.outcome.value}{status}  {record.url}"]
    if record.reason and record.reason != record.outcome.value:
        lines.append(f"    {record.reason}")
    if record.final_url and record.final_url != record.url:
        lines.append(f"    ends at {record.final_url}")
    if record.advice:
        lines.append(f"    {record.advice}")
    lines += [f"    cited in {use.document}" + (f":{use.line}" if use.line else "") for use in record.cited_in]
    return [visible(line.replace("\n", " ")) for line in lines]
