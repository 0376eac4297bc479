"""What a file is, by its content alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

from core.errors import PartaError
from ingest import foreign
from ingest.containers import Foreign, deck_in_zip
from ingest.cut.seen import breaks_off
from ingest.cut.words import cut_short
from ingest.drawing import is_drawing, unfolded_begin
from ingest.film import look
from ingest.films.bounds import too_large
from ingest.parse import parse
from ingest.parsing import gzipped
from ingest.parsing.errors import SPOILT, TOO_COMPLEX, Unreadable
from ingest.parsing.tiff_pages import MAX_PAGES, too_many_pages
from ingest.sound import formats as sounds
from media.limits import PARSE
from media.tools import ToolFailed, ToolPaths, ToolTimeout, scratch

TAKEN = (
    "Принимаем презентации (PPTX, PPSX, PPTM, PPT, PPS, ODP, PDF, KEY с просмотром), "
    "картинки (JPG, PNG, WebP, GIF, TIFF, BMP, HEIC, AVIF, JP2, SVG), "
    "фильмы (MP4, MOV, AVI, MKV, WebM, WMV, FLV, MPG, TS, 3GP, OGV) "
    "и звук (MP3, M4A, WAV, FLAC, AAC, OGG, WMA, AMR)."
)
EMPTY = "Файл пустой: в нём нет ни одного байта. Проверьте его и загрузите ещё раз."
NO_PICTURE = (
    "Картинка фильма закодирована так, что прочитать её нечем. Сохраните фильм как MP4 (H.264)."
)
UNREAD_FILM = (
    "Фильм не читается: файл повреждён. Проверьте, что он открывается у вас, "
    "сохраните его заново, лучше всего как MP4 (H.264), и загрузите снова."
)
UNREAD_SOUND = (
    "Запись не читается: файл повреждён. Проверьте, что она звучит у вас, "
    "сохраните её заново, лучше всего как MP3, и загрузите снова."
)
NOTHING_TO_PLAY = (
    "В файле нет ни картинки, ни звука, которые можно прочитать. Сохраните фильм как MP4 (H.264), "
    "запись как MP3 и загрузите снова."
)
CAPTIONS_INSIDE = (
    "В этом файле только субтитры, без картинки и звука. Загрузите сам фильм, "
    "а субтитры — на его странице."
)
WAY_IN = re.compile(r"[Сс]охраните|загрузите сам")
HEAD_BYTES = 4096

#: The first format whose pattern matches the head. Anything that opens with these is that, whole
#: or not.
PICTURES = (
    ("jpeg", rb"\xff\xd8\xff"),
    ("png", rb"\x89PNG\r\n\x1a\n"),
    ("gif", rb"GIF8[79]a"),
    ("webp", rb"RIFF....WEBP"),
    ("tiff", rb"II[\x2a\x2b]\x00|MM\x00[\x2a\x2b]"),
    ("bmp", rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"),
    ("heic", rb"....ftyp(?:heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|msf1)"),
    ("avif", rb"....ftyp(?:avif|avis)"),
    # ISO/IEC 15444-1: the signature box (I.5.1), or a bare codestream's SOC and SIZ (A.4).
    ("jp2", rb"\x00\x00\x00\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: EBML, RFC 8794: the DocType element and its length before the value.
WEBM = re.compile(rb"\x42\x82[\x80-\x8f\x40].{0,8}?webm", re.DOTALL)


class Refused(PartaError):
    """The file is not taken; ``reason`` (also ``message``) is Russian and names the cause."""

    code = "refused"
    status = 422

    @property
    def reason(self) -> str:
        """Why, in Russian."""
        return self.message


#: What a drawing may take to be looked at: a web request waits for it.
GLIMPSE = replace(PARSE, wall_seconds=15)


@dataclass(frozen=True, slots=True)
class Identified:
    """``kind``: presentation, image, video or audio; ``format``: what the content says."""

    kind: str
    format: str


def identify(path: Path, tools: ToolPaths) -> Identified:
    """The kind and format of the file at ``path``, whose name is not looked at.

    Raises Refused; media.tools.ToolMissing or ToolTimeout where a film cannot be looked at.
    """
    if not path.is_file():
        raise Refused("Это не обычный файл.")
    if path.stat().st_size == 0:
        raise Refused(EMPTY)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    with scratch(tools.tmp or Path(gettempdir())) as workdir:
        try:
            return _by_content(path, head, workdir, tools)
        except Unreadable as refusal:
            told = refusal.message
            kind = "image" if _picture(head) else "presentation"
            raise Refused(_cut_or(told, path, kind) if told in SPOILT else told) from refusal


def _by_content(path: Path, head: bytes, workdir: Path, tools: ToolPaths) -> Identified:
    picture = _picture(head)
    if picture is not None:
        asked = {"path": str(path), "format": picture}
        parse("sniff_picture", asked, workdir=workdir, tools=tools, inputs=[path])
        if picture == "tiff" and too_many_pages(path):
            raise Refused(
                f"В файле больше {MAX_PAGES} страниц, а принимаем до {MAX_PAGES}. "
                "Разделите его на части."
            )
        return Identified("image", picture)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(path)
    if head.startswith(OLE):
        return _in_ole(path, workdir, tools)
    if head.startswith(gzipped.HEAD):
        return _in_gzip(path, workdir, tools)
    foreign_file = foreign.by_head(head)
    if foreign_file is not None:
        raise Refused(_told(foreign_file))
    if _is_pdf(head):
        parse("sniff_pdf", {"path": str(path)}, workdir=workdir, tools=tools, inputs=[path])
        return Identified("presentation", "pdf")
    if is_drawing(path):
        return _drawing(path, workdir, tools)
    heard = sounds.by_head(head) is not None and not foreign.reads_as_text(head)
    text = None if heard else foreign.by_text(head)
    if text is not None:
        raise Refused(_told(text))
    return _film(path, head, workdir, tools)


def _picture(head: bytes) -> str | None:
    """The format of a picture by its first bytes; of letters alone is none."""
    if foreign.reads_as_text(head):
        return None
    return next((name for name, form in PICTURES if re.match(form, head, re.DOTALL)), None)


def _is_pdf(head: bytes) -> bool:
    """ISO 32000-1, implementation note 13: the head may stand within the first 1024 bytes."""
    at = head.find(b"%PDF-", 0, 1024)
    # A text may be about PDF.
    return at == 0 or (at > 0 and (b" obj" in head or not foreign.reads_as_text(head)))


def _cut_or(told: str, path: Path, kind: str) -> str:
    """``told``, or that the file of ``kind`` breaks off, where that is seen."""
    return cut_short(kind) if breaks_off(path) else told


def _in_gzip(path: Path, workdir: Path, tools: ToolPaths) -> Identified:
    """A drawing, which is often kept so; nothing else is taken."""
    if is_drawing(path):
        return _drawing(path, workdir, tools)
    pdf = unfolded_begin(path).startswith(b"%PDF-")
    raise Refused(_told(foreign.GZIPPED_PDF if pdf else foreign.ARCHIVE))


def _drawing(path: Path, workdir: Path, tools: ToolPaths) -> Identified:
    """An SVG, drawn small while its sender waits."""
    asked = {"path": str(path)}
    try:
        parse("sniff_svg", asked, workdir=workdir, tools=tools, inputs=[path], limits=GLIMPSE)
    except ToolTimeout as slow:
        raise Refused(TOO_COMPLEX) from slow
    return Identified("image", "svg")


def _in_zip(path: Path) -> Identified:
    try:
        return Identified("presentation", deck_in_zip(path))
    except Foreign as other:
        raise Refused(_told(other.message)) from other


def _told(reason: str) -> str:
    """The reason; what is taken is listed where the reason itself shows no way in."""
    return reason if WAY_IN.search(reason) else f"{reason} {TAKEN}"


def _in_ole(path: Path, workdir: Path, tools: ToolPaths) -> Identified:
    found = parse("sniff_ole", {"path": str(path)}, workdir=workdir, tools=tools, inputs=[path])
    if found["found"] == "ppt":
        return Identified("presentation", "ppt")
    raise Refused(_told(foreign.OLE.get(found["found"], foreign.OTHER_OLE)))


def _film(path: Path, head: bytes, workdir: Path, tools: ToolPaths) -> Identified:
    """A film, or a recording: a film's container in which nothing is to be seen."""
    name, heard = _container(head), sounds.by_head(head)
    try:
        film = look(path, workdir=workdir, tools=tools)
    except ToolFailed as failure:
        if name is None and heard is None:
            raise Refused(f"Такой файл мы не узнали. {TAKEN}") from failure
        alone = name is None or sounds.SOUND_ALONE.match(head)
        told, kind = (UNREAD_SOUND, "audio") if alone else (UNREAD_FILM, "video")
        raise Refused(_cut_or(told, path, kind)) from failure
    if film.picture is None:
        if film.unread_picture:
            raise Refused(NO_PICTURE)
        if film.sound is None:
            told = CAPTIONS_INSIDE if film.words else _cut_or(NOTHING_TO_PLAY, path, "video")
            raise Refused(told)
        return Identified("audio", _recording(film.container, name, heard))
    if film.packets == 0:
        raise Refused("В фильме нет ни одного кадра: есть только заголовок. Сохраните его заново.")
    if (why := too_large(film.picture)) is not None:
        raise Refused(why)
    name = name or DEMUXED.get(film.container)
    if name is None:
        raise Refused(f"Такой файл мы не узнали. {TAKEN}")
    return Identified("video", name)


