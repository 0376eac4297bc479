"""Translations: no plural form may be empty, and nothing that people see may lack its catalogue."""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

RUSSIAN_FORMS = 3


EXTRACT = ["extract", "-F", "pyproject.toml", "-k", "pgettext:1c,2", "-k", "npgettext:1c,2,3"]


def texts_of_the_code() -> Catalog:
    """Every text that stands in the code and the templates."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "messages.pot"
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", *EXTRACT]
        subprocess.run([*command, "-o", str(target), "."], check=True)
        with target.open("rb") as stream:
            return read_po(stream)


def absent(catalogue: Path, texts: Catalog) -> list[str]:
    """Plurals of the code that the catalogue does not have."""
    with catalogue.open("rb") as stream:
        words = read_po(stream, locale=catalogue.parent.parent.name)
    return [
        f"{catalogue}: нет форм числа для «{message.id[0]}». Выполните script/words и допишите их"
        for message in texts
        if isinstance(message.id, tuple) and words.get(message.id, message.context) is None
    ]


def problems(catalogue: Path) -> list[str]:
    """What is wrong with one .po file: empty plural forms, fuzzy messages, broken placeholders."""
    found = []
    with catalogue.open("rb") as stream:
        words = read_po(stream, locale=catalogue.parent.parent.name)
    for message in words:
        if not message.id:
            continue
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        where = f"{catalogue}:{message.lineno}: «{name}»"
        if message.fuzzy:
            found.append(f"{where}: помечено fuzzy, нужен взгляд человека")
        if isinstance(message.id, tuple):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            if words.locale and words.locale.language == "ru" and len(forms) != RUSSIAN_FORMS:
                found.append(f"{where}: форм числа {len(forms)}, нужно {RUSSIAN_FORMS}")
            if not all(forms):
                found.append(f"{where}: пустая форма числа")
        found.extend(f"{where}: {error}" for error in message.check(words))
    return found


def main() -> int:
    """Check every catalogue; 1 when something is wrong."""
    catalogues = sorted(Path("translations").glob("*/LC_MESSAGES/*.po"))
    found = [problem for catalogue in catalogues for problem in problems(catalogue)]
    texts = texts_of_the_code()
    ours = [catalogue for catalogue in catalogues if catalogue.stem == "messages"]
    found += [line for catalogue in ours for line in absent(catalogue, texts)]
    if not catalogues:
        found.append("translations: нет ни одного каталога")
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
