"""Temporary folders: own, empty, and gone afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest

from media.scratch import scratch, sweep

ROOT = Path(__file__).parents[2]


def test_a_folder_is_own_and_empty_and_goes(tmp_path: Path) -> None:
    with scratch(tmp_path / "tmp") as one, scratch(tmp_path / "tmp") as other:
        assert one != other
        assert list(one.iterdir()) == []
        (one / "sub").mkdir()
        (one / "sub" / "file").write_text("x")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_goes_after_a_failure_and_whatever_its_permissions(tmp_path: Path) -> None:
    def fail_inside() -> None:
        with scratch(tmp_path) as folder:
            (folder / "locked").mkdir()
            (folder / "locked" / "file").write_text("x")
            (folder / "locked").chmod(0)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_inside()
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_takes_dead_workers_folders_only(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from media.scratch import scratch\n"
        "with scratch(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'left').write_text('x')\n"
        "    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False, timeout=30)
    assert len(list(tmp_path.iterdir())) == 1
    with scratch(tmp_path) as living:
        assert sweep(tmp_path) == 1
        assert list(tmp_path.iterdir()) == [living]
    assert sweep(tmp_path / "absent") == 0
