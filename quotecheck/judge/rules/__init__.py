"""The rules: what a difference is, and what stands around the words."""
