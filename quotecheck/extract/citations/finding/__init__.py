"""Where citations stand in a document."""
