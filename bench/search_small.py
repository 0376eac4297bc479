"""The Whoosh engine by itself at a school's size: build, one-item-visible, query times.

    .venv/bin/python bench/search_small.py [items] [queries]

Items are made of the words of the lesson grid (20,000 by default, some 220 words each, the
frequent words frequent); queries of one to three words with and without filters, each with
all facet counts and ten hits. Prints p50 and p95 in milliseconds of the processor. Ends with
status 1 when one of 200 facet counts differs from a plain count.
"""

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

from bench.search_library import library  # noqa: E402
from language.lemmas import lemmas  # noqa: E402
from search.port import Document, Filters, SearchRequest  # noqa: E402
from search.whoosh_engine import WhooshEngine  # noqa: E402


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
    made = list(library(count))
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
