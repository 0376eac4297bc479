"""The fonts that a deck asks for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lxml import etree

from ingest.parsing.deck_words import A, P

MAX_FONTS = 40


def named_fonts(slides: Any) -> list[str]:
    """Names of fonts in which slides (of python-pptx) write, the most used first.

    A run names its font, or the theme does for its master's titles or text.
    """
    used: Counter[str] = Counter()
    themes: dict[str, tuple[str, str]] = {}
    for slide in slides:
        master = slide.slide_layout.slide_master.part
        key = str(master.partname)
        if key not in themes:
            themes[key] = _theme_fonts(master)
        for run in slide._element.iter(f"{A}r"):
            name = _name_of(run, themes[key])
            if name and (run.findtext(f"{A}t") or "").strip():
                used[name] += 1
    return [name for name, _ in used.most_common(MAX_FONTS)]


def _name_of(run: Any, theme: tuple[str, str]) -> str:
    latin = run.find(f"{A}rPr/{A}latin")
    name = (latin.get("typeface") or "") if latin is not None else ""
    heading, text = theme
    if name.startswith("+mj"):
        return heading
    if name.startswith("+mn") or not name:
        return heading if not name and _in_title(run) else text
    return name.strip()


def _in_title(run: Any) -> bool:
    shape = next(run.iterancestors(f"{P}sp"), None)
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") if shape is not None else None
    return placeholder is not None and placeholder.get("type") in ("title", "ctrTitle")


def _theme_fonts(master: Any) -> tuple[str, str]:
    """The theme's font of headings and that of text, empty where it names none."""
    for relation in master.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            found = (
                root.find(f".//{A}fontScheme/{A}{kind}/{A}latin")
                for kind in ("majorFont", "minorFont")
            )
            heading, text = (
                (one.get("typeface") or "").strip() if one is not None else "" for one in found
            )
            return heading, text
    return "", ""
