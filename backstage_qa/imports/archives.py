"""Dumps that come as an archive: the files that are read, in a folder that vanishes."""

import lzma
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from .dump_rows import OPTIONAL, REQUIRED
from .texts import BrokenFile

SUFFIXES = (".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tgz", ".txz")
WANTED = {f"{kind}.xml" for kind in (*REQUIRED, *OPTIONAL)}

# How those begin that cannot be read one file after the other, and those under a wrong name
PACKED = (b"7z\xbc\xaf\x27\x1c", b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")


def refuse_packed(path: Path) -> None:
    """Raise ``BrokenFile`` for an archive, whatever its name, in the place of a file."""
    try:
        with path.open("rb") as file:
            begins = file.read(6)
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from error
    if begins.startswith(PACKED):
        raise BrokenFile(f"{path}: is an archive: unpack it first (a .7z file with 7z x)")


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """A temporary folder with the dump's files, named as the dump is. Raises ``BrokenFile``."""
    with TemporaryDirectory(prefix="backstage-import-") as temporary:
        unnamed = Path(temporary) / _stem(path)
        try:
            with tarfile.open(path, "r|*") as archive:
                folders = {_unpack(archive, member, unnamed) for member in archive} - {None}
        except (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError) as error:
            raise BrokenFile(f"{path}: cannot be unpacked ({error})") from error
        if len(folders) != 1:
            raise BrokenFile(f"{path}: holds {'more than one dump' if folders else 'no dump'}")
        yield folders.pop()


def _unpack(archive: tarfile.TarFile, member: tarfile.TarInfo, unnamed: Path) -> Path | None:
    """Write a file that is wanted; return the folder, named as in the archive if it is there."""
    path = PurePosixPath(member.name)
    if not member.isfile() or path.name.lower() not in WANTED:
        return None
    name = path.parent.name
    folder = unnamed.with_name(name) if name.strip(".") else unnamed
    folder.mkdir(exist_ok=True)
    with archive.extractfile(member) as source, (folder / path.name).open("wb") as file:
        shutil.copyfileobj(source, file)
    return folder


def _stem(path: Path) -> str:
    return next(path.name[: -len(s)] for s in SUFFIXES[::-1] if path.name.lower().endswith(s))
