"""Pictures by Pillow: is it whole, its served sizes, the pages of a TIFF."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageSequence, UnidentifiedImageError

from ingest.parsing import webp
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.fingerprint import picture_print
from ingest.parsing.progress import percent

MAX_PIXELS = 100_000_000
MAX_FRAMES = 500
WEB_SIDE = 1600
ANIMATION_SIDE = 800
#: Decoded pixels of a whole animation; beyond, only its first picture is served.
ANIMATION_PIXELS = 250_000_000
PAGE_SIDES = (1920, 960, 320)

#: Our format → the readers that may open it. Nothing else is tried: an EPS would reach Ghostscript.
READERS = {
    "jpeg": ["JPEG", "MPO"],
    "png": ["PNG"],
    "webp": ["WEBP"],
    "gif": ["GIF"],
    "tiff": ["TIFF"],
    "bmp": ["BMP"],
    "heic": ["HEIF"],
    "avif": ["AVIF"],
}
#: EXIF 2.32, 4.6.4 A, Orientation: what brings each value upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
TOO_MANY_PIXELS = (
    f"Картинка больше {MAX_PIXELS // 1_000_000} мегапикселей. Уменьшите её и загрузите снова."
)


def sniff_picture(request: dict[str, Any]) -> dict[str, int]:
    """``{"path", "format"}`` → ``{"width", "height", "frames"}``; the first frame is decoded.

    Raises Unreadable for what is damaged, cut off or too large.
    """
    with _opened(request["path"], request["format"]) as picture:
        width, height = picture.size
        frames = _frames(picture)
        if picture.format in ("JPEG", "MPO"):
            picture.draft("RGB", (200, 200))
        _load(picture)
    return {"width": width, "height": height, "frames": frames}


def make_picture(request: dict[str, Any]) -> dict[str, Any]:
    """The served pictures of one file.

    ``{"path", "format", "folder"}`` → ``{"width", "height", "made": [Made], "pages":
    [{"print", "made": [Made]}], "warnings": [text]}``. Sizes are those after turning upright.
    """
    folder = Path(request["folder"])
    notices: list[str] = []
    with _opened(request["path"], request["format"]) as picture:
        width, height = picture.size
        frames = _frames(picture)
        if request["format"] == "jpeg":
            picture.draft("RGB", (2 * WEB_SIDE, 2 * WEB_SIDE))
        upright = _upright(picture, 2 * WEB_SIDE)
        turned = _orientation(picture) >= 5
        made = [
            webp.write_cover(upright, folder),
            webp.write(webp.fitted(upright, WEB_SIDE, WEB_SIDE), folder / "web.webp", method=4),
        ]
        pages: list[dict[str, Any]] = []
        if frames > 1 and request["format"] == "tiff":
            pages = _pages(picture, folder, frames)
        elif frames > 1 and request["format"] in ("gif", "png", "webp"):
            animation = _animation(picture, folder, frames)
            if animation is None:
                notices.append("Анимация слишком длинная, показываем только первый кадр.")
            else:
                made.append(animation)
    if turned:
        width, height = height, width
    return {
        "width": width,
        "height": height,
        "made": made,
        "pages": pages,
        "warnings": notices,
    }


def _opened(path: str, format: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    if format == "heic":
        import pi_heif

        pi_heif.register_heif_opener()
    try:
        picture = Image.open(path, formats=READERS[format])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise Unreadable(TOO_MANY_PIXELS) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise Unreadable(_reason(problem)) from problem
    if picture.width * picture.height > MAX_PIXELS:
        raise Unreadable(TOO_MANY_PIXELS)
    return picture


def _load(picture: Image.Image) -> None:
    try:
        picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise Unreadable(TOO_MANY_PIXELS) from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise Unreadable(_reason(problem)) from problem


def _reason(problem: Exception) -> str:
    """Pillow's complaint as a reason in Russian."""
    told = str(problem)
    if "truncated" in told:
        return (
            "Картинка обрывается: файл загрузился или скопировался не до конца. "
            "Загрузите его ещё раз."
        )
    if "Decompressed data too large" in told or "Too much memory" in told:
        return (
            "В картинке скрыто слишком много посторонних данных, открывать её небезопасно. "
            "Сохраните её заново в графическом редакторе."
        )
    if "decoder" in told and ("error" in told or "not available" in told):
        return (
            "Картинка сжата способом, который мы не умеем читать, или повреждена. "
            "Сохраните её как PNG или JPG."
        )
    return DAMAGED


