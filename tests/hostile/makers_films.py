"""Playlists, scripts and films that name other files."""

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.ingest import makers


def lists(folder: Path, film: Path, web: Sequence[str]) -> list[Path]:
    """Texts that a player takes for a film, each under a film's name."""
    addresses = (film.as_uri(), str(film), f"../{film.parent.name}/{film.name}", *web)
    segments = "".join(f"#EXTINF:10,\n{address}\n" for address in addresses)
    parts = "".join(f"file '{address}'\n" for address in addresses)
    texts = {
        "hls.mp4": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n{segments}#EXT-X-ENDLIST\n",
        "hls.ts": f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n{segments}#EXT-X-ENDLIST\n",
        "key.mp4": f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{web[0]}"\n{segments}#EXT-X-ENDLIST\n',
        "map.mp4": f'#EXTM3U\n#EXT-X-MAP:URI="{film.as_uri()}"\n{segments}#EXT-X-ENDLIST\n',
        "concat.avi": f"ffconcat version 1.0\n{parts}",
        "concat.mov": parts,
        "dash.webm": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>'
        f"<BaseURL>{film.as_uri()}</BaseURL></Period></MPD>",
        "pls.mkv": f"[playlist]\nNumberOfEntries=1\nFile1={web[0]}\n",
        "asx.wmv": f'<asx version="3.0"><entry><ref href="{web[0]}"/></entry></asx>',
        "sdp.mpg": "v=0\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
        "smil.flv": f'<smil><body><video src="{web[0]}"/></body></smil>',
        "url.3gp": f"[InternetShortcut]\r\nURL={web[0]}\r\n",
    }
    made = []
    for name, text in texts.items():
        for kind, prefix in (("", b""), ("bom-", b"\xef\xbb\xbf"), ("zero-", b"\0\0\0\0")):
            path = folder / f"{kind}{name}"
            path.write_bytes(prefix + text.encode())
            made.append(path)
    return made


def mov_with_far_data(folder: Path, film: Path) -> Path:
    """A MOV whose data are said to lie in another file: an alias with an absolute path.

    QuickTime File Format, «Data reference atoms»; what ffmpeg's demuxer reads of an alias.
    """
    source = folder / "near.mov"
    makers.film(source, ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], sound=False)
    path = str(film).encode()
    alias = bytes(10) + b"\x05store" + bytes(22) + bytes(12)
    name = film.name.encode()[:63]
    alias += bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">HH", 1, 5)
    alias += bytes(16)
    alias += struct.pack(">HH", 2, len(path)) + path + b"\0" * (len(path) % 2)
    alias += struct.pack(">Hh", 0xFFFF, 0)
    entry = b"alis" + bytes(4) + alias.ljust(160, b"\0")
    dref = bytes(4) + struct.pack(">I", 1) + struct.pack(">I", len(entry) + 4) + entry
    target = folder / "far.mov"
    target.write_bytes(_replaced(source.read_bytes(), b"dref", dref))
    return target


def _replaced(content: bytes, kind: bytes, body: bytes) -> bytes:
    """The boxes of ``content`` with the bodies of all of one ``kind`` replaced."""
    out, at = bytearray(), 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        size = size or len(content) - at
        inner = content[at + 8 : at + size]
        if name == kind:
            inner = body
        elif name in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
            inner = _replaced(inner, kind, body)
        out += struct.pack(">I4s", len(inner) + 8, name) + inner
        at += size
    return bytes(out)


def told_in_tags(folder: Path, film: Path, web: Sequence[str]) -> Path:
    """A film with addresses in its tags, its subtitles and its attachment."""
    words = folder / "words.srt"
    words.write_text(
        f'1\n00:00:00,000 --> 00:00:01,000\n<img src="{web[0]}"/><font face="{film}">я</font>\n',
        "utf-8",
    )
    attached = folder / "attached.txt"
    attached.write_text(f"file '{film}'\n", "utf-8")
    picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1", "-i", str(words)]
    tags = ["-metadata", f"comment=file:{film}", "-metadata", f"title=concat:{film}|{web[0]}"]
    attach = ["-attach", str(attached), "-metadata:s:t", "mimetype=text/plain"]
    path = folder / "tagged.mkv"
    makers.ffmpeg(*picture, *tags, "-c:v", "libx264", "-c:s", "ass", *attach, str(path))
    return path
