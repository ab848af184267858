"""What a page's own text says about whether it is the page that was asked for. Pure: text in, outcome out."""

from quotecheck.fetch.signs.decide import Judged, Situation, judge_page
from quotecheck.fetch.signs.page import Page, read_page, read_refresh

__all__ = ["Judged", "Page", "Situation", "judge_page", "read_page", "read_refresh"]
