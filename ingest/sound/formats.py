"""What a recording is called by: the formats of sound, by first bytes and by container."""

from __future__ import annotations

import re

#: The first format whose pattern matches. ID3 stands before MP3 and, seldom, before ADTS and FLAC:
#: ffprobe then says which.
HEADS = (
    ("flac", rb"fLaC"),
    ("wav", rb"(?:RIFF|RF64)....WAVE|riff\x2e\x91\xcf\x11"),
    ("aiff", rb"FORM....AIF[FC]"),
    ("amr", rb"#!AMR"),
    ("mp3", rb"ID3[\x02-\x04]"),
    # ISO/IEC 13818-7, 6.2.1: ADTS has the layer bits 00; 11172-3, 2.4.2.3: MPEG audio never.
    # Layer I is left out: nobody has it, and its first bytes are those of a text in UTF-16.
    ("aac", rb"\xff[\xf0\xf1\xf8\xf9]"),
    ("mp3", rb"\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd]"),
)

#: Heads of a film's container that hold nothing but sound: Ogg's first codec, MP4's brand of Apple,
#: ASF's stream properties (4.5.1: a type of sound's and none of a picture's).
SOUND_ALONE = re.compile(
    rb"OggS.{23,64}(?:\x01vorbis|OpusHead|Speex   |\x7fFLAC)(?!.*(?:\x80theora|BBCD|\x01video))"
    rb"|....ftypM4[AB] "
    rb"|\x30\x26\xb2\x75(?=.*\x40\x9e\x69\xf8\x4d\x5b\xcf\x11)(?!.*\xc0\xef\x19\xbc\x4d\x5b\xcf\x11)",
    re.DOTALL,
)

#: ffprobe's word for containers that hold nothing but sound.
DEMUXED = {
    "mp3": "mp3",
    "wav": "wav",
    "w64": "wav",
    "aiff": "aiff",
    "flac": "flac",
    "aac": "aac",
    "amr": "amr",
}

#: A film's container without a picture: how its sound is called.
OF_FILMS = {
    "mp4": "m4a",
    "mov": "m4a",
    "3gp": "m4a",
    "mkv": "mka",
    "webm": "weba",
    "wmv": "wma",
    "ogv": "ogg",
    "mpeg": "mpga",
    "mpegts": "mpga",
    "avi": "sound-avi",
    "flv": "sound-flv",
}

FORMATS = frozenset({*DEMUXED.values(), *OF_FILMS.values()})
"""Every format of the kind ``audio``."""


def by_head(head: bytes) -> str | None:
    """The format of a file that opens with ``head``; None where that tells of no sound.

    Zeros before the first frame are common in old MP3 files.
    """
    rest = head.lstrip(b"\0") or head
    for name, pattern in HEADS:
        for start in (head, rest):
            if re.match(pattern, start, re.DOTALL):
                return name
    return None
