"""The processors, one a kind. A new kind is a new file and one line in ``PROCESSORS``.

They are loaded when they are first asked for: what they are made of imports the contract, which
lies in this package.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.processors.contract import Processor

    PROCESSORS: tuple[Processor, ...]


def processor_for(format: str) -> Processor:
    """The processor of a format that ``ingest.formats.identify`` names; LookupError if none."""
    for processor in _every():
        if processor.can_process(format):
            return processor
    raise LookupError(f"no processor takes the format {format!r}")


@cache
def _every() -> tuple[Processor, ...]:
    from ingest.processors.audio import AudioProcessor
    from ingest.processors.image import ImageProcessor
    from ingest.processors.presentation import PresentationProcessor
    from ingest.processors.video import VideoProcessor

    return (PresentationProcessor(), ImageProcessor(), VideoProcessor(), AudioProcessor())


def __getattr__(name: str) -> tuple[Processor, ...]:
    if name == "PROCESSORS":
        return _every()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
