"""The Whoosh engine by itself at a school's size: build, one-item-visible, query times.

    .venv/bin/python bench/search_small.py [items] [queries]

Items are made of the words of the lesson grid (20,000 by default, some 220 words each, the
frequent words frequent); queries of one to three words with and without filters, each with
all facet counts and ten hits. Prints p50 and p95 in milliseconds of the processor. Ends with
status 1 when one of 200 facet counts differs from a plain count.
"""

import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from language.lemmas import lemmas  # noqa: E402
from search.port import (  # noqa: E402
    Document,
    Filters,
    FragmentText,
    LessonPlace,
    SearchRequest,
)
from search.whoosh_engine import WhooshEngine  # noqa: E402

KINDS = ("presentation", "image", "video")
LICENCES = ("CC0", "CC BY 4.0", "для использования в школе")


def documents(count: int, chance: random.Random) -> list[Document]:
    """Items of random lessons with random words of the grid."""
    with (ROOT / "seed_content/curriculum/lessons.csv").open(encoding="utf-8") as file:
        lessons = list(csv.DictReader(file))
    order = {code: at for at, code in enumerate(dict.fromkeys(row["subject"] for row in lessons))}
    texts = [f"{row['title']} {row['keywords']}" for row in lessons]
    made = []
    for number in range(1, count + 1):
        row = chance.choice(lessons)
        place = LessonPlace(
            row["lesson_key"],
            row["subject"],
            int(row["grade"]),
            int(row["lesson_no"]),
            order[row["subject"]],
        )
        made.append(
            Document(
                id=number,
                kind=chance.choice(KINDS),
                title=row["title"],
                audience=frozenset({"all" if chance.random() < 0.8 else f"s:{number % 7}"}),
                licence=chance.choice(LICENCES),
                topics=(row["topic"], row["title"]),
                keywords=tuple(row["keywords"].split("; ")),
                subject_titles=(row["subject_title"],),
                subjects=frozenset({row["subject"]}),
                grades=frozenset({place.grade}),
                lessons=(place,),
                position=place.position,
                fragments=tuple(
                    FragmentText(texts[at % len(texts)][:60], texts[at % len(texts)])
                    for at in (int(chance.paretovariate(0.6)) % 10**6 for _ in range(20))
                ),
            )
        )
    return made


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call, of the processor: other work on the machine does not count."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def told(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:32} p50 {statistics.median(times):7.1f}  p95 {cuts[18]:7.1f} ms")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    chance = random.Random(4)
    made = documents(count, chance)
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        building = timed(lambda: engine.rebuild(iter(made), lambda ids: ([], list(ids))))
        print(f"build: {count} items, {count / building * 1000:.0f} a second")
        everyone = frozenset({"all", "s:1"})
        print(f"first query: {timed(lambda: engine.search(SearchRequest(everyone))):.0f} ms")
        status = engine.status()
        print(f"disk: {status.bytes / 1e6:.1f} MB, {status.segments} segments")
        for words in (1, 2, 3):
            for filtered in (False, True):
                times = []
                for _ in range(asked):
                    one = chance.choice(made)
                    cut = lemmas(f"{one.title} {' '.join(one.keywords)}")
                    request = SearchRequest(
                        everyone,
                        words=tuple(chance.sample(cut, min(words, len(cut)))),
                        filters=Filters(subject=one.subjects, grade=one.grades)
                        if filtered
                        else Filters(),
                    )
                    times.append(timed(partial(engine.search, request)))
                told(f"{words} word(s){', filtered' if filtered else ''}", times)
        told("listing", [timed(lambda: engine.search(SearchRequest(everyone))) for _ in range(50)])
        prefixes = [chance.choice(made).title[: chance.randint(1, 6)] for _ in range(asked)]
        print(f"first suggestion: {timed(lambda: engine.suggest('др', everyone, 10)):.0f} ms")
        times = [timed(partial(engine.suggest, one, everyone, 10)) for one in prefixes]
        told("suggestions", times)
        print(f"first vocabulary: {timed(engine.terms):.0f} ms")
        shown = []
        for one in chance.sample(made, 20):
            shown.append(
                timed(lambda: (engine.update([one]), engine.search(SearchRequest(everyone))))  # noqa: B023
            )
        told("one item visible", shown)
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
        wrong = counted_wrong(engine, made, everyone, chance)
        print(f"facet counts that differ from a plain count: {wrong} of 200")
    return 1 if wrong else 0


def counted_wrong(
    engine: WhooshEngine, made: list[Document], everyone: frozenset[str], chance: random.Random
) -> int:
    """How many of 200 counts of grades under a chosen subject are not what they should be."""
    wrong = 0
    for _ in range(200):
        subject = chance.choice(made).subjects
        grade = chance.randint(1, 11)
        page = engine.search(SearchRequest(everyone, filters=Filters(subject=subject), limit=0))
        plain = sum(
            1
            for one in made
            if one.audience & everyone and one.subjects == subject and grade in one.grades
        )
        wrong += page.facets["grade"].get(grade, 0) != plain
    return wrong


if __name__ == "__main__":
    sys.exit(main())
