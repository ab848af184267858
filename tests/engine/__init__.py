"""Tests of the engine; a package, so that they share their workers and no others do."""
