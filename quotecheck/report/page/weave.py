"""Lay marks over a text: spans that nest or cross become elements that nest, within one block of text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.model import Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """An element over a span of a text; all strings are HTML."""

    span: Span
    rank: int
    """Of two layers over the same span the one of lower rank is outside."""
    element: str
    attributes: str = ""
    """On every piece of the element."""
    once: str = ""
    """Attributes of its first piece only, such as an id."""
    tail: str = ""
    """What ends its last piece."""


def weave(
    text: str, block: Span, layers: Iterable[Layer], shown: Callable[[str], str], begun: set[Layer]
) -> Iterator[str]:
    """Yield the HTML of one block of `text` with its layers.

    `shown` escapes text; `begun` holds the layers that earlier blocks opened. An element that would cross another is
    closed and opened again.
    """
    inside = sorted(layers, key=lambda layer: (layer.span.start, -layer.span.end, layer.rank))
    cuts = sorted({block.start, block.end, *_edges(inside, block)})
    stack: list[Layer] = []
    active: list[Layer] = []
    waiting = 0
    for here, there in pairwise(cuts):
        points: list[Layer] = []
        while waiting < len(inside) and inside[waiting].span.start <= here:
            (active if len(inside[waiting].span) else points).append(inside[waiting])
            waiting += 1
        active = [layer for layer in active if layer.span.end > here]
        yield from _turned(stack, active, here, begun)
        yield from (f"<{point.element}{point.attributes}></{point.element}>" for point in points)
        yield shown(text[here:there])
    yield from _turned(stack, [], block.end, begun)


def _turned(stack: list[Layer], wanted: list[Layer], here: int, begun: set[Layer]) -> Iterator[str]:
    """Close and open elements until exactly the wanted ones are open."""
    same = 0
    while same < min(len(stack), len(wanted)) and stack[same] is wanted[same]:
        same += 1
    while len(stack) > same:
        layer = stack.pop()
        yield f"{layer.tail if layer.span.end <= here else ''}</{layer.element}>"
    for layer in wanted[same:]:
        yield f"<{layer.element}{layer.attributes}{'' if layer in begun else layer.once}>"
        begun.add(layer)
        stack.append(layer)


def _edges(layers: Iterable[Layer], block: Span) -> Iterator[int]:
    for layer in layers:
        yield from (edge for edge in (layer.span.start, layer.span.end) if block.start <= edge <= block.end)
