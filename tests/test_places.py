"""A file that is written is written whole or not at all."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helgelandlegen.places import write_whole


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Files of this process cannot grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_file_that_there_is_no_room_for_leaves_the_earlier_one_and_nothing_beside_it(tmp_path: Path):
    file = tmp_path / "notat.pdf"
    write_whole(file, b"before")
    with no_room_beyond(1000), pytest.raises(OSError):
        write_whole(file, b"x" * 2000)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_takes_the_place_and_the_rights_of_the_earlier_one(tmp_path: Path):
    file = tmp_path / "notat.pdf"
    file.write_bytes(b"before")
    file.chmod(0o600)
    write_whole(file, b"after")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"after", 0o600)


def test_what_is_no_file_is_written_to_as_it_is():
    write_whole(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
