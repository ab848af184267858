"""The parts of the HTML report: the list, the text with its marks, the cards, the sources, the overview.

Each makes values or escaped HTML out of a `Report`; the templates put them together.
"""
