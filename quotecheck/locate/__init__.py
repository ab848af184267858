"""Where a quotation stands in a source."""
