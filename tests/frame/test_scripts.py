"""What the scripts say when they are used wrongly, and how the set-up remembers its work."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRAME = ROOT / "script" / "setup.d" / "frame.sh"


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def shell(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / ".venv").mkdir(parents=True, exist_ok=True)
    return run("bash", "-c", f'set -euo pipefail; source "$0"; {code}', str(FRAME), cwd=folder)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "много"], "нужно число"),
        (["--port", "70000"], "нужно число"),
        (["--port"], "нужно число"),
        (["--profile", "big"], "demo или small"),
        (["--быстро"], "не знает «--быстро»"),
    ],
)
def test_a_wrong_demo_argument_is_explained(arguments: list[str], told: str) -> None:
    done = run(str(ROOT / "script/demo"), *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "script/demo [--port N]" in done.stderr


def test_the_demo_says_at_once_that_its_port_is_busy(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run(str(ROOT / "script/demo"), f"--port={port}", cwd=tmp_path)
    assert done.returncode == 1
    assert f"Порт {port} занят" in done.stderr


def test_the_setup_refuses_what_it_does_not_know() -> None:
    done = run(str(ROOT / "script/setup"), "--quick")
    assert done.returncode == 2
    assert "--quick" in done.stderr


def test_each_part_of_the_stamp_is_remembered_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "моя парта"
    done = shell(
        folder,
        "remember python aa; remember front bb; remember python cc; "
        'echo "$(remembered python)-$(remembered front)-$(remembered words)"',
    )
    assert done.stdout == "cc-bb-\n", done.stderr
    assert (folder / ".venv/.parta-stamp").read_text() == "front bb\npython cc\n"


def test_the_hash_changes_with_a_word_and_with_the_content(tmp_path: Path) -> None:
    done = shell(
        tmp_path,
        "for a in 'x y' 'x z'; do for b in 1 2; do hash_of $a <<<$b; echo; done; done; "
        "hash_of x y <<<1",
    )
    hashes = done.stdout.split()
    assert len(hashes) == 5, done.stderr
    assert len(set(hashes)) == 4
    assert hashes[0] == hashes[4]


def test_a_failed_step_shows_what_the_tool_said_and_what_to_do(tmp_path: Path) -> None:
    done = shell(tmp_path, "step 'Пакеты' 'Проверьте сеть.' bash -c 'echo no route; exit 3'")
    assert done.returncode == 1
    assert "Пакеты: не вышло" in done.stderr
    assert "no route" in done.stderr
    assert "Проверьте сеть." in done.stderr


def test_a_step_that_went_well_is_one_line(tmp_path: Path) -> None:
    done = shell(tmp_path, "step 'Пакеты' '' bash -c 'echo chatter'")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "chatter" not in done.stderr + done.stdout


def test_locks_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "package-lock.json"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in "\n".join(
            line for line in text.splitlines() if '"url"' not in line and '"funding"' not in line
        ), name


def test_the_scripts_may_be_run() -> None:
    for name in ("setup", "demo", "check", "test", "hooks/pre-commit", "../.ci/run"):
        assert os.access(ROOT / "script" / name, os.X_OK), name
