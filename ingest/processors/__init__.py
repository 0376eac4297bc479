"""The processors, one a kind. A new kind is a new file and one line in ``PROCESSORS``."""

from __future__ import annotations

from ingest.processors.contract import Processor
from ingest.processors.image import ImageProcessor
from ingest.processors.presentation import PresentationProcessor
from ingest.processors.video import VideoProcessor

PROCESSORS: tuple[Processor, ...] = (
    PresentationProcessor(),
    ImageProcessor(),
    VideoProcessor(),
)


def processor_for(format: str) -> Processor:
    """The processor of a format that ``ingest.formats.identify`` names; LookupError if none."""
    for processor in PROCESSORS:
        if processor.can_process(format):
            return processor
    raise LookupError(f"no processor takes the format {format!r}")
