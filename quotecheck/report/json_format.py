"""A report as JSON: one object, stable order, readable by people too."""

import json

from quotecheck.model import Report
from quotecheck.report.records import report_record


def render(report: Report) -> str:
    """Return the report as one JSON object that ends with a line feed."""
    return json.dumps(report_record(report), ensure_ascii=False, indent=1) + "\n"
