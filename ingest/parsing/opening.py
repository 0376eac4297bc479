"""Opens foreign pictures by a closed list of readers, within bounds, and tells why not."""

from __future__ import annotations

import importlib
import warnings

from PIL import Image, ImageFile, UnidentifiedImageError

from ingest.parsing.errors import DAMAGED, Unreadable

MAX_PIXELS = 100_000_000

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
    "jp2": ["JPEG2000"],
}
#: Where those readers live. Pillow, asked for one that is not loaded, loads all: 25 ms.
MODULES = {
    "jpeg": "JpegImagePlugin",
    "png": "PngImagePlugin",
    "webp": "WebPImagePlugin",
    "gif": "GifImagePlugin",
    "tiff": "TiffImagePlugin",
    "bmp": "BmpImagePlugin",
    "avif": "AvifImagePlugin",
    "jp2": "Jpeg2KImagePlugin",
}
TOO_MANY_PIXELS = (
    f"Картинка больше {MAX_PIXELS // 1_000_000} мегапикселей. Уменьшите её и загрузите снова."
)


def opened(path: str, format: str) -> Image.Image:
    """The picture at ``path``, of which only the header has been read.

    Raises Unreadable for what is damaged or has more than MAX_PIXELS.
    """
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    if format == "heic":
        import pi_heif

        pi_heif.register_heif_opener()
    else:
        importlib.import_module(f"PIL.{MODULES[format]}")
    try:
        picture = _opened(path, format)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise Unreadable(TOO_MANY_PIXELS) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise Unreadable(_reason(problem)) from problem
    bounded(picture)
    return picture


def _opened(path: str, format: str) -> Image.Image:
    try:
        return Image.open(path, formats=READERS[format])
    except UnidentifiedImageError:
        if format != "png":
            raise
    # A wrong checksum of what is no picture (a comment, a date) spoils no pixel (PNG, 5.4). Only
    # what stands before the pixels is read so: those must be whole as ever.
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        return Image.open(path, formats=READERS[format])
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def bounded(picture: Image.Image) -> None:
    """Raises Unreadable for a frame of more than MAX_PIXELS."""
    if picture.width * picture.height > MAX_PIXELS:
        raise Unreadable(TOO_MANY_PIXELS)


def load(picture: Image.Image) -> None:
    """Decode the current frame. Raises Unreadable."""
    try:
        picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise Unreadable(TOO_MANY_PIXELS) from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise Unreadable(_reason(problem)) from problem


def frames(picture: Image.Image) -> int:
    """How many frames or pages there are. Raises Unreadable."""
    try:
        return int(getattr(picture, "n_frames", 1))
    except (OSError, EOFError, ValueError, SyntaxError) as problem:
        raise Unreadable(DAMAGED) from problem


def _reason(problem: Exception) -> str:
    """Pillow's complaint as a reason in Russian."""
    told = str(problem)
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
