"""Takes a file through all steps of its processor, as a worker does, each in a fresh folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from ingest.formats import Identified, identify
from ingest.processors import processor_for
from ingest.processors.contract import Context, MadeFragment, StepResult
from media.tools import ToolPaths, scratch


@dataclass
class Processed:
    """What the steps gave: results by step name, renditions by name."""

    identified: Identified
    results: dict[str, StepResult] = field(default_factory=dict)
    made: dict[str, Path] = field(default_factory=dict)
    percents: list[int] = field(default_factory=list)

    @property
    def fragments(self) -> tuple[MadeFragment, ...]:
        """What the last step that read any has read."""
        read = (r.fragments for r in reversed(self.results.values()) if r.fragments is not None)
        return next(read, ())

    def picture(self, name: str) -> Image.Image:
        with Image.open(self.made[name], formats=["WEBP"]) as opened:
            opened.load()
            return opened.copy()


def process(
    path: Path,
    folder: Path,
    *,
    tools: ToolPaths | None = None,
    only: Callable[[str], bool] = lambda step: True,
) -> Processed:
    """Identify ``path`` and run its steps; renditions are kept in ``folder``."""
    tools = tools or ToolPaths(tmp=folder / "tmp")
    identified = identify(path, tools)
    processed = Processed(identified)
    kept = folder / "kept"
    kept.mkdir(parents=True, exist_ok=True)
    for step in processor_for(identified.format).steps:
        if not only(step.name):
            continue
        with scratch(folder / "tmp") as room:
            result = step.run(
                Context(
                    original=path,
                    format=identified.format,
                    title="Проба",
                    room=lambda: room,
                    tools=tools,
                    report=processed.percents.append,
                    made=dict(processed.made),
                    fragments=processed.fragments,
                )
            )
            for rendition in result.renditions:
                assert rendition.path.is_relative_to(room)
                if rendition.mime == "image/webp":
                    with Image.open(rendition.path, formats=["WEBP"]) as opened:
                        assert opened.size == (rendition.width, rendition.height)
                processed.made[rendition.name] = rendition.path.replace(kept / rendition.name)
        processed.results[step.name] = result
    assert not list((folder / "tmp").iterdir())
    return processed
