"""A recogniser that somebody installed writes down what is said; none is shipped."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import transcribers
from ingest.captions.recognise import recognise, steps
from ingest.processors.contract import Context, StepFailed
from media.tools import ToolPaths
from tests.ingest import makers
from tests.road.workers import PARTA, ROOT
from tests.town import Town

MODULE = """
import wave

class Listener:
    def transcribe(self, path, language):
        with wave.open(str(path)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            shape = sound.getnchannels(), sound.getframerate(), 8 * sound.getsampwidth()
        yield 0.0, 1.0, f"Слышно на языке {language}: каналов {shape}"
        {then}
        yield 1.5, 99.0, f"Всего {{seconds:.0f}} с"
        yield 5.0, 4.0, "никогда"
"""


def install(folder: Path, then: str = "pass") -> Path:
    """A distribution with one entry point, as pip would leave it."""
    info = folder / "parta_listener-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: parta-listener\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[parta.transcribers]\nours = parta_listener:Listener\n")
    module = MODULE.replace("{then}", then).replace("{{", "{").replace("}}", "}")
    (folder / "parta_listener.py").write_text(module, "utf-8")
    return folder


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return makers.sound(tmp_path / "s.wav", source="sine=frequency=300:duration=2")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What a process remembers of the recogniser it has."""
    transcribers.forget()
    yield
    transcribers.forget()


def test_what_an_installed_recogniser_hears_is_found(
    town: Town, sound: Path, tmp_path: Path
) -> None:
    packages = install(tmp_path / "packages")
    teacher = town.by("teacher")
    item = teacher.send(sound, title="Запись").json["item_id"]
    home = {"PARTA_HOME": str(town.home), "PARTA_WORKER_JOBS": "1", "PYTHONPATH": str(packages)}
    worker = [PARTA, "worker", "--once"]
    subprocess.run(worker, cwd=ROOT, env=os.environ | home, timeout=90, check=True)
    told = teacher.json(f"items/{item}")
    assert [one["text"] for one in told["fragments"]] == [
        "Слышно на языке ru: каналов (1, 16000, 16)",
        "Всего 2 с",
    ]
    assert "captions-ru.vtt" in {one["name"] for one in told["renditions"]}
    steps = teacher.json(f"items/{item}/status")["steps"]
    assert {step["name"]: step["state"] for step in steps}["transcribe"] == "done"


@pytest.mark.usefixtures("forgotten")
def test_a_recogniser_that_breaks_fails_its_step_with_a_way_out(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "packages", then="raise MemoryError"))
    found = transcribers.installed()
    assert found is not None
    assert (found.name, found.package) == ("ours", "parta-listener 1.2")
    assert [step.name for step in steps() if step.later] == ["transcribe"]
    room = tmp_path / "room"
    room.mkdir()
    with pytest.raises(StepFailed, match="распознать не удалось"):
        recognise(Context(sound, "wav", "", lambda: room, ToolPaths(), lambda percent: None))


@pytest.mark.usefixtures("forgotten")
def test_words_that_a_file_has_are_not_recognised(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "packages"))
    made = {"captions-en.vtt": tmp_path / "captions-en.vtt"}
    result = recognise(Context(sound, "wav", "", lambda: tmp_path, ToolPaths(), int, made))
    assert (result.renditions, result.fragments) == ((), None)


@pytest.mark.usefixtures("forgotten")
def test_without_a_recogniser_there_is_no_such_step() -> None:
    assert transcribers.installed() is None
    assert steps() == ()
