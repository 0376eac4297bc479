"""Why an item stands where it stands."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.items import get_item
from catalog.models import Item
from search.asked import SearchQuery
from search.documents import read
from search.item_meanings import ItemMeanings
from search.item_words import words_by_part
from search.port import Engine, Hit, IndexBroken, SearchPage
from search.rerank import in_order, looked_at
from search.searcher import Searcher
from search.told_stand_ins import BY_TITLES, ToldStandIn, told_stand_ins
from search.understood_chips import chip_titles

PART_TITLES = {
    "title": "название",
    "topic": "тема урока",
    "keywords": "ключевые слова",
    "headings": "заголовки слайдов",
    "body": "текст",
    "subject": "предмет",
}

SHARE_TITLES = {
    2: "название такое же, как запрос",
    1: "есть все слова запроса",
    0: "есть не все слова запроса или вместо них слова из словаря",
}

SIGNAL_TITLES = {
    "SECTION": "из того же раздела, что лучшие материалы",
    "IN_TITLE": "запрос в названии",
    "IN_SECTION": "запрос в названии раздела",
    "NEAR_LESSON": "урок рядом с уроками лучших материалов",
    "CAME_FROM": "урок рядом с тем, со страницы которого ищут",
    "RUN": "слова запроса стоят подряд",
    "MEANING": "близко по смыслу",
    "LIKELY_KIND": "такой вид материала скорее и нужен",
    "USED": "учителя берут на уроки",
    "FRESH": "загружен позже других",
    "CONTROL": "к уроку проверки или повторения",
    "SUBJECT": "лучший из предмета, которого иначе не было бы среди первых",
}
"""What speaks for a hit, by its name in ``search.weights``."""

LOOKED_AT = 1000
"""Places among which the item is looked for."""

Stands = Mapping[str, Counter[str]]


def explain(
    session: Session,
    engine: Engine,
    viewer: Viewer,
    query: str,
    item_id: str,
    meanings: ItemMeanings | None = None,
) -> list[str]:
    """Lines of Russian text: how the query was understood, the item's place, what it is made of.

    ``item_id`` is the public id. Raises NotFound when there is no such item.
    """
    item: Item = get_item(session, item_id)
    searcher = Searcher.of(session, engine, viewer, meanings, patience=None)
    grid = searcher.grid
    asked = SearchQuery(query, per_page=LOOKED_AT)
    looked = searcher.look(asked)
    understood = looked.understood
    told = told_stand_ins(understood, grid.subjects, searcher.others)
    lines = [f"Показано вместо запроса: {looked.corrected}"] if looked.corrected else []
    lines.append(f"Слова запроса: {', '.join(understood.words) or 'нет'}")
    chips = chip_titles(understood.chips, grid)
    if chips:
        lines.append(f"Фильтры из запроса: {', '.join(chips)}")
    lines += [f"  {_in_words(one)}" for one in told]
    request, wish = searcher.asked(asked, understood)
    try:
        if not understood.words:
            return [*lines, _place(engine.search(request), item.id)[1]]
        found, signals = looked_at(engine.search, request, wish)
        parts = engine.explain(request, item.id)
    except IndexBroken:
        return [*lines, "Индекс строится заново. Повторите через минуту."]
    page = in_order(request, found, signals)
    listed, line = _place(page, item.id)
    lines.append(line)
    if listed is None:
        return lines
    # The engine's own score of it, before anything is added.
    hit = next((one for one in found.hits if one.id == item.id), listed)
    lines.append(f"По словам {_figure(hit.score)}: {SHARE_TITLES[min(2, int(hit.score))]}")
    documents, _ = read(session, [item.id])
    stands = words_by_part(documents[0]) if documents else {}
    subjects = documents[0].subjects if documents else frozenset()
    for word, part in parts:
        where = _where(word, stands) or _instead(word, told, stands, subjects)
        lines.append(f"  «{word}» {_figure(part)}" + (f": {where}" if where else ""))
    speaks = dict(signals.parts(hit))
    speaks["SUBJECT"] = max(0.0, listed.score - hit.score - sum(speaks.values()))
    added = {name: value for name, value in speaks.items() if abs(value) >= 0.005}
    lines += ["И ещё:"] if added else []
    lines += [
        f"  {_figure(value, sign='+')} {SIGNAL_TITLES.get(name, name)}"
        for name, value in sorted(added.items(), key=lambda one: -one[1])
    ]
    return lines


def _place(page: SearchPage, id: int) -> tuple[Hit | None, str]:
    """The item's hit, if it is listed, and where it stands."""
    for number, hit in enumerate(page.hits, 1):
        if hit.id == id:
            return hit, f"Место {number} из {page.total}"
    among = f"первых {LOOKED_AT} из {page.total}" if page.total > LOOKED_AT else f"{page.total}"
    return None, f"Среди {among} найденных этого материала нет."


def _figure(value: float, sign: str = "") -> str:
    return f"{value:{sign}.2f}".replace(".", ",").replace("-", "−")


def _in_words(one: ToldStandIn) -> str:
    return f"{BY_TITLES[one.by]}: {one.said} → {one.meant}"


def _where(word: str, stands: Stands) -> str:
    return ", ".join(
        f"{PART_TITLES.get(name, name)} × {found[word]}"
        for name, found in stands.items()
        if found[word]
    )


def _instead(
    word: str,
    told: Collection[ToldStandIn],
    stands: Stands,
    subjects: frozenset[str],
) -> str:
    """What the item has in place of a word that it lacks."""
    has = {lemma for found in stands.values() for lemma in found}
    return ", ".join(
        _in_words(one)
        for one in told
        if word in one.words and one.lemmas <= has and (not one.subjects or one.subjects & subjects)
    )
