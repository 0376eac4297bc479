"""SmartArt on a slide: its words are found, and it is told where it cannot be shown."""

from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from tests.ingest.stepping import process

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
TYPE = "application/vnd.openxmlformats-officedocument.drawingml.diagram{}+xml"
NAMES = f'xmlns:a="{A}" xmlns:dgm="{DGM}" xmlns:dsp="{DSP}" xmlns:p="{P}" xmlns:r="{R}"'
WORDS = ("Числитель", "Знаменатель", "Дробная черта")


def data_of(drawing: str) -> str:
    """The model: a list of WORDS; ``drawing`` is the relation to the shapes, if there are any."""
    points = "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{word}</a:t></a:r></a:p></dgm:t>'
        "</dgm:pt>"
        for n, word in enumerate(WORDS, start=10)
    )
    links = "".join(
        f'<dgm:cxn modelId="{n + 50}" srcId="1" destId="{n}" srcOrd="{n - 10}" destOrd="0"/>'
        for n in range(10, 10 + len(WORDS))
    )
    more = (
        f'<dgm:extLst><a:ext uri="{DSP}"><dsp:dataModelExt relId="{drawing}" minVer="{DGM}"/>'
        "</a:ext></dgm:extLst>"
    )
    return (
        f'<dgm:dataModel {NAMES}><dgm:ptLst><dgm:pt modelId="1" type="doc"/>{points}</dgm:ptLst>'
        f"<dgm:cxnLst>{links}</dgm:cxnLst><dgm:bg/><dgm:whole/>{more if drawing else ''}"
        "</dgm:dataModel>"
    )


def shapes() -> str:
    """What PowerPoint leaves beside the model: the same, drawn."""
    drawn = "".join(
        f'<dsp:sp modelId="{n}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr>'
        f'<dsp:spPr><a:xfrm><a:off x="{n * 2000000}" y="0"/><a:ext cx="1800000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></dsp:spPr><dsp:txBody><a:bodyPr/>'
        f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p></dsp:txBody></dsp:sp>"
        for n, word in enumerate(WORDS)
    )
    return (
        f'<dsp:drawing {NAMES}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/>'
        f"<dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>{drawn}</dsp:spTree></dsp:drawing>"
    )


def deck(path: Path, *, drawn: bool) -> Path:
    """A deck of one slide with a SmartArt, with its shapes beside it or without."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Строение дроби"

    def add(name: str, relation: str, content_type: str, xml: str) -> str:
        part = Part(
            PackURI(f"/ppt/diagrams/{name}.xml"), content_type, made.part.package, xml.encode()
        )
        return str(slide.part.relate_to(part, relation))

    drawing = (
        add("drawing1", DRAWING, "application/vnd.ms-office.drawingml.diagramDrawing+xml", shapes())
        if drawn
        else ""
    )
    ids = [
        add("data1", f"{R}/diagramData", TYPE.format("Data"), data_of(drawing)),
        *(
            add(f"{name}1", f"{R}/diagram{name}", TYPE.format(kind), f"<dgm:{root} {NAMES}/>")
            for name, kind, root in (
                ("Layout", "Layout", "layoutDef"),
                ("QuickStyle", "Style", "styleDef"),
                ("Colors", "Colors", "colorsDef"),
            )
        ),
    ]
    slide.shapes._spTree.append(
        etree.fromstring(
            f'<p:graphicFrame {NAMES}><p:nvGraphicFramePr><p:cNvPr id="9" name="Схема"/>'
            "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>"
            '<a:off x="800000" y="1800000"/><a:ext cx="7000000" cy="3000000"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{DGM}"><dgm:relIds r:dm="{ids[0]}" r:lo="{ids[1]}" '
            f'r:qs="{ids[2]}" r:cs="{ids[3]}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )
    )
    made.save(str(path))
    return path


@pytest.mark.parametrize("drawn", [True, False])
def test_smart_art_is_found_and_what_is_not_shown_is_told(drawn: bool, tmp_path: Path) -> None:
    done = process(deck(tmp_path / "дробь.pptx", drawn=drawn), tmp_path, only="text".__eq__)
    assert done.fragments[0].text == "\n".join(WORDS)
    told = [one for one in done.results["text"].warnings if "SmartArt" in one]
    assert [one.partition(".")[0] for one in told] == (
        [] if drawn else ["Схема SmartArt не показана: слайд 1"]
    )
