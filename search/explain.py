"""Why an item stands where it stands."""

from dataclasses import replace

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.items import get_item
from catalog.models import Item
from search.asked import SearchQuery, chip_title, request_of
from search.documents import read
from search.grid_words import grid_words
from search.item_words import words_by_part
from search.port import Engine, IndexBroken
from search.understand import understand

PART_TITLES = {
    "title": "название",
    "topic": "тема урока",
    "keywords": "ключевые слова",
    "headings": "заголовки слайдов",
    "body": "текст",
    "subject": "предмет",
}

SHARE_TITLES = {2: "название и есть запрос", 1: "есть все слова запроса", 0: "есть часть слов"}

LOOKED_AT = 1000
"""Places among which the item is looked for."""


def explain(
    session: Session, engine: Engine, viewer: Viewer, query: str, item_id: str
) -> list[str]:
    """Lines of Russian text: how the query was understood, the item's place, what it is made of.

    ``item_id`` is the public id. Raises NotFound when there is no such item.
    """
    item: Item = get_item(session, item_id)
    grid = grid_words(session)
    understood = understand(query, grid.subjects)
    chips = [chip_title(chip.facet, chip.value, grid) for chip in understood.chips]
    lines = [f"Слова запроса: {', '.join(understood.words) or 'нет'}"]
    if chips:
        lines.append(f"Фильтры из запроса: {', '.join(chips)}")
    request = replace(request_of(SearchQuery(query), understood, viewer), limit=LOOKED_AT)
    try:
        page = engine.search(request)
        parts = engine.explain(request, item.id)
    except IndexBroken:
        return [*lines, "Индекс строится заново. Повторите через минуту."]
    place = next((n for n, hit in enumerate(page.hits) if hit.id == item.id), None)
    if place is None:
        return [*lines, f"Среди первых {LOOKED_AT} из {page.total} найденных материала нет."]
    lines.append(f"Место {place + 1} из {page.total}")
    if understood.words:
        score = page.hits[place].score
        lines.append(f"Оценка {score:.3f}: {SHARE_TITLES[min(2, int(score))]}")
        documents, _ = read(session, [item.id])
        stands = words_by_part(documents[0]) if documents else {}
        for word, part in parts:
            where = [
                f"{PART_TITLES.get(name, name)} × {found[word]}"
                for name, found in stands.items()
                if found[word]
            ]
            lines.append(f"  «{word}» {part:.2f}: {', '.join(where)}")
    return lines
