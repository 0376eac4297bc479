"""Bytes on their way in: whole or gone, also after a kill."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.arrive import arriving
from ingest.errors import TooLarge
from media.scratch import sweep

ROOT = Path(__file__).parents[2]


def test_what_arrives_is_hashed_and_goes_unless_it_was_kept(tmp_path: Path) -> None:
    with arriving(io.BytesIO(b"abc"), tmp_path, 1) as arrived:
        assert arrived.path.read_bytes() == b"abc"
        assert arrived.bytes == 3
        assert arrived.sha256.startswith("ba7816bf")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(TooLarge), arriving(io.BytesIO(bytes(2**20 + 1)), tmp_path, 1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_takes_what_a_killed_server_left_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import io, os, sys; from pathlib import Path; from ingest.arrive import arriving\n"
        "with arriving(io.BytesIO(b'left'), Path(sys.argv[1]), 1):\n"
        "    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False, timeout=30)
    assert len(list(tmp_path.iterdir())) == 1
    with arriving(io.BytesIO(b"on its way"), tmp_path, 1) as arrived:
        assert sweep(tmp_path) == 1
        assert list(tmp_path.iterdir()) == [arrived.path]
