"""The slide master: a 16 : 9 sheet with a title, a body, a footer and the slide's number."""

from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from seed_content.decks.palette import Palette, rgb
from seed_content.decks.runs import FONT, write_runs

WIDTH, HEIGHT = 13.333, 7.5  # inches
MARGIN = 0.75

_COVER, _CONTENT = 0, 1


def new_presentation(palette: Palette, footer: str) -> Any:
    """An empty presentation with two layouts: «Обложка» (0) and «Слайд» (1)."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    master = deck.slide_master
    _background(master, palette.sheet)
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    _theme(master, palette)
    for holder in list(master.placeholders):
        _shape_placeholder(holder, palette)
    cover: Any = deck.slide_layouts[_COVER]
    content: Any = deck.slide_layouts[_CONTENT]
    cover.name, content.name = "Обложка", "Слайд"
    layouts: tuple[Any, ...] = (cover, content)
    for layout in layouts:
        for holder in list(layout.placeholders):
            if holder.placeholder_format.idx >= 10:  # date, footer, number: drawn below instead
                holder._element.getparent().remove(holder._element)
    for holder in cover.placeholders:
        if holder.placeholder_format.idx == 0:
            _place(holder, MARGIN, 1.7, 6.3, 2.3, MSO_ANCHOR.BOTTOM)
        else:
            _place(holder, MARGIN, 4.35, 6.0, 1.6, MSO_ANCHOR.TOP)
    for holder in content.placeholders:
        if holder.placeholder_format.idx == 0:
            _place(holder, MARGIN, 0.42, WIDTH - 2 * MARGIN, 0.85, MSO_ANCHOR.MIDDLE)
        else:
            _place(holder, MARGIN, 1.65, 5.6, 4.9, MSO_ANCHOR.MIDDLE)
    _bar(cover, MARGIN + 0.04, 4.14, 1.3, 0.07, palette.first)
    _bar(content, MARGIN + 0.04, 1.3, 0.75, 0.055, palette.first)
    _footer(content, palette, footer)
    return deck


def _background(master: Any, colour: str) -> None:
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(colour)


def _theme(master: Any, palette: Palette) -> None:
    """Put the deck's colours and font into the theme, so that a teacher's own additions match."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    wanted = {
        "dk2": palette.ink,
        "lt2": palette.sheet,
        "accent1": palette.first,
        "accent2": palette.second,
        "accent3": palette.third,
        "accent4": palette.first_soft,
        "accent5": palette.second_soft,
        "accent6": palette.third_soft,
    }
    for name, colour in wanted.items():
        for slot in root.findall(f".//a:clrScheme/a:{name}", space):
            for child in list(slot):
                slot.remove(child)
            slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'))
    for latin in root.findall(".//a:fontScheme//a:latin", space):
        latin.set("typeface", FONT)
    part._blob = serialize_part_xml(root)


def _shape_placeholder(holder: Any, palette: Palette) -> None:
    idx = holder.placeholder_format.idx
    if idx >= 10 or holder.placeholder_format.type in (13, 15, 16):
        holder._element.getparent().remove(holder._element)


def _place(holder: Any, x: float, y: float, w: float, h: float, anchor: Any) -> None:
    holder.left, holder.top = Inches(x), Inches(y)
    holder.width, holder.height = Inches(w), Inches(h)
    holder.text_frame.vertical_anchor = anchor


def _bar(layout: Any, x: float, y: float, w: float, h: float, colour: str) -> None:
    tree = layout.shapes._spTree
    tree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{900 + len(tree)}" name="Черта"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Inches(x)}" y="{Inches(y)}"/>'
            f'<a:ext cx="{Inches(w)}" cy="{Inches(h)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
            '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="ru-RU"/></a:p>'
            "</p:txBody></p:sp>"
        )
    )


def _footer(layout: Any, palette: Palette, text: str) -> None:
    """The subject at the left and the slide's number at the right, small and quiet."""
    tree = layout.shapes._spTree
    number = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    for x, align, inner in (
        (MARGIN, "l", f"<a:r>@<a:t>{text}</a:t></a:r>"),
        (WIDTH - MARGIN - 3.0, "r", f"{number}@<a:t>‹#›</a:t></a:fld>"),
    ):
        style = (
            '<a:rPr lang="ru-RU" sz="1400"><a:solidFill>'
            f'<a:srgbClr val="{palette.quiet}"/></a:solidFill><a:latin typeface="{FONT}"/></a:rPr>'
        )
        tree.append(
            parse_xml(
                f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
                f'<p:cNvPr id="{900 + len(tree)}" name="Подпись"/><p:cNvSpPr txBox="1"/>'
                f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
                f'<a:off x="{Inches(x)}" y="{Inches(6.92)}"/>'
                f'<a:ext cx="{Inches(3.0)}" cy="{Inches(0.35)}"/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
                '<p:txBody><a:bodyPr wrap="square" lIns="36000" rIns="36000" tIns="0" bIns="0"'
                ' anchor="ctr"/><a:lstStyle/>'
                f'<a:p><a:pPr algn="{align}"/>{inner.replace("@", style)}</a:p></p:txBody></p:sp>'
            )
        )


def write_title(frame: Any, text: str, palette: Palette, size: float) -> None:
    """A slide's title: bold, left, in ink."""
    frame.word_wrap = True
    frame.margin_left = Inches(0.04)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.line_spacing = 0.95
    write_runs(paragraph, text, color=palette.ink, size=size, bold=True)


def write_body(frame: Any, lines: list[str], palette: Palette, size: float) -> None:
    """Body paragraphs; a line that begins with ``- `` gets a bullet, ``1. `` keeps its number."""
    frame.word_wrap = True
    frame.margin_left = Inches(0.04)
    for i, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size * 0.45)
        paragraph.space_before = Pt(0)
        paragraph.line_spacing = 1.0
        properties = paragraph._p.get_or_add_pPr()
        colour = f'<a:buClr {nsdecls("a")}><a:srgbClr val="{palette.first}"/></a:buClr>'
        if line.startswith("- "):
            line = line[2:]
            properties.set("marL", str(Inches(0.32)))
            properties.set("indent", str(-Inches(0.32)))
            properties.append(parse_xml(colour))
            properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
            properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))
        elif line[:1].isdigit() and line[1:3] == ". ":
            start = line[0]
            line = line[3:]
            properties.set("marL", str(Inches(0.45)))
            properties.set("indent", str(-Inches(0.45)))
            properties.append(parse_xml(colour))
            properties.append(
                parse_xml(f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{start}"/>')
            )
        else:
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        write_runs(paragraph, line, color=palette.ink, size=size)
