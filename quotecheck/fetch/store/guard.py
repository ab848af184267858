"""Whether a folder may hold evidence: ours, private, a real folder."""

import os
import stat
from pathlib import Path

from quotecheck.errors import CorruptStore

PRIVATE = 0o700
MAX_FILE_BYTES = 1 << 30
"""Largest file of the store that is read: far above any body that is kept, far below what fills a memory twice."""

_READING = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # the first two are not on Windows, the last is only there
    _READING |= getattr(os, _name, 0)


def prepare_folder(folder: Path) -> None:
    """Make `folder` with mode 0700, or check that it is one only we can write to.

    Raises `CorruptStore` when it is a symbolic link, no folder, somebody else's, or writable by others.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        status = folder.lstat()
    except OSError as error:
        raise CorruptStore(str(folder), f"cannot be made a store: {error.strerror or error}") from error
    if not stat.S_ISDIR(status.st_mode):
        raise CorruptStore(str(folder), "is not a folder of its own")
    if not hasattr(os, "getuid"):  # on Windows the access list says it, the mode nothing
        return
    if status.st_uid != os.getuid():
        raise CorruptStore(str(folder), "belongs to another user")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise CorruptStore(str(folder), "others may write to it: chmod 700 it after looking at what is inside")
    if stat.S_IMODE(status.st_mode) != PRIVATE:
        folder.chmod(PRIVATE)


def set_links_aside(folder: Path, own: tuple[str, ...]) -> int:
    """Set symbolic links in the folder aside, for writing through one changes a file elsewhere; return their number.

    Raises `CorruptStore` for one in the place of a file of `own` (beginnings of names).
    """
    with os.scandir(folder) as entries:
        links = [entry for entry in entries if entry.is_symlink()]
    for link in links:
        if link.name.startswith(own):
            raise CorruptStore(link.path, "is a symbolic link: remove it after looking where it leads")
        set_aside(folder, Path(link.path))
    return len(links)


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file of at most `MAX_FILE_BYTES`.

    Raises `OSError` for a link, a pipe, a device (none of which is waited for), or a larger file.
    """
    if path.is_symlink():  # said by O_NOFOLLOW where there is such a thing
        raise OSError("a symbolic link")
    handle = os.open(path, _READING)
    try:  # a folder is open before it is known to be one, and no file object would close it
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            raise OSError("not a regular file of an acceptable size")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file name kept in a store; raises `ValueError` when it leads out of the folder."""
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(name)
    return path


def set_aside(folder: Path, path: Path) -> None:
    """Move a damaged file into the store's quarantine, out of the way of every reader."""
    quarantine = folder / "quarantine"
    quarantine.mkdir(mode=PRIVATE, exist_ok=True)
    number = sum(1 for _ in quarantine.iterdir())
    path.replace(quarantine / f"{number:04d}-{path.name}")
