"""Readers turn bytes of any format into a `Document`: one text, and marks for what the format knows of it."""

from quotecheck.readers.paths import expand, read_bytes, read_path
from quotecheck.text.offsets import file_span, location

__all__ = ["expand", "file_span", "location", "read_bytes", "read_path"]
