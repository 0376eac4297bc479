"""How long a material is, in a few plain steps: slides of a deck, minutes of a film or a sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.kinds import N_, SHOWN, lasts


@dataclass(frozen=True)
class Step:
    """A step; ``most``: the greatest number of slides, or of seconds, in it; None is any."""

    code: str
    title: str
    most: int | None


SLIDES = (
    Step("slides-10", N_("до 10 слайдов"), 10),
    Step("slides-20", N_("11–20 слайдов"), 20),
    Step("slides-more", N_("больше 20 слайдов"), None),
)
"""Pages of a PDF count as slides: it is shown like them."""

MINUTES = (
    Step("minutes-5", N_("до 5 минут"), 5 * 60),
    Step("minutes-15", N_("5–15 минут"), 15 * 60),
    Step("minutes-45", N_("15–45 минут"), 45 * 60),
    Step("minutes-more", N_("больше 45 минут"), None),
)
"""A clip for a moment of the lesson, for a part of it, for the whole, and more than that."""

TITLES = {step.code: step.title for step in (*SLIDES, *MINUTES)}

ORDER = tuple(TITLES)
"""The steps from short to long."""


def title_of_steps(codes: Sequence[str]) -> str:
    """How neighbouring steps are called together: «до 15 минут», «больше 5 минут»."""
    if len(codes) == 1:
        return TITLES.get(codes[0], codes[0])
    of_slides = codes[0].startswith("slides")
    scale, one, name = (SLIDES, 1, "слайдов") if of_slides else (MINUTES, 60, "минут")
    at = [n for n, step in enumerate(scale) if step.code in codes]
    least = (scale[at[0] - 1].most or 0) // one if at and at[0] else 0
    most = scale[at[-1]].most if at else None
    if most is None:
        return f"больше {least} {name}" if least else "любой длины"
    if not least:
        return f"до {most // one} {name}"
    return f"{least + (one == 1)}–{most // one} {name}"


def length_of(kind: str, pages: int | None, duration_ms: int | None) -> str:
    """The code of the step of a material; empty where there is nothing to measure: pictures."""
    if SHOWN[kind].slides and pages:
        return _step(SLIDES, pages)
    if lasts(kind) and duration_ms:
        return _step(MINUTES, duration_ms // 1000)
    return ""


def _step(steps: tuple[Step, ...], much: int) -> str:
    return next(step.code for step in steps if step.most is None or much <= step.most)
