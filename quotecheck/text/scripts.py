"""Which characters belong to scripts that are written without spaces between words."""

import numpy as np
from numpy.typing import NDArray

_RANGES = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Myanmar
    (0x1780, 0x1800),  # Khmer
    (0x3005, 0x3008),  # iteration mark, ideographic zero
    (0x3040, 0x3130),  # kana, bopomofo
    (0x31F0, 0x3200),  # small kana
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x32000),
)
_BOUNDS = np.array([bound for pair in _RANGES for bound in pair], np.uint32)
_FIRST = int(_BOUNDS[0])


def unspaced(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say of each code point whether its script sets no spaces between words."""
    inside: NDArray[np.bool_] = (np.searchsorted(_BOUNDS, codes, "right") & 1).astype(np.bool_)
    return inside


def is_unspaced(character: str) -> bool:
    """Say whether the script of `character` sets no spaces between words."""
    code = ord(character)
    return code >= _FIRST and bool(np.searchsorted(_BOUNDS, code, "right") & 1)