def _frames(picture: Image.Image) -> int:
    try:
        return int(getattr(picture, "n_frames", 1))
    except (OSError, EOFError, ValueError, SyntaxError) as problem:
        raise Unreadable(DAMAGED) from problem


def _upright(picture: Image.Image, side: int) -> Image.Image:
    """The current frame in RGB or RGBA, sRGB, turned as EXIF says, its sides at most ``side``."""
    profile = picture.info.get("icc_profile")
    _load(picture)
    turn = TURNS.get(_orientation(picture))
    shown = _eight_bits(picture)
    shown = webp.fitted(shown, side, side) if max(shown.size) > side else shown.copy()
    shown = _in_srgb(shown, profile)
    return shown if turn is None else shown.transpose(turn)


def _orientation(picture: Image.Image) -> int:
    """EXIF's orientation, 1 to 8. Asked after loading: TIFF and HEIF readers turn by themselves."""
    try:
        return int(picture.getexif().get(0x0112, 1))
    except (OSError, ValueError, TypeError, SyntaxError):
        return 1


def _eight_bits(picture: Image.Image) -> Image.Image:
    """RGB, RGBA, L or CMYK of any mode that Pillow's readers give."""
    mode = picture.mode
    if mode in ("RGB", "RGBA", "L", "CMYK"):
        if mode in ("RGB", "L") and "transparency" in picture.info:
            return picture.convert("RGBA")
        return picture
    if mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if mode in ("I", "F"):
        low, high = (float(bound) for bound in picture.getextrema()[:2])  # type: ignore[arg-type]
        if mode == "I" and low >= 0 and high <= 65535:
            low, high = 0.0, 65535.0 if high > 255 else 255.0
        scale = 255.0 / (high - low) if high > low else 0.0
        grey = picture.convert("F").point(lambda value: value * scale - low * scale)
        return grey.convert("L")
    if mode in ("LA", "La", "PA", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
        colours = picture.convert("RGB") if alpha is not None else picture
        try:
            converted = ImageCms.profileToProfile(
                colours,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that does not fit its picture is no reason to refuse it
        if converted is not None:
            if alpha is not None:
                converted.putalpha(alpha)
            return converted
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _pages(picture: Image.Image, folder: Path, frames: int) -> list[dict[str, Any]]:
    if frames > MAX_FRAMES:
        raise Unreadable(
            f"В файле {frames} страниц, а принимаем до {MAX_FRAMES}. Разделите его на части."
        )
    pages = []
    for number in range(1, frames + 1):
        try:
            picture.seek(number - 1)
        except (OSError, EOFError, ValueError) as problem:
            raise Unreadable(f"Страница {number} не читается: файл повреждён.") from problem
        if picture.width * picture.height > MAX_PIXELS:
            raise Unreadable(TOO_MANY_PIXELS)
        page = _upright(picture, PAGE_SIDES[0])
        entry: dict[str, Any] = {"print": picture_print(page), "made": []}
        for side in PAGE_SIDES:
            page = webp.fitted(page, side, side)
            entry["made"].append(webp.write(page, folder / f"page-{number:04d}-{side}.webp"))
        pages.append(entry)
        percent(number, frames)
    return pages


def _animation(picture: Image.Image, folder: Path, frames: int) -> webp.Made | None:
    """``anim.webp``; None when the animation is too long to be decoded whole."""
    if frames > MAX_FRAMES or picture.width * picture.height * frames > ANIMATION_PIXELS:
        return None
    shots: list[Image.Image] = []
    durations: list[int] = []
    try:
        for frame in ImageSequence.Iterator(picture):
            durations.append(int(frame.info.get("duration") or 100))
            shots.append(webp.fitted(frame.convert("RGBA"), ANIMATION_SIDE, ANIMATION_SIDE))
    except (OSError, EOFError, ValueError, SyntaxError):
        if len(shots) < 2:
            return None
        durations = durations[: len(shots)]
    for shot in shots:
        shot.info.clear()
    path = folder / "anim.webp"
    shots[0].save(
        path,
        "WEBP",
        save_all=True,
        append_images=shots[1:],
        duration=durations,
        loop=int(picture.info.get("loop", 1) or 0),
        quality=75,
        method=2,
    )
    return {"name": path.name, "width": shots[0].width, "height": shots[0].height}
