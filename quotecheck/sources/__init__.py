"""From a citation to its source: the identity of works, bibliographies, files a writer has, and pins."""
