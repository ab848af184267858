"""Laying a very long reading block by block, each where the one before it ended.

Aligning costs length times length; blocks keep it linear, whatever a reader pastes. A block that does not go on where
the last one ended is looked for a little farther on, then anywhere after it.
"""

from collections.abc import Iterator

from quotecheck.locate.parts import PartReading
from quotecheck.locate.windows import Effort, LetterPiece, LetterPlace, align_window
from quotecheck.locate.wordalign import lay_words
from quotecheck.text.words import Words

_BLOCK = 64
"""Words of a block."""
_AHEAD = 400
"""Letters looked through beyond the length of a block."""
_NEAR = 60
"""Words looked through beyond a block that has gaps of its own."""
_FARTHEST = 5000
"""Most letters looked through for a block after others that stood nowhere."""
_LATER = 8
"""Most lengths of the source looked through, all blocks together, for blocks that stand farther on."""
_LIMIT = 0.35
"""Share of a block's letters that may differ."""
_LARGE = 12_000
"""Letters from which on a piece is large."""
_JOIN = 40
"""Most letters of the source between two pieces for them to be one."""


def lay_blocks(
    reading: PartReading, text: str, source: Words, diagonals: tuple[int, int], effort: Effort
) -> LetterPlace | None:
    """Return the place of `reading`, block by block from the word numbers `diagonals` on; None where none stands."""
    pieces: list[LetterPiece] = []
    distance = 0.0
    later = _LATER * len(text)
    at = int(source.starts[min(max(0, diagonals[0] - _NEAR), len(source) - 1)])
    room = _AHEAD + (diagonals[1] - diagonals[0] + 2 * _NEAR) * 6  # the first block may begin anywhere on the way
    for offset, block in _blocks(reading):
        found = _exact(block, text, at) or _near(block, text, source, (at, at + len(block.text) + room), effort)
        if found is None and later > 0:
            found = _later(block, text, at)
            later -= (found.start if found else len(text)) - at
        if found is None:
            distance += len(block.text) + 1
            room = min(room + len(block.text), max(room, _FARTHEST))
            continue
        distance += found.distance
        pieces += [
            LetterPiece(offset + one.quote_start, offset + one.quote_end, one.start, one.end) for one in found.pieces
        ]
        at, room = found.end, _AHEAD
    return LetterPlace(_joined(pieces, len(reading.text)), distance) if pieces else None


def _blocks(reading: PartReading) -> Iterator[tuple[int, PartReading]]:
    words = reading.words
    for first in range(0, len(words), _BLOCK):
        part = slice(first, first + _BLOCK)
        start, end = int(words.starts[part][0]), int(words.ends[part][-1])
        inside = Words(words.starts[part] - start, words.ends[part] - start, words.keys[part])
        yield start, PartReading(reading.text[start:end], reading.folded, inside)


def _whole(block: PartReading, start: int) -> LetterPlace:
    return LetterPlace((LetterPiece(0, len(block.text), start, start + len(block.text)),), 0)


def _exact(block: PartReading, text: str, at: int) -> LetterPlace | None:
    start = at + (at < len(text) and text[at] == " ")
    return _whole(block, start) if text.startswith(block.text, start) else None


def _near(block: PartReading, text: str, source: Words, window: tuple[int, int], effort: Effort) -> LetterPlace | None:
    size = len(block.text)
    start = text.find(block.text, *window)
    if start >= 0:
        return _whole(block, start)
    found = align_window(block.text, text, *window, limit=int(_LIMIT * size), effort=effort)
    if found:
        return LetterPlace((LetterPiece(0, size, found[1], found[2]),), found[0])
    low = source.starting(window[0])
    return lay_words(block, text, source, (low, low + len(block.words) + _NEAR), _LIMIT * size, effort)


def _later(block: PartReading, text: str, at: int) -> LetterPlace | None:
    start = text.find(block.text, at)
    return _whole(block, start) if start >= 0 else None


def _joined(pieces: list[LetterPiece], size: int) -> tuple[LetterPiece, ...]:
    """Join pieces that follow each other; the first and last take the reading's ends along.

    A large piece ends where the next goes on with the next word: going through it later costs its length squared.
    """
    done: list[LetterPiece] = []
    for piece in pieces:
        between = piece.start - done[-1].end if done else -1
        large = bool(done) and done[-1].end - done[-1].start > _LARGE
        if (2 if large else 0) <= between <= _JOIN:
            last = done.pop()
            done.append(LetterPiece(last.quote_start, piece.quote_end, last.start, piece.end))
        else:
            done.append(piece)
    done[0] = LetterPiece(0, done[0].quote_end, done[0].start, done[0].end)
    done[-1] = LetterPiece(done[-1].quote_start, size, done[-1].start, done[-1].end)
    return tuple(done)
