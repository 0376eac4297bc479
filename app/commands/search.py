"""``parta search``, ``suggest``, ``explain``, ``reindex`` and ``index status``."""

from dataclasses import asdict
from pathlib import Path

import click

from accounts.viewer import Viewer
from app.commands.output import print_json, say
from app.russian_help import Between
from app.services import Services
from catalog.cards import Card
from catalog.items import get_lesson
from catalog.kinds import KINDS, SHOWN
from catalog.place import known_subject
from core.moments import clock
from core.settings import load_settings
from search.explain import explain as explain_hit
from search.find import SearchQuery, find
from search.index_status import index_status
from search.passages import Passage
from search.rebuild import rebuild
from search.results import Results
from search.suggest import suggest as suggest_texts


def kinds_in_words() -> str:
    """«image — картинка, video — фильм»: what may stand after ``--kind``."""
    return ", ".join(f"{code} — {SHOWN[code].one}" for code in KINDS)


def _services() -> Services:
    services = Services(load_settings())
    services.require_current()
    return services


@click.command()
@click.argument("query", metavar="[ЗАПРОС]", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Вместо запроса: файл, в каждой строке запрос. Ответы идут в том же порядке.",
)
@click.option("--subject", multiple=True, help="Код предмета, например math; можно повторить.")
@click.option("--grade", multiple=True, type=Between(1, 11), help="Класс; можно повторить.")
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="ВИД",
    help="Вид материала; можно повторить: " + kinds_in_words() + ".",
)
@click.option("--lesson", multiple=True, metavar="КЛЮЧ", help="Ключ урока; можно повторить.")
@click.option(
    "--limit",
    default=10,
    type=Between(0, 1000),
    show_default=True,
    help="Сколько найденного показать.",
)
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def search(
    query: str | None,
    batch: Path | None,
    subject: tuple[str, ...],
    grade: tuple[int, ...],
    kind: tuple[str, ...],
    lesson: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Найти материалы, как на странице поиска.

    Ищется среди всего опубликованного.
    """
    if (query is None) == (batch is None):
        raise click.UsageError("Нужен запрос или файл с запросами.")
    services = _services()
    filters = {"subjects": subject, "grades": grade, "kinds": kind, "lessons": lesson}
    lines = [query] if query is not None else _lines(batch)
    with services.sessions() as session:
        for code in subject:
            known_subject(session, code)
        for key in lesson:
            get_lesson(session, key)
        for line in lines:
            asked = SearchQuery(q=line or "", per_page=limit, **filters)  # type: ignore[arg-type]
            results = find(
                session,
                services.engine,
                Viewer.the_operator(),
                asked,
                clock=services.clock,
                log=batch is None,
                meanings=services.item_meanings,
                patience=None,
            )
            session.commit()
            if as_json:
                print_json(results.as_json())
            else:
                _tell(results)


def _lines(batch: Path | None) -> list[str]:
    assert batch is not None
    # Only a line feed ends a line: a query may hold a page break or U+2028 as well.
    with batch.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
        return [line.removesuffix("\n").removesuffix("\r") for line in file]


def _tell(found: Results) -> None:
    if not found.ready:
        click.echo("Индекс строится заново. Повторите через минуту.")
    if found.corrected:
        click.echo(f"Показано по запросу «{found.corrected}».")
    if found.chips:
        words = [f"«{found.understood.rest}»"] if found.understood.rest else []
        click.echo(f"Понято: {', '.join((*words, *(chip.title for chip in found.chips)))}")
    if found.loosened:
        click.echo(f"С этим ничего нет, показано без него: {', '.join(found.loosened)}")
    if found.close:
        click.echo("Точного нет. Показано близкое по теме и по смыслу.")
    if found.understood.no_grade:
        click.echo(f"{found.understood.no_grade} класса нет, ищем во всех.")
    click.echo(f"Найдено: {found.total}")
    for hit in found.hits:
        lessons = ", ".join(lesson.key for lesson in hit.card.lessons)
        kind = SHOWN[hit.card.kind].one
        about = ", ".join(filter(None, (kind, lessons, hit.card.item_id)))
        click.echo(f"  {hit.card.title} ({about})")
        if hit.wordless and not found.close:
            click.echo("    похоже по теме и смыслу")
        if hit.instead:
            click.echo(f"    по словарю: {hit.instead.said} — {hit.instead.meant}")
        if hit.passage:
            where = _where(hit.passage, hit.card)
            click.echo(f"    {where} · {' '.join(hit.passage.text.split())}")
    if found.unquoted:
        click.echo(f"Без кавычек нашлось бы: {found.offered}")
    elif found.offered:
        click.echo(f"Возможно, вы искали: «{found.offered}».")
    if found.nearest:
        click.echo(f"Похоже, это про урок {found.nearest.key}: {found.nearest.title}.")


def _where(passage: Passage, card: Card) -> str:
    if passage.type == "second":
        return clock(1000 * passage.at)
    if passage.type == "page" and (card.pages or 1) == 1:
        return "на картинке"
    return f"{'слайд' if passage.type == 'slide' else 'страница'} {passage.at}"


@click.command()
@click.argument("prefix", metavar="НАЧАЛО")
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def suggest(prefix: str, as_json: bool) -> None:
    """Подсказать запросы по их началу."""
    services = _services()
    with services.sessions() as session:
        texts = suggest_texts(session, services.engine, Viewer.the_operator(), prefix)
    if as_json:
        print_json(texts)
    else:
        for text in texts:
            click.echo(text)


@click.command()
@click.argument("query", metavar="ЗАПРОС")
@click.argument("item", metavar="МАТЕРИАЛ")
def explain(query: str, item: str) -> None:
    """Объяснить, почему материал стоит среди найденного там, где стоит.

    МАТЕРИАЛ — его код: parta search печатает код в конце строки.
    """
    services = _services()
    with services.sessions() as session:
        viewer, meanings = Viewer.the_operator(), services.item_meanings
        lines = explain_hit(session, services.engine, viewer, query, item, meanings)
    for line in lines:
        click.echo(line)


@click.command()
def reindex() -> None:
    """Построить поисковый индекс заново; пока строится, ищет старый."""
    services = _services()
    count = rebuild(services.sessions, services.engine)
    say(f"Индекс построен заново, материалов: {count}.")


@click.group()
def index() -> None:
    """Узнать о поисковом индексе."""


@index.command("status")
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def index_state(as_json: bool) -> None:
    """Показать, готов ли индекс, сколько в нём материалов и что ещё не учтено."""
    services = _services()
    with services.sessions() as session:
        state = index_status(session, services.engine)
    if as_json:
        print_json(asdict(state))
        return
    ready = "да" if state.ready else "нет, строится заново; постройте сейчас: parta reindex"
    click.echo(f"Готов к поиску: {ready}")
    click.echo(f"Материалов: {state.documents}")
    click.echo(f"Изменений, которых ещё нет в индексе: {state.lag}")
    click.echo(f"Сборка: {state.build or 'нет'}")
    click.echo(f"Поколение (растёт с каждой записью): {state.generation}")
    size = f"{state.bytes / 1e6:.1f}".replace(".", ",")
    click.echo(f"Размер на диске: {size} МБ, частей: {state.segments}")
