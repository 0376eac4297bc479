"""What a zip container holds: the format of a deck by its content, or why it is none."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from ingest.parsing.errors import Unreadable
from ingest.zips import checked, read_member

LOCKED_DECK = (
    "Презентация закрыта паролем. Откройте её в PowerPoint, выберите «Файл» → «Сведения» → "
    "«Защита презентации» → «Зашифровать с использованием пароля», сотрите пароль, сохраните "
    "и загрузите снова."
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
ODF = "application/vnd.oasis.opendocument."
ODF_DECKS = {f"{ODF}presentation": "odp", f"{ODF}presentation-template": "otp"}
ARCHIVE = "Это архив. Распакуйте его и загрузите файлы по отдельности."
#: What the package's own word for its content tells: a mimetype, or a list of content types.
OTHER_TYPES = (
    (r"(?s).*(?:wordprocessingml|ms-word)", "Это документ Word. Сохраните его как PDF."),
    (r"(?s).*(?:spreadsheetml|ms-excel)", "Это таблица Excel. Сохраните её как PDF."),
    (r"(?s).*ms-visio", "Это схема Visio. Сохраните её как PDF."),
    (r"(?s).*package\.xps-", "Это документ XPS. Сохраните его как PDF."),
    (rf"{ODF}text", "Это текстовый документ LibreOffice. Сохраните его как PDF."),
    (rf"{ODF}spreadsheet", "Это таблица LibreOffice. Сохраните её как PDF."),
    (rf"{ODF}graphics", "Это рисунок LibreOffice Draw. Сохраните его как PDF или PNG."),
    (ODF, "Это документ LibreOffice, но не презентация. Сохраните его как PDF."),
    (r"application/epub", "Это электронная книга EPUB. Сохраните её как PDF."),
    (r"application/x-krita|image/openraster", "Это файл рисунка. Сохраните его как PNG."),
)
#: What a member tells where the package has no word for itself.
OTHER_MEMBERS = (
    ("AndroidManifest.xml", "Это программа для телефона, а не учебный материал."),
    ("flipchart.xml", "Это флипчарт ActivInspire. Сохраните его как PDF."),
    ("page0.svg", "Это урок SMART Notebook. Сохраните его как PDF или PowerPoint."),
)
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
        if _is_keynote(container, names):
            if preview_of(names) is None:
                raise Unreadable(NO_PREVIEW)
            return "key"
        raise Foreign(next((why for name, why in OTHER_MEMBERS if name in names), ARCHIVE))


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
    raise Foreign(next((why for form, why in OTHER_TYPES if re.match(form, told)), ARCHIVE))


def _in_ooxml(container: zipfile.ZipFile) -> str:
    types = read_member(container, "[Content_Types].xml").decode("utf-8", "replace")
    for name, main_type in MAIN_TYPES.items():
        if re.search(main_type, types, re.IGNORECASE):
            return name
    raise Foreign(next((why for form, why in OTHER_TYPES if re.search(form, types)), ARCHIVE))


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
