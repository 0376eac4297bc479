"""PDF files of a few kilobytes that ask for much more."""

import zlib
from pathlib import Path


def write_pdf(path: Path, objects: list[bytes]) -> Path:
    """Objects numbered from 1, the first being the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    path.write_bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)
    return path


def stream(head: bytes, content: bytes) -> bytes:
    """A packed stream."""
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)


def one_page(path: Path, resources: bytes, content: bytes, more: list[bytes], box: int) -> Path:
    """A page of ``box`` points with ``content``; ``more`` are objects from number 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<<%s>>>>"
    return write_pdf(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page % (box, box, resources),
            stream(b"", content),
            *more,
        ],
    )


def huge_picture(path: Path, side: int = 30_000) -> Path:
    """A page with a picture of ``side`` × ``side`` points of one bit, packed to a few KB."""
    line = bytes(side // 8)
    packer, packed = zlib.compressobj(9), bytearray()
    for _ in range(side):
        packed += packer.compress(line)
    packed = bytearray(zlib.compress(bytes(packed + packer.flush()), 9))
    head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1" % (side, side)
    head += b"/ColorSpace/DeviceGray/Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(packed)
    picture = head + b"stream\n" + bytes(packed) + b"\nendstream"
    return one_page(path, b"/XObject<</I 5 0 R>>", b"q 500 0 0 500 0 0 cm /I Do Q", [picture], 500)


def huge_page(path: Path) -> Path:
    """A page of 200,000 points, 70 metres."""
    return one_page(path, b"", b"0 0 90000 90000 re f", [], 200_000)


def endless_drawing(path: Path) -> Path:
    """A page of twenty million rectangles, packed to half a megabyte."""
    return one_page(path, b"", b"0 0 10 10 re f " * 20_000_000, [], 300)


def nested_forms(path: Path) -> Path:
    """Forms that draw forms ten times each, ten deep."""
    forms = []
    for depth in range(10):
        inner = b"/F Do " * 10 if depth < 9 else b"0 0 9 9 re f"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]"
        if depth < 9:
            head += b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + depth)
        forms.append(stream(head, inner))
    return one_page(path, b"/XObject<</F 5 0 R>>", b"/F Do", forms, 500)


def many_pages(path: Path, count: int = 20_000) -> Path:
    """``count`` pages in a tree that names the same ones again and again."""
    kids = b"3 0 R " * 100
    tree = b"<</Type/Pages/Parent 2 0 R/Kids[%s]/Count 100>>" % kids
    page = b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>"
    return write_pdf(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"4 0 R " * (count // 100), count),
            page,
            tree,
        ],
    )


def reaching(path: Path, file: Path, address: str) -> Path:
    """A PDF that opens a file and an address by script, action, form, embedded link and font."""
    js = b"app.launchURL('%s'); util.readFileIntoStream('%s')"
    near, far = str(file).encode(), address.encode()
    uri = b"<</S/URI/URI(%s)>>" % far
    launch = b"<</S/Launch/F(%s)/Next<</S/JavaScript/JS(%s)>>>>" % (near, js % (far, near))
    outer = b"<</Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace"
    outer += b"/DeviceRGB/Length 0/F<</FS/URL/F(%s)>>>>stream\n\nendstream" % far
    inner = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0/Ref<</F(%s)/Page 0>>>>" % near
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/AA<</O 5 0 R>>"
    page += b"/Resources<</XObject<</I 7 0 R/R 8 0 R>>>>>>"
    return write_pdf(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/AA<</WC 6 0 R>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(b"", b"/I Do /R Do 0 0 50 50 re f"),
            launch,
            uri,
            outer,
            inner + b"stream\n\nendstream",
        ],
    )