def _recording(container: str, name: str | None, heard: str | None) -> str:
    """The format of a recording. What ffprobe takes for sound, yet does not begin so, is none."""
    told = sounds.DEMUXED.get(container)
    if told is not None and heard is not None:
        return told
    film = name or DEMUXED.get(container)
    if told is not None or film is None:
        raise Refused(f"Такой файл мы не узнали. {TAKEN}")
    return sounds.OF_FILMS[film]


#: ffprobe's word for containers without a telling first byte.
DEMUXED = {
    "mov,mp4,m4a,3gp,3g2,mj2": "mov",
    "matroska,webm": "mkv",
    "avi": "avi",
    "flv": "flv",
    "asf": "wmv",
    "mpeg": "mpeg",
    "mpegvideo": "mpeg",
    "mpegts": "mpegts",
    "ogg": "ogv",
}


def _container(head: bytes) -> str | None:
    """The film's container by its first bytes, None where they do not tell."""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand == b"qt  ":
            return "mov"
        return "3gp" if brand.startswith((b"3gp", b"3g2", b"3gg", b"3ge")) else "mp4"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if WEBM.search(head[:256]) else "mkv"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    if head.startswith(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"):
        return "wmv"
    if head.startswith(b"FLV\x01"):
        return "flv"
    if head.startswith(b"OggS"):
        return "ogv"
    if head.startswith((b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3")):
        return "mpeg"
    if head[:1] == b"\x47" and head[188:189] in (b"\x47", b""):
        return "mpegts"
    if head[4:5] == b"\x47" and head[196:197] == b"\x47":
        return "mpegts"
    return None
