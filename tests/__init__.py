"""Tests, as a package: some distributions put a package of this name among the installed ones."""
