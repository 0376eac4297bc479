"""A frame as it is meant to be seen: upright, eight bits, in the web's colours."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

from ingest.parsing import webp
from ingest.parsing.opening import load

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
#: Colour spaces of ICC profiles (ICC.1:2022, 7.2.6) and the modes of pictures that they fit.
SPACES = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L", "Lab ": "LAB"}


def orientation(picture: Image.Image) -> int:
    """EXIF's orientation, 1 to 8. Ask after loading: TIFF and HEIF readers turn by themselves."""
    try:
        return int(picture.getexif().get(0x0112, 1))
    except (OSError, ValueError, TypeError, SyntaxError):
        return 1


def upright(picture: Image.Image, width: int, height: int) -> Image.Image:
    """The current frame in RGB or RGBA, sRGB, turned as EXIF says, within ``width`` × ``height``.

    RGBA only where something shows through. Raises Unreadable.
    """
    profile = picture.info.get("icc_profile")
    load(picture)
    turned = orientation(picture)
    box = (height, width) if turned >= 5 else (width, height)
    # Pillow's own choice for a thumbnail: from a decode at most twice as large, Lanczos takes a
    # quarter more time for nothing that is seen.
    shown = webp.fitted(_eight_bits(picture), *box, Image.Resampling.BICUBIC)
    shown = _in_srgb(shown, profile)
    if shown.mode == "RGBA" and shown.getchannel("A").getextrema() == (255, 255):
        shown = shown.convert("RGB")
    turn = TURNS.get(turned)
    return shown if turn is None else shown.transpose(turn)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """RGB, RGBA, L, LAB or CMYK of any mode that Pillow's readers give."""
    mode = picture.mode
    if mode in ("RGB", "RGBA", "L", "LAB", "CMYK"):
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
    """RGB or RGBA in sRGB. A profile that does not fit its picture is no reason to refuse it."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha is not None else picture
    try:
        converted = _converted(colours, profile)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        converted = None
    if converted is None:
        return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _converted(picture: Image.Image, profile: bytes | None) -> Image.Image | None:
    """``picture`` by its profile; None where it is as good as sRGB without one."""
    if picture.mode == "LAB":
        # No other reader's way leads out of Lab, with a profile or without.
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    elif profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if SPACES.get(source.profile.xcolor_space) != picture.mode:
            return None
        if str(source.profile.profile_description).startswith("sRGB"):
            return None
    else:
        return None
    return ImageCms.profileToProfile(
        picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
