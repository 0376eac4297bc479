"""What the viewer shows otherwise than the author's program does, said in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import Any

from ingest.decks.source import Pictures, Source, Words
from ingest.parsing.deck_bounds import MAX_PICTURES, UNPACKED

NO_PICTURES = (
    "Часть рисунков не показана: в презентации есть только ссылки на них. "
    "Вставьте сами рисунки и загрузите её снова."
)
SMALLER = (
    "Сожмите их (в PowerPoint: «Формат рисунка», «Сжать рисунки») "
    "или разделите презентацию на части и загрузите снова."
)
#: So many slides in a row, up to the last, are no chance.
RUN = 3
NO_MACROS = "В презентации есть макросы. При показе они не работают."


def of_deck(source: Source, words: Words) -> tuple[str, ...]:
    """Of macros, animations, and pictures and films that the deck only links to."""
    told = []
    if source.macros:
        told.append(NO_MACROS)
    if source.linked:
        told.append(NO_PICTURES)
    moving = [n for n, slide in enumerate(words.slides, start=1) if slide["moves"]]
    if moving:
        told.append(f"Анимация показана одним кадром: {slides_named(moving)}.")
    linked = [medium["slide"] for medium in source.media if not medium["member"]]
    if linked:
        told.append(
            f"Фильм или звук не вложен в файл, есть только ссылка на него: {slides_named(linked)}."
        )
    return tuple(told)


def of_pages(slides: Sequence[dict[str, Any]], pages: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Slides that came out empty though they say something, or without their SmartArt."""
    told = []
    pairs = list(enumerate(zip(slides, pages, strict=True), start=1))
    lost = [
        n for n, (slide, page) in pairs if page["blank"] and (slide["heading"] or slide["text"])
    ]
    if lost:
        told.append(f"Текст есть, а на картинке пусто: {slides_named(lost)}. Сверьте с файлом.")
    gone = [n for n, (slide, page) in pairs if not page["blank"] and _is_gone(slide, page["text"])]
    if gone:
        told.append(
            f"Схема SmartArt не показана: {slides_named(gone)}. "
            "Сохраните презентацию в PowerPoint как PDF и загрузите PDF."
        )
    return tuple(told)


def of_what_ran_out(
    pictures: Pictures | None, slides: Sequence[dict[str, Any]], pages: Sequence[dict[str, Any]]
) -> str | None:
    """Why the deck is not shown whole, where LibreOffice had no memory for it up to its end.

    It says nothing of that itself: all slides that have something are empty from one on.
    """
    if pictures is None:
        return None
    full = [
        (n, page["blank"])
        for n, (slide, page) in enumerate(zip(slides, pages, strict=True), start=1)
        if slide["heading"] or slide["text"] or n in pictures.slides
    ]
    lost = [n for n, _ in takewhile(lambda pair: pair[1], reversed(full))]
    if len(lost) < RUN:
        return None
    named = slides_named(lost)
    return f"{too_many(pictures)} Показать не удалось {named}. {SMALLER}"


def of_too_many(pictures: Pictures | None) -> str | None:
    """The same where LibreOffice gave nothing at all, and the deck is large enough for that."""
    if pictures is None or pictures.pixels * UNPACKED <= MAX_PICTURES:
        return None
    return f"{too_many(pictures)} {SMALLER}"


def too_many(pictures: Pictures) -> str:
    """How large a heavy deck's pictures are all together."""
    millions = f"{pictures.pixels // 1_000_000:,}".replace(",", "\u00a0")
    return f"В презентации слишком много больших картинок: {pictures.count}, вместе {millions} Мп."


def _is_gone(slide: dict[str, Any], shown: str) -> bool:
    """Whether nothing of what the slide's SmartArt says stands on its page.

    LibreOffice draws it from the drawing that PowerPoint leaves beside it, since 2010; programs
    that make decks often leave none.
    """
    page = "".join(shown.split()).casefold()
    said = ["".join(words.split()).casefold() for words in slide["smart_art"]]
    return bool(said) and not any(words in page for words in said)


def of_keynote(slides: int, pages: int) -> tuple[str, ...]:
    """Slides that Keynote has left out of its own preview."""
    if pages >= slides:
        return ()
    return (f"Показано {pages} из {slides} слайдов: остальных нет в просмотре, вложенном в файл.",)


def slides_named(numbers: Iterable[int]) -> str:
    """«слайд 3», «слайды 2–4, 7»."""
    ordered = sorted(set(numbers))
    runs = []
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return f"слайд {runs[0]}" if len(ordered) == 1 else f"слайды {', '.join(runs)}"
