"""The order of the best hits, by what they say about each other and about the query.

An engine finds and scores by words; what follows here is the same for every engine.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from search import weights
from search.alike import folded
from search.port import Hit, LessonPlace, SearchPage, SearchRequest
from search.said import Said, is_control
from search.subjects_shown import each_subject
from search.worth import NO_WORTH, Worth

Ask = Callable[[SearchRequest], SearchPage]
"""An engine's answers; the same request may come twice."""

WINDOW = 200
"""Hits that are put in order anew; behind them the engine's order goes on."""

FEW = 10
"""Leading hits so few that their sections, and what is near in meaning, are shown behind them."""

MOST_SECTIONS = 3
MOST_NEAR = 20


class Meant(Protocol):
    """What was asked, as a meaning."""

    def near(self, count: int) -> Mapping[int, float]:
        """The items nearest to it → cosine, −1…1; none where that is not known in time."""

    def nearness(self, items: Sequence[int]) -> Mapping[int, float]:
        """Those of ``items`` of which it is known → cosine."""


@dataclass(frozen=True)
class Wish:
    """What hits had better be, though others are listed too.

    ``place``: the lesson that the teacher came from. ``worth``: how well items (row ids) have
    done; ``near``: which of them are near-duplicates of which. ``sections``: those that are meant,
    whatever words their items have; shown behind few leading hits.
    """

    kinds: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    meant: Meant | None = None
    place: LessonPlace | None = None
    worth: Callable[[Sequence[int]], Mapping[int, Worth]] | None = None
    near: Callable[[Sequence[int]], Mapping[int, frozenset[int]]] | None = None


NO_WISH = Wish()


@dataclass(frozen=True)
class Around:
    """What stands around the best hits of a text.

    ``shares``: section → 0…1, how much of the best hits it has. ``sections`` and ``items``, by row
    id, are shown behind few leading hits. ``page``: that of the request, where nothing but its
    text filters it.
    """

    shares: Mapping[str, float]
    sections: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    page: SearchPage | None = None


@dataclass(frozen=True)
class Signals:
    """What speaks for the hits of one list.

    ``sections``: section → 0…1, how much of the best hits it has. ``lessons``: lesson → 0…1, how
    near it is to those of the best hits. ``nearness``: item → cosine to the query. ``worth``:
    how well items have done. ``near``: item → its near-duplicates.
    """

    said: Said
    wish: Wish
    sections: Mapping[str, float] = field(default_factory=dict)
    lessons: Mapping[str, float] = field(default_factory=dict)
    nearness: Mapping[int, float] = field(default_factory=dict)
    worth: Mapping[int, Worth] = field(default_factory=dict)
    near: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def parts(self, hit: Hit) -> dict[str, float]:
        """What each signal adds to a hit's score, by its name in ``weights``."""
        keys = [place.section_key for place in hit.lessons]
        names = {place.section for place in hit.lessons}
        came = (_closeness(self.wish.place, place) for place in hit.lessons)
        worth = self.worth.get(hit.id, NO_WORTH)
        tests = not self.said.asks_control and is_control(hit.title)
        return {
            "SECTION": weights.SECTION * _most(self.sections, keys),
            "IN_TITLE": weights.IN_TITLE * self.said.title(hit.title),
            "IN_SECTION": weights.IN_SECTION * max(map(self.said.share, names), default=0.0) ** 2,
            "NEAR_LESSON": weights.NEAR_LESSON
            * _most(self.lessons, [place.key for place in hit.lessons]),
            "CAME_FROM": weights.CAME_FROM * max(came, default=0.0),
            "RUN": weights.RUN * self.said.run(hit.title),
            "MEANING": weights.MEANING * max(0.0, self.nearness.get(hit.id, 0.0)),
            "LIKELY_KIND": weights.LIKELY_KIND * (hit.kind in self.wish.kinds),
            "USED": weights.USED * worth.used,
            "FRESH": weights.FRESH * worth.fresh,
            "CONTROL": -weights.CONTROL * tests,
        }


def answered(ask: Ask, request: SearchRequest, wish: Wish = NO_WISH) -> SearchPage:
    """The engine's page, the best ``WINDOW`` hits of the whole list in a better order.

    Where few hits lead, the items of the sections to which they belong are found too, and those
    near in meaning, behind them. The order of a list depends on the query and the index alone, so
    that its pages fit together.
    """
    if not request.words:
        return ask(request)
    if request.sort != "relevance":
        near = around(ask, request, wish)
        return ask(replace(request, sections=near.sections, also=near.items))
    return in_order(request, *looked_at(ask, request, wish))


def in_order(request: SearchRequest, page: SearchPage, signals: Signals) -> SearchPage:
    """The page of the request out of what ``looked_at`` gives."""
    if not request.limit:
        return replace(page, hits=())
    best = [(hit.score + sum(signals.parts(hit).values()), hit) for hit in page.hits[:WINDOW]]
    varied = each_subject(_varied(sorted(best, key=lambda pair: -pair[0])), signals.said)
    scores = {hit.id: score for score, hit in varied}
    hits = (*folded([hit for _, hit in varied], signals.near), *page.hits[WINDOW:])
    shown = hits[request.offset : request.offset + request.limit]
    told = (
        replace(hit, score=scores.get(hit.id, hit.score), wordless=not hit.score) for hit in shown
    )
    return replace(page, hits=tuple(told))


