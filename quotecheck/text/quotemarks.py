"""Characters people write as quotation marks, by family and by side: the one place that names them.

The constants are made to stand in the classes of regular expressions. A mark tells its side only by custom: German
closes with “, Danish with «. Where a blank or the end of a line tells the side, `ALL` is the class to take; `OPENS` and
`CLOSES` are for places where only the mark does.
"""

STRAIGHT = "\"'"
DOUBLE = '"“”„‟〝〞〟＂'
"""Double marks; the straight one and its full-width form have no direction."""
SINGLE = "'‘’‚‛`´′＇"
"""Single marks, apostrophes among them: only the context tells."""
GUILLEMETS = "«»"
SINGLE_GUILLEMETS = "‹›"
CORNER = "「」『』﹁﹂﹃﹄｢｣"
ALL = DOUBLE + SINGLE + GUILLEMETS + SINGLE_GUILLEMETS + CORNER
OPENING = "“„‟‘‚‛〝«‹「『﹁﹃｢"
"""Marks that open, in most languages."""
CLOSING = "”’〞〟»›」』﹂﹄｣"
"""Marks that close, in most languages."""
OPENS = STRAIGHT + OPENING
CLOSES = STRAIGHT + CLOSING
APOSTROPHES = "'’ʼ‘´＇`"
"""What is typed within words for a letter left out or before a possessive s."""
NO_APOSTROPHES = "".join(mark for mark in ALL if mark not in "'’`´′＇")
"""Marks that no word has inside it."""
