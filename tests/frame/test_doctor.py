"""The doctor on real folders, a real database and the real tools of this machine."""

from pathlib import Path

import pytest

from app.doctor import Finding, examine
from app.services import Services
from core.errors import Invalid
from core.settings import Settings


def by_name(settings: Settings) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(settings)}


def test_a_made_installation_has_its_tools_and_a_current_database(settings: Settings) -> None:
    found = by_name(settings)
    for name in (
        "ffmpeg",
        "ffprobe",
        "soffice",
        "fonts",
        "home",
        "space",
        "services",
        "storage",
        "database",
    ):
        assert found[name].ok, found[name]
    assert found["ffmpeg"].version[0].isdigit()
    assert not list((settings.home / "storage").iterdir())
    assert found["database"].version.startswith("sqlite 3.")


def test_each_missing_thing_tells_its_cost_and_the_way_out(tmp_path: Path) -> None:
    nothing = Settings(
        home=tmp_path / "нет", ffmpeg="/no/ffmpeg", ffprobe="/no/ffprobe", soffice="/no/soffice"
    )
    missing = [finding for finding in examine(nothing) if not finding.ok]
    assert {"ffmpeg", "ffprobe", "soffice", "home", "storage", "database", "index"} <= {
        finding.name for finding in missing
    }
    for finding in missing:
        assert finding.cost_ru
        assert finding.remedy_ru
        assert finding.remedy_ru in finding.as_line()
    assert not (tmp_path / "нет").exists()


def test_a_tool_that_does_not_run_is_not_taken_for_present(settings: Settings) -> None:
    broken = settings.model_copy(update={"ffmpeg": "/bin/false"})
    found = by_name(broken)["ffmpeg"]
    assert not found.ok
    assert "не запускается" in found.version


def test_an_old_database_is_told_from_a_current_one(settings: Settings) -> None:
    (settings.home / "parta.sqlite3").write_bytes(b"")
    found = by_name(settings)["database"]
    assert not found.ok
    assert found.severity == "needed"


def test_a_file_that_is_no_database_is_a_finding_and_no_crash(settings: Settings) -> None:
    (settings.home / "parta.sqlite3").write_bytes(b"not a database at all" * 100)
    assert not by_name(settings)["database"].ok


@pytest.mark.parametrize(("mode", "ok"), [(0o600, True), (0o644, False)])
def test_a_secret_that_others_may_read_is_reported(settings: Settings, mode: int, ok: bool) -> None:
    secrets = settings.home / "secrets"
    secrets.mkdir(mode=0o700)
    (secrets / "key").write_bytes(b"x" * 32)
    (secrets / "key").chmod(mode)
    assert by_name(settings)["secrets"].ok is ok


def test_keys_that_were_never_made_are_not_called_closed(settings: Settings) -> None:
    found = by_name(settings)["secrets"]
    assert found.ok
    assert "закрыты" not in found.version


def test_a_storage_that_takes_no_bytes_is_reported(settings: Settings) -> None:
    (settings.home / "storage").write_text("a file stands where the folder should be", "utf-8")
    found = by_name(settings)["storage"]
    assert not found.ok
    assert found.severity == "needed"


@pytest.mark.parametrize("name", ["storage_url", "queue_url", "cache_url", "search_url"])
def test_an_outside_service_that_nothing_would_use_is_refused(
    settings: Settings, name: str
) -> None:
    value = "redis://user:secret@cache/0"
    named = Settings(home=settings.home, **{name: value})
    found = by_name(named)["services"]
    assert not found.ok
    assert f"PARTA_{name.upper()}" in found.version
    with pytest.raises(Invalid) as refused:
        Services(named)
    assert f"PARTA_{name.upper()}" in refused.value.message
