"""From a `Report` to text: one file per format."""
