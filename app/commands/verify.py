"""``parta verify``."""

import re

import click

from app.commands.output import print_json, say
from app.seeding.bar import Bar
from app.services import Services
from catalog.damaged import Damaged, damaged_files
from core.settings import load_settings
from core.sizes import size_in_words
from ingest.remake import mend
from media.verify import longest_unread, read_back

BRING_BACK = (
    "Верните оригиналы из резервной копии; оригинал вернётся и тогда, когда его загрузят снова."
)
COPIES_COME = "Просмотровые копии целых оригиналов обработчик сделает заново сам."


class Share(click.ParamType):  # type: ignore[type-arg]
    """A share of all files: «1%», «1», «0,5 %»; as a number from above 0 to 1."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if isinstance(value, float):
            return value
        said = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s*", str(value))
        share = float(said[1].replace(",", ".")) / 100 if said else 0.0
        if not 0 < share <= 1:
            self.fail("Назовите долю в процентах, больше 0 и не больше 100: 1%.", param, ctx)
        return share


@click.command()
@click.option(
    "--sample",
    metavar="ДОЛЯ",
    type=Share(),
    default=1.0,
    help="Какую часть файлов прочитать, например 1%: те, которые не читали дольше всех.",
)
@click.option("--json", "as_document", is_flag=True, help="Вывести JSON.")
def verify(sample: float, as_document: bool) -> int:
    """Прочитать сохранённые файлы и сверить их с контрольными суммами."""
    services = Services(load_settings())
    services.require_current()
    with services.sessions() as session:
        originals = longest_unread(session, sample)
    files = read = 0
    damaged: list[Damaged] = []
    bar = Bar()
    try:
        for n, one in enumerate(
            read_back(services.sessions, services.storage, originals, services.clock), start=1
        ):
            files, read = files + one.files, read + one.bytes
            if one.damaged:
                with services.sessions() as session:
                    damaged += damaged_files(session, [one.sha256])
            if bar.moves:
                bar.show("Проверка", n, len(originals), "")
    finally:
        bar.close()
    if damaged:
        with services.sessions() as session:
            mend(session, services.clock)
            session.commit()
    for each in damaged:
        say(_line(each))
    say(_summary(len(originals), files, read, damaged))
    if as_document:
        print_json(
            {
                "originals": len(originals),
                "files": files,
                "bytes": read,
                "damaged": [each.as_json() for each in damaged],
            }
        )
    return 1 if damaged else 0


def _line(one: Damaged) -> str:
    whose = f"«{one.title}» ({one.item_id})" if one.item_id else "без материала"
    kind = "оригинал" if one.what == "original" else "просмотровая копия"
    return f"{whose} — {kind}, {one.why}: {one.path}"


def _summary(originals: int, files: int, read: int, damaged: list[Damaged]) -> str:
    figures = f"оригиналов — {originals}, всего файлов — {files}, прочитано {size_in_words(read)}"
    if not damaged:
        return f"Повреждений нет: {figures}."
    spoilt = len({one.path for one in damaged})
    way = COPIES_COME
    if any(one.what == "original" for one in damaged):
        way = f"{BRING_BACK} {COPIES_COME}"
    return f"Повреждено файлов: {spoilt}; {figures}. {way}"
