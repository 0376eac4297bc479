"""The installation's secret: whole on the disk before it is used, and never a broken one."""

import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from core.settings import BrokenKey, secret_key


def calls_of(home: Path) -> list[tuple[str, str]]:
    """``("sync", name)`` and ``("link", "")`` as the making of a key calls them, in their order."""
    said: list[tuple[str, str]] = []

    def note(frame: FrameType, what: str, called: Any) -> None:
        if what == "c_call" and called is os.fsync:
            handles = [one for one in frame.f_locals.values() if isinstance(one, int)]
            handles += [one.fileno() for one in frame.f_locals.values() if hasattr(one, "fileno")]
            said.append(("sync", Path(f"/proc/self/fd/{handles[0]}").resolve().name))
        elif what == "c_call" and called is os.link:
            said.append(("link", ""))

    sys.setprofile(note)
    try:
        secret_key(home)
    finally:
        sys.setprofile(None)
    return said


def test_the_key_is_on_the_disk_before_it_has_its_name(tmp_path: Path) -> None:
    first, *others = calls_of(tmp_path)
    assert first[0] == "sync"
    assert first[1].startswith("key.")
    assert others == [("link", ""), ("sync", "secrets"), ("sync", tmp_path.name)]
    key = tmp_path / "secrets" / "key"
    assert (len(secret_key(tmp_path)), key.stat().st_mode & 0o777) == (32, 0o600)
    assert [one.name for one in key.parent.iterdir()] == ["key"]
    assert calls_of(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"a" * 31, b"a" * 33])
def test_a_key_that_was_cut_is_refused_with_the_way_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "key").write_bytes(content)
    with pytest.raises(BrokenKey) as refused:
        secret_key(tmp_path)
    assert f"должно быть 32 байта, а их {len(content)}" in refused.value.message
    assert "резервной копии" in refused.value.message
