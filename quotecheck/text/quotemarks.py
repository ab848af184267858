"""Characters people write as quotation marks, by family."""

DOUBLE = '"“”„‟〝〞〟＂'
"""Double marks; the straight one and its full-width form have no direction."""
SINGLE = "'‘’‚‛`´′＇"
"""Single marks, apostrophes among them: only the context tells."""
GUILLEMETS = "«»"
SINGLE_GUILLEMETS = "‹›"
CORNER = "「」『』﹁﹂﹃﹄｢｣"
ALL = DOUBLE + SINGLE + GUILLEMETS + SINGLE_GUILLEMETS + CORNER
