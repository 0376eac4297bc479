"""Outside programs: a missing one and a stuck one end with a reason, never with a wait."""

from pathlib import Path

import pytest

from seed_content import tools


def _program(folder: Path, text: str) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_a_program_that_never_reads_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_FFMPEG", _program(tmp_path, "exec sleep 600"))
    monkeypatch.setattr(tools, "_LIMIT", 0.3)
    frames = (bytes(640 * 360 * 3) for _ in range(10))
    with pytest.raises(tools.ToolFailed, match="ended with -9"):
        tools.encode_film(frames, (640, 360), 20, (), tmp_path / "film.mp4")


def test_a_program_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_FFMPEG", _program(tmp_path, "echo no such codec >&2; exit 3"))
    with pytest.raises(tools.ToolFailed, match="ended with 3: no such codec"):
        tools.encode_film(iter([b""]), (640, 360), 20, (), tmp_path / "film.mp4")


def test_an_office_that_makes_nothing_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_SOFFICE", _program(tmp_path, "exit 0"))
    with pytest.raises(tools.ToolFailed, match="made no pdf"):
        tools.convert_office(tmp_path / "deck.pptx", "pdf", tmp_path)
