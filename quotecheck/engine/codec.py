"""Frozen values as JSON and back, by the types of their fields.

Part files lie in folders that somebody else may write to, so reading is strict: a field too many or too few, or a
value of another type, is refused. Nothing is ever run, which is why parts are no pickles.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decode = Callable[[Any], Any]


class Malformed(ValueError):
    """A line does not hold what it should."""


def dumps(value: object) -> bytes:
    """Return a value as one line of JSON in UTF-8, without the line's end.

    Dataclasses, enumerations of strings, times, paths, tuples and plain values are known. Lone surrogates are kept as
    they are: escaped, two of them in a row would be read as one character.
    """
    line = json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def loads(kind: type[T], line: bytes) -> T:
    """Return the value of type `kind` that `dumps` made the line of; raises `Malformed` for any other line."""
    try:
        raw = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    asked: Any = kind  # to the type checker, a class passed as a value is not hashable
    value: T = _decoder(asked)(raw)
    return value


@cache
def _decoder(kind: Any) -> _Decode:
    """Return the function that reads a raw JSON value as `kind`, or raises `Malformed`."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(tuple(_decoder(arm) for arm in get_args(kind)))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(kind)
    if kind in _LEAVES:
        return _leaf(_LEAVES[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum | Path | datetime):
        return _word(datetime.fromisoformat if kind is datetime else kind)
    raise TypeError(f"no way to read {kind!r}")


_LEAVES: Mapping[Any, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (float, int),
    bool: (bool,),
    NoneType: (NoneType,),
}
"""What JSON holds as it is, and the exact types it may have: a bool is no int here."""


def _leaf(allowed: tuple[type, ...]) -> _Decode:
    def decode(raw: Any) -> Any:
        if type(raw) not in allowed:
            raise Malformed(f"{type(raw).__name__} is out of place")
        return raw

    return decode


def _word(make: Callable[[str], Any]) -> _Decode:
    def decode(raw: Any) -> Any:
        if not isinstance(raw, str):
            raise Malformed(f"{type(raw).__name__} is out of place")
        try:
            return make(raw)
        except ValueError as error:
            raise Malformed(str(error)) from error

    return decode


def _one_of(arms: tuple[_Decode, ...]) -> _Decode:
    def decode(raw: Any) -> Any:
        for arm in arms[:-1]:
            try:
                return arm(raw)
            except Malformed:
                continue
        return arms[-1](raw)

    return decode


def _tuple(items: tuple[Any, ...]) -> _Decode:
    if len(items) == 2 and items[1] is Ellipsis:
        each = _decoder(items[0])
        return lambda raw: tuple(map(each, _list(raw)))
    readers = tuple(_decoder(item) for item in items)

    def decode(raw: Any) -> Any:
        if len(_list(raw)) != len(readers):
            raise Malformed("a list of the wrong length")
        return tuple(reader(item) for reader, item in zip(readers, raw, strict=True))

    return decode


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise Malformed(f"{type(raw).__name__} is no list")
    return raw


def _dataclass(kind: Any) -> _Decode:
    hints = get_type_hints(kind)
    readers = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def decode(raw: Any) -> Any:
        if not isinstance(raw, dict) or raw.keys() != readers.keys():
            raise Malformed(f"no {kind.__name__}")
        return kind(**{name: readers[name](value) for name, value in raw.items()})

    return decode
