"""Words of languages: tokens, and a folder of word lists for each language."""
