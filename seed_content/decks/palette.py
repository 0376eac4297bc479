"""Colours of a deck: one sheet, one ink, three voices, and each voice's quiet shade."""

from dataclasses import dataclass

from pptx.dml.color import RGBColor


@dataclass(frozen=True)
class Palette:
    """Colours as six hexadecimal digits; ``ink`` on ``sheet`` passes 7 : 1."""

    sheet: str
    ink: str
    quiet: str  # page numbers and captions, 4.5 : 1 on the sheet
    first: str
    first_soft: str
    second: str
    second_soft: str
    third: str
    third_soft: str


def rgb(digits: str) -> RGBColor:
    """Six hexadecimal digits as the library's colour."""
    return RGBColor(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))  # type: ignore[no-untyped-call]


PALETTES = {
    "apricot": Palette(
        "FFF4E0", "22305A", "7A6537", "D9481F", "FBE3C0", "1B8378", "D3EDE6", "E39A1F", "FCE7C2"
    ),
    "rose": Palette(
        "FDF1F1", "4A1D2B", "8A5560", "B3324A", "F6D3D8", "2F6E8E", "D6E8F0", "B5761A", "F8E6C6"
    ),
    "leaf": Palette(
        "F0F7EA", "1E3B24", "567257", "3A8A3E", "CFE8C9", "2776B0", "D2E7F5", "E0951B", "FCE9C3"
    ),
    "sky": Palette(
        "ECF3FC", "1A2B4C", "56698A", "2A67B8", "CFE1F7", "C9482A", "F8DAD1", "D9920F", "FBE8C2"
    ),
    "lilac": Palette(
        "F2EFFB", "2A2250", "6A6192", "644ABD", "DCD4F5", "17877C", "CDEBE7", "D9741A", "FBE0C8"
    ),
}
