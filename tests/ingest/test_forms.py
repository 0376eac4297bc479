"""Decks with fields and buttons to be filled in."""

from pathlib import Path

from lxml import etree

from ingest.parsing.odf_forms import cut_forms
from tests.hostile.makers_decks import _before
from tests.ingest import makers
from tests.ingest.stepping import process

KIND = "ooo:com.sun.star.form.component"
FORMS = (
    '<office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0">'
    f'<form:form form:name="f" form:control-implementation="{KIND}.Form">'
    '<form:button xml:id="c1" form:id="c1" form:image-data="../bait.png" '
    f'form:control-implementation="{KIND}.CommandButton"/></form:form></office:forms>'
    '<draw:control draw:control="c1" svg:width="5cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"/>'
)


def _with_forms(folder: Path) -> Path:
    deck = makers.make("odp", folder / "plain")
    changes = {"content.xml": _before("</draw:page>", FORMS)}
    return makers.rewrite(deck, folder / "forms.odp", changes)


def test_the_forms_are_taken_out_and_the_rest_is_drawn(tmp_path: Path) -> None:
    done = process(_with_forms(tmp_path), tmp_path, only=lambda step: step == "text")
    assert "cover.webp" in done.made
    slides = done.results["text"].fragments or ()
    said = " ".join(f"{slide.heading} {slide.text}" for slide in slides)
    assert all(word in said for word in makers.WORDS)


def test_a_deck_without_forms_stays() -> None:
    root = etree.fromstring(b"<a xmlns:x='urn:x'>1<x:control/>2<b/>3</a>")
    before = etree.tostring(root)
    assert cut_forms(root) == 0
    assert etree.tostring(root) == before


def test_words_around_a_form_stay() -> None:
    ns = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    root = etree.fromstring(f"<a xmlns:d='{ns}'>1<d:control/>2<b/>3<d:control/>4</a>")
    assert cut_forms(root) == 2
    assert "".join(root.itertext()) == "1234"
