"""A part of a material: slides «4–9», a stretch of a film, a region of a picture, or the whole.

The outside shapes are those of the attachment call: ``{"slides": "4-9,12"}``,
``{"from": 80, "to": 125}`` in seconds, ``{"region": [x, y, w, h], "slide": n?}`` in 0..1.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from diary.errors import WrongFragment

MOST_RANGES = 40
"""«1,3,5…» of a deck; a longer list is not what a teacher picks by hand."""

RANGES = re.compile(
    r"\s*\d{1,5}\s*(?:[-–—]\s*\d{1,5}\s*)?(?:,\s*\d{1,5}\s*(?:[-–—]\s*\d{1,5}\s*)?)*"
)


class HasPart(Protocol):
    """A row that keeps a part: an attachment."""

    slides: str | None
    from_ms: int | None
    to_ms: int | None
    region: list[Any] | None
    region_slide: int | None


@dataclass(frozen=True)
class Part:
    """A part of a material; without anything it is the whole. Slides count from 1."""

    slides: tuple[int, ...] = ()
    from_ms: int | None = None
    to_ms: int | None = None
    region: tuple[float, float, float, float] | None = None
    region_slide: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it is all of the material."""
        return not self.slides and self.from_ms is None and self.region is None

    @property
    def first_slide(self) -> int:
        """Where the viewer opens; 1 for the whole."""
        return self.slides[0] if self.slides else self.region_slide or 1

    @property
    def first_second(self) -> int:
        """Where the player begins, whole seconds."""
        return (self.from_ms or 0) // 1000

    @property
    def slides_text(self) -> str | None:
        """«4-9,12» as it is kept, None where no slides were picked."""
        return ranges_text(self.slides) if self.slides else None

    @classmethod
    def of(cls, row: HasPart) -> Self:
        """The part that a row keeps."""
        region = tuple(float(one) for one in row.region) if row.region else None
        return cls(
            slides=parse_ranges(row.slides) if row.slides else (),
            from_ms=row.from_ms,
            to_ms=row.to_ms,
            region=region,  # type: ignore[arg-type]
            region_slide=row.region_slide,
        )

    def write(self, row: HasPart) -> None:
        """Put the part down in a row."""
        row.slides = self.slides_text
        row.from_ms, row.to_ms = self.from_ms, self.to_ms
        row.region = list(self.region) if self.region else None
        row.region_slide = self.region_slide

    def as_json(self) -> dict[str, Any] | None:
        """The outside shape; None for the whole."""
        if self.slides:
            return {"slides": ranges_text(self.slides)}
        if self.from_ms is not None and self.to_ms is not None:
            return {"from": _seconds(self.from_ms), "to": _seconds(self.to_ms)}
        if self.region is not None:
            found: dict[str, Any] = {"region": list(self.region)}
            if self.region_slide is not None:
                found["slide"] = self.region_slide
            return found
        return None


def read_part(
    given: Mapping[str, Any] | None, *, kind: str, pages: int | None, duration_ms: int | None
) -> Part:
    """The part that somebody asks for of a material of this kind and size.

    ``pages`` and ``duration_ms`` may be None while the file is still being looked at: then only
    the form is checked. Raises WrongFragment with the way out.
    """
    if not given:
        return Part()
    named = set(given)
    if named == {"slides"}:
        return _slides(given["slides"], kind, pages)
    if named == {"from", "to"}:
        return _stretch(given["from"], given["to"], kind, duration_ms)
    if "region" in named and named <= {"region", "slide"}:
        return _region(given["region"], given.get("slide"), kind, pages)
    raise WrongFragment(
        "Отрывок — это слайды или страницы «4-9», секунды «от» и «до» или часть картинки."
    )


def parse_ranges(text: str, *, most_ranges: int = MOST_RANGES) -> tuple[int, ...]:
    """«4-9,12» as ascending numbers from 1, without doubles. Raises WrongFragment."""
    if not RANGES.fullmatch(text) or text.count(",") >= most_ranges:
        raise WrongFragment(f"«{text[:60]}» не читается. Напишите номера так: 4-9, 12.")
    found: set[int] = set()
    for piece in text.split(","):
        ends = [int(one) for one in re.split(r"[-–—]", piece)]
        first, last = ends[0], ends[-1]
        if first < 1 or last < first:
            raise WrongFragment(
                f"«{piece.strip()}» — не промежуток. Напишите меньшее число первым."
            )
        found.update(range(first, last + 1))
    return tuple(sorted(found))


def ranges_text(numbers: Iterable[int], dash: str = "-") -> str:
    """Numbers as «4-9,12»; two in a row are a range too."""
    ranges: list[list[int]] = []
    for n in sorted(set(numbers)):
        if ranges and ranges[-1][1] == n - 1:
            ranges[-1][1] = n
        else:
            ranges.append([n, n])
    return ",".join(f"{a}" if a == b else f"{a}{dash}{b}" for a, b in ranges)


def _slides(given: Any, kind: str, pages: int | None) -> Part:
    if kind not in ("presentation", "image"):
        raise WrongFragment(
            "Слайды и страницы бывают у презентаций, PDF и картинок. "
            "Для фильма и звука задайте секунды."
        )
    found = parse_ranges(given if isinstance(given, str) else str(given))
    if pages is not None and found[-1] > pages:
        raise WrongFragment(f"В материале всего {pages}, номера {found[-1]} нет.")
    if pages is not None and len(found) == pages:
        return Part()
    return Part(slides=found)


def _stretch(begin: Any, end: Any, kind: str, duration_ms: int | None) -> Part:
    if kind not in ("video", "audio"):
        raise WrongFragment(
            "Секунды бывают только у фильмов и звука. Для остальных — номера слайдов или страниц."
        )
    numbers = all(
        isinstance(one, int | float) and not isinstance(one, bool) for one in (begin, end)
    )
    if not numbers or not 0 <= begin < end <= 10**6:
        raise WrongFragment("Начало отрывка должно быть раньше конца.")
    from_ms, to_ms = round(begin * 1000), round(end * 1000)
    if duration_ms is not None and from_ms >= duration_ms:
        raise WrongFragment("Отрывок начинается позже, чем кончается запись.")
    if duration_ms is not None:
        to_ms = min(to_ms, duration_ms)
    return Part(from_ms=from_ms, to_ms=to_ms)


def _region(given: Any, slide: Any, kind: str, pages: int | None) -> Part:
    if kind not in ("presentation", "image"):
        raise WrongFragment("Часть картинки бывает только у картинок и слайдов.")
    numbers = isinstance(given, list) and len(given) == 4
    if not numbers or not all(
        isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one <= 1
        for one in given
    ):
        raise WrongFragment(
            "Часть картинки — четыре числа от 0 до 1: слева, сверху, ширина, высота."
        )
    x, y, w, h = (float(one) for one in given)
    if w <= 0 or h <= 0 or x + w > 1.0001 or y + h > 1.0001:
        raise WrongFragment("Часть картинки выходит за её край.")
    if slide is not None and (
        isinstance(slide, bool)
        or not isinstance(slide, int)
        or slide < 1
        or (pages is not None and slide > pages)
    ):
        raise WrongFragment(f"Номера {slide} в материале нет.")
    return Part(region=(x, y, w, h), region_slide=slide)


def _seconds(ms: int) -> float | int:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
