"""Fonts that a deck names and this machine lacks: what stands in for them, and what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from media.limits import PROBE
from media.tools import ToolFailed, ToolMissing, ToolPaths, ToolTimeout, run

#: Drawn to the same widths: lines break where they did. Liberation for Microsoft's three, Carlito
#: for Calibri, Caladea for Cambria (Latin letters only).
SAME_WIDTH = {
    "arial": "Liberation Sans",
    "times new roman": "Liberation Serif",
    "courier new": "Liberation Mono",
    "arial narrow": "Liberation Sans Narrow",
    "calibri": "Carlito",
    "cambria": "Caladea",
}
#: For the others fontconfig would take DejaVu, whose letters are a good tenth wider than those that
#: they replace: text would run out of its boxes. Caladea has no Cyrillic, so Cambria needs two.
NEAR = {
    "Cambria": ("Caladea", "Liberation Serif"),
    "Arial Narrow": ("Liberation Sans Narrow", "PT Sans Narrow"),
    "Tahoma": ("Liberation Sans",),
    "Segoe UI": ("Liberation Sans",),
    "Trebuchet MS": ("PT Sans", "Liberation Sans"),
    "Candara": ("Carlito",),
    "Corbel": ("Carlito",),
    "Georgia": ("PT Serif", "Liberation Serif"),
    "Constantia": ("PT Serif", "Liberation Serif"),
    "Garamond": ("Liberation Serif",),
    "Book Antiqua": ("PT Serif", "Liberation Serif"),
}
MAX_NAMED, MAX_TOLD = 12, 6


def write_config(folder: Path) -> Path:
    """A configuration for fontconfig that prefers ``NEAR``, beside the machine's own."""
    aliases = "\n".join(
        f'<alias binding="same"><family>{name}</family><accept>'
        + "".join(f"<family>{one}</family>" for one in instead)
        + "</accept></alias>"
        for name, instead in NEAR.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f'<fontconfig>\n<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n{aliases}\n'
        "</fontconfig>\n",
        "utf-8",
    )
    return path


def of_fonts(
    named: Sequence[str], drawn: Sequence[str], *, workdir: Path, tools: ToolPaths
) -> tuple[str, ...]:
    """Russian remarks on fonts that ``named`` asks for and this machine lacks.

    ``drawn`` are the names of fonts in the PDF that was made: a stand-in is named only if it is
    really there. Without fontconfig's programs nothing is said.
    """
    try:
        families = {name: _family(name, workdir, tools) for name in named[:MAX_NAMED]}
    except (ToolFailed, ToolMissing, ToolTimeout):
        return ()
    pairs = [
        (name, family if _is_among(family, drawn) else "")
        for name, family in families.items()
        if family.casefold() != name.casefold()
    ][:MAX_TOLD]
    same = [f"{a} — {b}" for a, b in pairs if SAME_WIDTH.get(a.casefold()) == b]
    other = [
        f"{a} — {b}" if b else a for a, b in pairs if SAME_WIDTH.get(a.casefold(), "") != b or not b
    ]
    told = []
    if same:
        told.append(f"Шрифты показаны похожими той же ширины: {', '.join(same)}.")
    if other:
        told.append(
            f"Этих шрифтов нет, показано другими, строки могли сдвинуться: {', '.join(other)}."
        )
    return tuple(told)


def _is_among(family: str, drawn: Sequence[str]) -> bool:
    """Whether a PDF's fonts, named as in «LiberationSans-Bold», have one of this family."""
    squeezed = re.sub(r"\W", "", family).casefold()
    return any(re.sub(r"\W", "", one).casefold().startswith(squeezed) for one in drawn)


#: fontconfig's answers, kept as long as the process lives: a deck names few fonts, and the same.
_families: dict[str, str] = {}


def _family(name: str, workdir: Path, tools: ToolPaths) -> str:
    """The family in which this machine shows ``name``: its own where it is installed."""
    if name not in _families:
        done = run(
            ["fc-match", "-f", "%{family[0]}", _plain(name)],
            workdir=workdir,
            limits=PROBE,
            wall=tools.wall,
            env={"FONTCONFIG_FILE": str(write_config(workdir))},
        )
        _families[name] = done.stdout_tail.strip()
    return _families[name]


def _plain(name: str) -> str:
    """A name as fontconfig reads it: what would be a property or a size is escaped."""
    return re.sub(r"([\\\-:,])", r"\\\1", name)[:100]
