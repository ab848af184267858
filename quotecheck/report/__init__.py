"""From a `Report` to text: one file per format.

`records` builds the shapes every machine format prints; `segments` cuts a text where findings touch it, which
is what the readable formats show; each of `json_format`, `csv_format`, `markdown`, `html` and `terminal` is a
pure function from values to text. Nothing here opens a file.
"""
