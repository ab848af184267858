"""Whose words a quotation gives: the words that name the speaker, the person meant, and how sure that is.

Structure comes before sentences: the header of a letter, <cite>, a label. Then frames over tokens, in which every
quotation is one token; a sieve over the subjects before for pronouns; the course of the text; and, after linking,
the author of the cited work. Nobody rather than a guess: what is only likely says so.
"""

from quotecheck.extract.speakers.cited import add_cited_speakers
from quotecheck.extract.speakers.naming import Speech, name_speakers

__all__ = ["Speech", "add_cited_speakers", "name_speakers"]
