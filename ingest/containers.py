"""What a zip container holds: the format of a deck by its content, or why it is none."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from ingest.foreign_zips import ARCHIVE, ODF, by_members, by_mimetype, by_types
from ingest.parsing.errors import Unreadable
from ingest.zips import checked, read_member

LOCKED_DECK = (
    "Презентация закрыта паролем. Откройте её в PowerPoint, выберите «Файл» → «Сведения» → "
    "«Защита презентации» → «Зашифровать с использованием пароля», сотрите пароль, сохраните "
    "и загрузите снова."
)
#: [MS-OFFCRYPTO] 2.3.4.4: the whole package is one encrypted stream, whatever program made it.
LOCKED_OFFICE = (
    "Файл закрыт паролем. Если это презентация, откройте её в PowerPoint, выберите «Файл» → "
    "«Сведения» → «Защита презентации» → «Зашифровать с использованием пароля», сотрите пароль, "
    "сохраните и загрузите снова. Если это документ Word или таблица Excel, сохраните без пароля "
    "как PDF."
)
LOCKED_KEYNOTE = (
    "Файл закрыт паролем. Откройте его, выберите «Файл» → «Задать пароль», уберите пароль, "
    "экспортируйте в PDF и загрузите PDF."
)
LOCKED_ODF = (
    "Презентация закрыта паролем. Откройте её в LibreOffice, выберите «Файл» → «Сохранить как», "
    "снимите отметку «Сохранить с паролем», сохраните и загрузите снова."
)
NO_PREVIEW = (
    "Это презентация Keynote без просмотра внутри. Откройте её в Keynote, выберите «Файл» → "
    "«Экспортировать в» → «PowerPoint» или «PDF» и загрузите то, что получится."
)
#: ECMA-376 part 1, 15.2 and [MS-OFFMACRO2]: the content type of the main part by our format.
MAIN_TYPES = {
    "pptx": r"openxmlformats-officedocument\.presentationml\.presentation\.main",
    "ppsx": r"openxmlformats-officedocument\.presentationml\.slideshow\.main",
    "potx": r"openxmlformats-officedocument\.presentationml\.template\.main",
    "pptm": r"ms-powerpoint\.presentation\.macroenabled\.main",
    "ppsm": r"ms-powerpoint\.slideshow\.macroenabled\.main",
    "potm": r"ms-powerpoint\.template\.macroenabled\.main",
}
ODF_DECKS = {f"{ODF}presentation": "odp", f"{ODF}presentation-template": "otp"}
#: Pages, Numbers and Keynote leave one of these beside what they have locked.
LOCKED_IWORK = frozenset({".iwpv2", ".iwph"})
#: Where Keynote keeps a PDF of all slides, if it was told to.
PREVIEWS = ("QuickLook/Preview.pdf", "Preview.pdf")


class Foreign(Unreadable):
    """A container that holds no deck; the reason names what it is."""


def deck_in_zip(path: Path) -> str:
    """The deck's format: a name of MAIN_TYPES, odp, otp or key.

    Raises Foreign for what is no deck and Unreadable for one that cannot be taken.
    """
    with checked(path) as container:
        names = set(container.namelist())
        if "mimetype" in names:
            return _in_odf(container, names)
        if "[Content_Types].xml" in names:
            return _in_ooxml(container)
        if LOCKED_IWORK & names:
            raise Unreadable(LOCKED_KEYNOTE)
        if _is_keynote(container, names):
            if preview_of(names) is None:
                raise Unreadable(NO_PREVIEW)
            return "key"
        raise Foreign(by_members(names))


def preview_of(names: set[str]) -> str | None:
    """The member that is Keynote's PDF of all slides."""
    return next((name for name in PREVIEWS if name in names), None)


def _in_odf(container: zipfile.ZipFile, names: set[str]) -> str:
    told = read_member(container, "mimetype", 4096).decode("ascii", "replace").strip()
    deck = ODF_DECKS.get(told)
    if deck is not None:
        if "manifest:encryption-data" in _manifest(container, names):
            raise Unreadable(LOCKED_ODF)
        if "content.xml" in names:
            return deck
    raise Foreign(by_mimetype(told) or by_members(names))


def _in_ooxml(container: zipfile.ZipFile) -> str:
    types = read_member(container, "[Content_Types].xml").decode("utf-8", "replace")
    for name, main_type in MAIN_TYPES.items():
        if re.search(main_type, types, re.IGNORECASE):
            return name
    raise Foreign(by_types(types) or ARCHIVE)


def _manifest(container: zipfile.ZipFile, names: set[str]) -> str:
    if "META-INF/manifest.xml" not in names:
        return ""
    return read_member(container, "META-INF/manifest.xml").decode("utf-8", "replace")


def _is_keynote(container: zipfile.ZipFile, names: set[str]) -> bool:
    """Told from Pages and Numbers, which look alike, by its slides."""
    if {"index.apxl", "index.apxl.gz"} & names:
        return True
    if "Index.zip" in names:
        try:
            with zipfile.ZipFile(io.BytesIO(read_member(container, "Index.zip"))) as inner:
                names = {f"Index/{name.removeprefix('Index/')}" for name in inner.namelist()}
        except zipfile.BadZipFile:
            return False
    return any(name.startswith("Index/Slide") for name in names)
