"""Texts on disk in which a quotation without an address is looked up: plain folders, and stores with an index."""
