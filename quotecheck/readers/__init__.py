"""Readers turn bytes of any format into a `Document`."""
