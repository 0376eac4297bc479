"""What a zip holds that is not taken, by its own word or its members, with the way out."""

from __future__ import annotations

import re
from collections.abc import Collection

ARCHIVE = "Это архив. Распакуйте его и загрузите файлы по отдельности."
WORD = "Это документ Word. Сохраните его как PDF."
EXCEL = "Это таблица Excel. Сохраните её как PDF."
EPUB = "Это электронная книга EPUB. Сохраните её как PDF."

ODF = "application/vnd.oasis.opendocument."
PICTURE = "Это файл рисунка. Сохраните его как PNG."

#: The mimetype of a package opens with one of these.
MIMETYPES = (
    (f"{ODF}text", "Это текстовый документ LibreOffice. Сохраните его как PDF."),
    (f"{ODF}spreadsheet", "Это таблица LibreOffice. Сохраните её как PDF."),
    (f"{ODF}graphics", "Это рисунок LibreOffice Draw. Сохраните его как PDF или PNG."),
    (ODF, "Это документ LibreOffice, но не презентация. Сохраните его как PDF."),
    ("application/epub", EPUB),
    ("application/x-krita", PICTURE),
    ("image/openraster", PICTURE),
)
#: Somewhere in the list of content types of OOXML stands that of the main part; what is embedded in
#: the package has another one, without ``main``.
MAIN_TYPES = (
    (r"wordprocessingml\.\w+\.main|ms-word\.[\w.]+\.main", WORD),
    (r"spreadsheetml\.\w+\.main|ms-excel\.[\w.]+\.main", EXCEL),
    (r"ms-visio\.\w+\.main", "Это схема Visio. Сохраните её как PDF."),
    (r"package\.xps-", "Это документ XPS. Сохраните его как PDF."),
)
IWORK = (
    "Это документ Pages или Numbers. Сохраните его как PDF: «Файл» → «Экспортировать в» → «PDF»."
)
#: Where a package has no word for itself: a member whose whole name is this tells.
MEMBERS = (
    (r"AndroidManifest\.xml|META-INF/MANIFEST\.MF", "Это программа, а не учебный материал."),
    (r"flipchart\.xml", "Это флипчарт ActivInspire. Сохраните его как PDF."),
    (r"page\d+\.svg", "Это урок SMART Notebook. Сохраните его как PDF или PowerPoint."),
    (
        r"geogebra(?:_macro)?\.xml",
        "Это чертёж GeoGebra. Сохраните его как PNG или PDF: у нас он не двигается.",
    ),
    (
        r"project\.json",
        (
            "Это проект Scratch, у нас он не запускается. Снимите его работу на видео "
            "или сохраните снимок экрана и загрузите их."
        ),
    ),
    (
        r"h5p\.json",
        (
            "Это упражнение H5P, у нас оно не запускается. Сохраните его страницу как PDF "
            "или загрузите фильмы и картинки из него отдельно."
        ),
    ),
    (
        r"imsmanifest\.xml",
        (
            "Это электронный курс (SCORM), у нас он не запускается. Загрузите презентации, фильмы "
            "и картинки из него отдельно."
        ),
    ),
    (r"META-INF/container\.xml", EPUB),
    (r"Index/Document\.iwa|Index\.zip|buildVersionHistory\.plist", IWORK),
)


def by_mimetype(told: str) -> str | None:
    """What a package whose ``mimetype`` says ``told`` is, unless a deck; None for the unknown."""
    return next((why for begin, why in MIMETYPES if told.startswith(begin)), None)


def by_types(types: str) -> str | None:
    """The same by the list of an OOXML package's content types."""
    return next((why for form, why in MAIN_TYPES if re.search(form, types, re.IGNORECASE)), None)


def by_members(names: Collection[str]) -> str:
    """The same by what lies in it; an archive, where that does not tell."""
    for form, why in MEMBERS:
        if any(re.fullmatch(form, name) for name in names):
            return why
    return ARCHIVE