def looked_at(ask: Ask, request: SearchRequest, wish: Wish = NO_WISH) -> tuple[SearchPage, Signals]:
    """The hits from the first on, in the engine's order, and what speaks for them.

    For a request with words. Where only counts are asked for, nothing speaks for any.
    """
    whole = replace(request, offset=0, limit=max(WINDOW, request.offset + request.limit))
    near = around(ask, whole, wish)
    page = near.page
    if page is None or near.sections or near.items - {hit.id for hit in page.hits}:
        page = ask(replace(whole, sections=near.sections, also=near.items))
    if near.page is not None:
        page = replace(page, worded=near.page.total)
    said = Said(request, page.rarity)
    window = page.hits[:WINDOW] if request.limit else ()
    ids = [hit.id for hit in window]
    return page, Signals(
        said,
        wish,
        near.shares,
        _near_lessons(window),
        nearness=wish.meant.nearness(ids) if wish.meant is not None and ids else {},
        worth=wish.worth(ids) if wish.worth is not None and ids else {},
        near=wish.near(ids) if wish.near is not None and len(ids) > 1 else {},
    )


def around(ask: Ask, request: SearchRequest, wish: Wish) -> Around:
    """What stands around the best hits of a text, whatever is chosen beside the text.

    So what answers depends on the text alone, and a filter leaves as much of it as was promised.
    """
    base = replace(request, filters=request.base, sort="relevance")
    narrowed = base != request
    if narrowed:
        base = replace(base, offset=0, limit=WINDOW)
    page = ask(base)
    best = page.hits
    if base.filters.kind:
        # Of another kind there may be better ones: they tell the section.
        others = replace(base.filters, kind=frozenset())
        free = replace(base, offset=0, limit=FEW, filters=others, base=others)
        best = ask(free).hits
    shares = _sections(best, Said(request, page.rarity))
    found = Around(shares, page=None if narrowed else page)
    if _leading(best) >= FEW:
        return found
    near = wish.meant.near(MOST_NEAR) if wish.meant is not None else {}
    most = sorted(shares, key=lambda one: -shares[one])[:MOST_SECTIONS]
    return replace(
        found,
        sections=frozenset(one for one in most if shares[one] >= weights.SECTION_MATES)
        | wish.sections,
        items=frozenset(item for item, cosine in near.items() if cosine >= weights.NEAR_ENOUGH),
    )


def _varied(scored: Sequence[tuple[float, Hit]]) -> list[tuple[float, Hit]]:
    """The hits, best first, of which those lose something whose lessons have a better one."""
    seen: Counter[str] = Counter()
    varied: list[tuple[float, Hit]] = []
    for score, hit in scored:
        keys = [lesson.key for lesson in hit.lessons]
        again = bool(keys) and all(seen[key] for key in keys)
        seen.update(keys)
        varied.append((score - weights.SAME_LESSON * again, hit))
    varied.sort(key=lambda pair: -pair[0])
    return varied


def _leading(hits: Sequence[Hit]) -> int:
    """How many hits have roughly as much of the query as the best one."""
    if not hits:
        return 0
    best = hits[0].score
    enough = 1.0 if best >= 1 else best * weights.ALIKE
    return sum(1 for hit in hits if hit.score >= enough)


def _sections(hits: Sequence[Hit], said: Said) -> dict[str, float]:
    """How much of the best hits each section has; the best section has 1.

    A section whose hits have the query together says more than one whose hits all have the same
    word of it: «кислоты, основания, соли» are three lessons of one section.
    """
    if not hits:
        return {}
    best = hits[0].score or 1.0
    found: dict[str, float] = defaultdict(float)
    together: dict[str, dict[str, float]] = defaultdict(dict)
    for place, hit in enumerate(hits[: weights.SECTION_HITS]):
        share = max(0.0, hit.score / best)
        worth = share**weights.SECTION_POWER / (1 + place / weights.SECTION_DECAY)
        for lesson in hit.lessons:
            if lesson.section:
                named = 1 + weights.SECTION_NAMED * said.share(lesson.section) ** 2
                found[lesson.section_key] += worth * named / len(hit.lessons)
                having = together[lesson.section_key]
                for text in (hit.title, lesson.section):
                    for word, much in said.having(text).items():
                        having[word] = max(much, having.get(word, 0.0))
    for section, having in together.items():
        found[section] *= 1 + weights.SECTION_TOGETHER * said.part(having)
    most = max(found.values(), default=1.0) or 1.0
    return {section: share / most for section, share in found.items()}


def _near_lessons(hits: Sequence[Hit]) -> dict[str, float]:
    """Lesson key → 0…1: how near it is to a lesson of the best hits in its section."""
    best: dict[str, list[tuple[LessonPlace, float]]] = defaultdict(list)
    for hit in hits[: weights.NEAR_HITS]:
        for lesson in hit.lessons:
            best[lesson.section_key].append((lesson, hit.score / (hits[0].score or 1.0)))
    return {
        lesson.key: max(
            (
                worth / (1 + abs(lesson.lesson_no - other.lesson_no) / weights.NEAR_STEP)
                for other, worth in best.get(lesson.section_key, ())
            ),
            default=0.0,
        )
        for hit in hits
        for lesson in hit.lessons
    }


def _closeness(came: LessonPlace | None, place: LessonPlace) -> float:
    """How near a lesson is to the one that the teacher came from, 0…1."""
    if came is None or (came.subject, came.grade) != (place.subject, place.grade):
        return 0.0
    if came.section_key != place.section_key:
        return weights.SAME_COURSE
    away = abs(came.lesson_no - place.lesson_no)
    return max(weights.SAME_COURSE, 1 / (1 + away / weights.NEAR_STEP))


def _most(known: Mapping[str, float], keys: Sequence[str]) -> float:
    return max((known.get(key, 0.0) for key in keys), default=0.0)
