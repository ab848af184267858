"""Tell whether a quotation is what its source says, and exactly how the two differ."""

__version__ = "0.1.0"
