"""Cue text as people send it, brought to words with ``<b>`` and ``<i>`` at most."""

from __future__ import annotations

import html
import re

from ingest.captions.entities import unescaped

#: What is a tag and not «a < b и c > d»: names of SubRip's and WebVTT's own (WebVTT 4.2.2), with
#: classes or attributes; a time within a cue; and ASS' braces. No two parts that follow one another
#: may share a letter without bound: the time that a mismatch takes would grow with its square.
_MARK = re.compile(
    r"<(?P<close>/?)(?P<name>b|i)(?:\.[^<>\s]*)?>"
    r"|<v(?:\.[^<>\s]*)?\s+(?P<voice>[^<>\s][^<>]{0,200})>"
    r"|</?(?:u|s|c|v|lang|ruby|rt|font|span|br|p|strike|em|strong)(?:[.\s][^<>]*)?/?>"
    r"|<\d+:[\d:.]+>"
    r"|\{\\[^{}]*\}",
    re.IGNORECASE,
)
#: Controls and directions: nothing that a reader sees, and a way to make a line read otherwise.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def cleaned(text: str) -> str:
    """``text`` as the text of a WebVTT cue; empty where no words are left.

    Voices become «Имя: », lines stay lines, everything else of markup goes.
    """
    found: list[str] = []
    open_tags: list[str] = []
    at = 0
    for mark in _MARK.finditer(text):
        found.append(_escaped(text[at : mark.start()]))
        at = mark.end()
        if mark["voice"]:
            found.append(_escaped(f"{mark['voice'].strip()}: "))
        elif mark["name"]:
            found.append(_tag(mark["name"].lower(), bool(mark["close"]), open_tags))
    found.append(_escaped(text[at:]))
    found += [f"</{name}>" for name in reversed(open_tags)]
    whole = re.sub(r"<([bi])>(\s*)</\1>", r"\2", "".join(found))
    lines = (" ".join(line.split()) for line in whole.split("\n"))
    kept = "\n".join(line for line in lines if line)
    return kept if re.sub(r"</?[bi]>", "", kept).strip() else ""


def _tag(name: str, closes: bool, open_tags: list[str]) -> str:
    """The tag as it may stand: none twice, none closed that is not the innermost."""
    if not closes and name not in open_tags:
        open_tags.append(name)
        return f"<{name}>"
    if closes and open_tags and open_tags[-1] == name:
        open_tags.pop()
        return f"</{name}>"
    return ""


def _escaped(text: str) -> str:
    return html.escape(_UNSEEN.sub("", unescaped(text)), quote=False)
