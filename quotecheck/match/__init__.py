"""Where a quotation stands in a source, how the two differ, and what that means."""
