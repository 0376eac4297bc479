"""What is not taken, by its first bytes, its parts or its words: each named, with the way out."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.containers import LOCKED_DECK, LOCKED_OFFICE

ARCHIVE = "Это архив. Распакуйте его и загрузите файлы."
GZIPPED_PDF = "Это PDF, сжатый программой gzip. Распакуйте его и загрузите сам PDF."
#: What is itself a text, by its first letters.
TEXT_HEADS = (
    # A line of PostScript before a PDF's own head (Adobe's note 14 to ISO 32000-1) is no drawing.
    (
        rb"%!PS(?!-Adobe-\d\.\d PDF-.{1,1000}%PDF-)",
        "Это рисунок EPS/PostScript. Сохраните его как PDF или PNG.",
    ),
    (rb"\{\\rtf", "Это текстовый документ RTF. Сохраните его как PDF."),
    (rb"d\d+:announce", "Это торрент, а не сам файл. Скачайте по нему файл и загрузите его."),
)
#: The first pattern that matches the head. What opens so is that, whole or not, unless it is a
#: text: words begin with any letters.
HEADS = (
    (rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "Это программа, а не учебный материал."),
    (rb"L\0\0\0\x01\x14\x02\0", "Это ярлык, а не сам файл. Загрузите файл, на который он ведёт."),
    (rb"\xc5\xd0\xd3\xc6", "Это рисунок EPS/PostScript. Сохраните его как PDF или PNG."),
    # [MS-WMF] 2.3.2.3 and 2.3.2.2: with a placeable header and without.
    (
        rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]",
        "Это рисунок WMF. Сохраните его как PNG.",
    ),
    (rb"\x01\0\0\0.{36} EMF", "Это рисунок EMF. Сохраните его как PNG."),
    (rb"\0\0\x01\0[^\0]\0.{3}\0", "Это значок ICO. Сохраните его как PNG."),
    (rb"\0\0\x02\0[^\0]\0.{3}\0", "Это указатель мыши CUR. Сохраните его как PNG."),
    (rb"8BPS", "Это файл Photoshop. Сохраните его как PNG или JPG."),
    (rb"gimp xcf", "Это файл GIMP. Сохраните его как PNG или JPG."),
    (rb"RIFF....(?:CDR|cdr)", "Это рисунок CorelDRAW. Сохраните его как PDF или PNG."),
    (rb"AC10\d\d", "Это чертёж AutoCAD. Сохраните его как PDF."),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "Это картинка JPEG XL. Сохраните её как PNG или JPG."),
    (
        rb"Rar!|7z\xbc\xaf|BZh|\xfd7zXZ|MSCF|\x28\xb5\x2f\xfd|..-lh\d-|.{257}ustar",
        ARCHIVE,
    ),
    (rb"AT&TFORM", "Это книга DjVu. Сохраните её как PDF."),
    (rb"ITSF", "Это справка CHM. Сохраните её страницы как PDF."),
    (rb".{60}BOOKMOBI", "Это электронная книга MOBI. Сохраните её как PDF."),
    (rb"CWS|FWS|ZWS", "Это ролик Flash. Сохраните его как MP4."),
    (rb"\.RMF|\.ra\xfd", "Это запись RealMedia. Сохраните её как MP4 или MP3."),
    (rb"MThd", "Это ноты MIDI, звука в файле нет. Сохраните запись как MP3."),
    (rb"SQLite format 3|\0\x01\0\0Standard ", "Это база данных, а не учебный материал."),
    (rb"OTTO|wOF[F2]|\0\x01\0\0\0[\x04-\x40]", "Это шрифт, а не учебный материал."),
)

#: By the word of ``ingest.parsing.ole``.
OLE = {
    "ooxml-locked": LOCKED_OFFICE,
    "ppt-locked": LOCKED_DECK,
    "doc": "Это документ Word. Сохраните его как PDF.",
    "xls": "Это таблица Excel. Сохраните её как PDF.",
    "visio": "Это схема Visio. Сохраните её как PDF.",
    "pub": "Это публикация Publisher. Сохраните её как PDF.",
    "msg": "Это письмо Outlook. Загрузите вложение отдельным файлом.",
}
OTHER_OLE = "Это не презентация."

FLAT_ODF = (
    "Это «плоский» документ FODP: в нём нельзя проверить ссылки наружу. "
    "Сохраните его как ODP или PPTX."
)
#: What the words of a text begin with or hold, in small letters: the first whose parts are all in.
TEXTS = (
    (("opendocument:xmlns:office", "<office:document"), FLAT_ODF),
    (("<fictionbook",), "Это электронная книга FB2. Сохраните её как PDF."),
    (("mime-version:", "content-type:"), "Это письмо или страница MHT. Сохраните её как PDF."),
    (("[internetshortcut]",), "Это ссылка на страницу, а не сам файл. Загрузите файл с неё."),
    (("<html",), "Это веб-страница. Сохраните её как PDF."),
    (("<!doctype html",), "Это веб-страница. Сохраните её как PDF."),
)
PLAYLIST = "Это список воспроизведения, а не сам фильм."
CAPTIONS = re.compile(r"WEBVTT\b|(?:\d+\s*\n)?\d{1,2}:\d\d:\d\d[.,]\d{1,3}\s+-->")
JUST_CAPTIONS = "Это субтитры. Сначала загрузите сам фильм или звук, а субтитры — на его странице."
JUST_TEXT = "Это текстовый файл."


def by_head(head: bytes) -> str | None:
    """Why a file that opens with ``head`` is not taken; None where that does not tell."""
    heads = TEXT_HEADS if reads_as_text(head) else (*TEXT_HEADS, *HEADS)
    return next((told for form, told in heads if re.match(form, head, re.DOTALL)), None)


def reads_as_text(head: bytes) -> bool:
    """Whether there are but letters in it, in whatever encoding of one byte or of UTF-8."""
    return re.search(rb"[\0-\x08\x0e-\x1f\x7f]", head) is None


def by_text(head: bytes) -> str | None:
    """The same of what reads as text; films and pictures never do."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    low = text[:2000].lower()
    if low.startswith(("#extm3u", "ffconcat")):
        return PLAYLIST
    if CAPTIONS.match(text):
        return JUST_CAPTIONS
    for parts, told in TEXTS:
        if _all_in(parts, low):
            return told
    return JUST_TEXT if reads_as_text(head) else None


def _all_in(parts: Collection[str], text: str) -> bool:
    return all(part in text for part in parts)
