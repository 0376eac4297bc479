"""The check of translations on catalogues written for it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "%(num)d урок"
msgid_plural "%(num)d уроков"
"""
MAPPING = '[[tool.babel.mappings]]\nmethod = "python"\npattern = "**.py"\n'
WHOLE = 'msgstr[0] "%(num)d урок"\nmsgstr[1] "%(num)d урока"\nmsgstr[2] "%(num)d уроков"\n'


def check(folder: Path, forms: str, code: str = "") -> subprocess.CompletedProcess[str]:
    catalogue = folder / "translations/ru/LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEAD + forms, encoding="utf-8")
    (folder / "pyproject.toml").write_text(MAPPING, encoding="utf-8")
    (folder / "page.py").write_text(code, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(ROOT / "script/check.d/words.py")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_whole_catalogue_passes(tmp_path: Path) -> None:
    done = check(tmp_path, WHOLE)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        (WHOLE.replace('"%(num)d урока"', '""'), "пустая форма"),
        (WHOLE.replace("%(num)d урока", "%(count)d урока"), "«%(num)d урок»"),
    ],
)
def test_an_empty_or_broken_plural_fails(tmp_path: Path, forms: str, told: str) -> None:
    done = check(tmp_path, forms)
    assert done.returncode == 1
    assert told in done.stdout


def test_a_plural_of_the_code_that_the_catalogue_lacks_fails(tmp_path: Path) -> None:
    done = check(tmp_path, WHOLE, code="ngettext('%(num)d час', '%(num)d часов', n)\n")
    assert done.returncode == 1
    assert "нет форм числа для «%(num)d час»" in done.stdout
