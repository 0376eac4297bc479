"""The doctor on real folders, a real database and the real tools of this machine."""

import shutil
from pathlib import Path

import pytest

from app.doctor import Finding, examine
from app.services import Services
from catalog.models import Item
from core.clock import utc_now
from core.errors import Invalid
from core.settings import Settings
from media.walls.landlock import version
from search.rebuild import ensure, rebuild


def by_name(settings: Settings) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(settings)}


def test_a_made_installation_has_its_tools_and_a_current_database(settings: Settings) -> None:
    found = by_name(settings)
    for name in (
        "ffmpeg",
        "ffprobe",
        "soffice",
        "tesseract",
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
        home=tmp_path / "нет",
        ffmpeg="/no/ffmpeg",
        ffprobe="/no/ffprobe",
        soffice="/no/soffice",
        tesseract="/no/tesseract",
    )
    missing = [finding for finding in examine(nothing) if not finding.ok]
    tools = {"ffmpeg", "ffprobe", "soffice", "tesseract"}
    assert tools | {"home", "storage", "database", "index"} <= {one.name for one in missing}
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


def test_a_reader_without_russian_is_not_taken_for_one(settings: Settings, tmp_path: Path) -> None:
    reader = tmp_path / "tesseract"
    reader.write_text("#!/bin/sh\necho 'tesseract 5.3.0'; echo eng; echo osd\n")
    reader.chmod(0o755)
    found = by_name(settings.model_copy(update={"tesseract": str(reader)}))["tesseract"]
    assert not found.ok
    assert "русского" in found.version
    assert "tesseract-ocr-rus" in found.remedy_ru


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


def test_the_wall_that_is_on_is_named(settings: Settings) -> None:
    found = by_name(settings)["sandbox"]
    assert found.version.split()[0] in ("bubblewrap", "landlock", "no-network", "none")


def test_a_wall_that_was_turned_off_is_told(settings: Settings) -> None:
    found = by_name(settings.model_copy(update={"sandbox": "off"}))["sandbox"]
    assert (found.ok, found.version) == (False, "none")
    assert found.remedy_ru == "уберите PARTA_SANDBOX=off"


def test_without_a_program_for_it_the_kernel_is_the_wall(settings: Settings) -> None:
    found = by_name(settings.model_copy(update={"sandbox": "none"}))["sandbox"]
    assert (found.ok, found.version) == ((True, "landlock") if version() else (False, "none"))


def test_a_tool_whose_parts_the_wall_hides_is_told(settings: Settings, tmp_path: Path) -> None:
    """A starter that leans on a folder far from its own runs by hand, and never for a file."""
    far, near = tmp_path / "far" / "ffmpeg", tmp_path / "near" / "ffmpeg"
    for starter, runs in ((far, shutil.which("ffmpeg")), (near, far)):
        starter.parent.mkdir()
        starter.write_text(f'#!/bin/sh\nexec {runs} "$@"\n')
        starter.chmod(0o755)
    found = by_name(settings.model_copy(update={"ffmpeg": str(near)}))
    if found["sandbox"].version == "bubblewrap":
        assert not found["ffmpeg"].ok
        assert "в изоляции не запускается" in found["ffmpeg"].version
    assert by_name(settings.model_copy(update={"ffmpeg": str(far)}))["ffmpeg"].ok


def test_the_rows_of_the_lexicon_are_counted(settings: Settings) -> None:
    found = by_name(settings)["lexicon"]
    assert found.ok
    assert int(found.version.removeprefix("строк: ")) > 16_000


def test_a_large_library_on_whoosh_is_told_of_the_other_engine(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_name(settings)["engine"].version == "Whoosh"
    services = Services(settings)
    ensure(services.sessions, services.engine)
    with services.sessions() as session:
        session.add_all(Item(kind="image", shelf="federal", created_at=utc_now()) for _ in "ab")
        session.commit()
    monkeypatch.setattr("app.doctor.search_index.WHOOSH_ITEMS", 1)
    grown = by_name(settings)["engine"]
    assert not grown.ok
    assert "PARTA_SEARCH_URL=tantivy:" in grown.remedy_ru
    moved = settings.model_copy(update={"search_url": "tantivy:"})
    waiting = by_name(moved)["engine"]
    assert not waiting.ok
    assert "parta reindex" in waiting.remedy_ru
    assert rebuild(services.sessions, Services(moved).engine) == 0
    assert by_name(moved)["engine"].version == "Tantivy"
    assert by_name(moved)["index"].ok
