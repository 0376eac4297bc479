"""How much of what is typed wrongly is found all the same, beside the same search uncorrected.

    .venv/bin/python bench/typos.py [-v]

An index of one item a topic of the lesson grid; queries from ``typed_wrong.csv``, written by hand:
slips of the finger (most of them in inflected forms), the other keyboard layout, letters of the
other alphabet that look alike, and Russian words that no lesson has. A query is found when the
first hit of what was meant is among its own first ten. Its peer is the same search that corrects
nothing; look-alikes are folded where any text is cut into words, so the peer has them as well.
Words that no lesson has must stay as they are: the last line counts those that were changed
without asking. Ends with status 1 when one was, or when a sort is found by less than ``ENOUGH``.
"""

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from statistics import quantiles
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from language.lexicon import Lexicon, school_rows  # noqa: E402
from search.look import Looked, look  # noqa: E402
from search.port import (  # noqa: E402
    Document,
    Filters,
    LessonPlace,
    SearchPage,
    SearchRequest,
)
from search.spelling import Spelling  # noqa: E402
from search.stand_ins import StandIns  # noqa: E402
from search.subject_words import SubjectWords  # noqa: E402
from search.understand import Understood  # noqa: E402
from search.whoosh_engine import WhooshEngine  # noqa: E402

ENOUGH = {"slip": 0.9, "layout": 0.9, "look-alike": 0.9}

EVERYONE = frozenset({"all"})


def documents(rows: list[dict[str, str]]) -> list[Document]:
    """An item for each topic of the grid, with the titles and keywords of its lessons."""
    made = []
    topics = groupby(rows, key=lambda row: (row["subject"], int(row["grade"]), row["topic"]))
    for number, ((subject, grade, topic), group) in enumerate(topics, 1):
        lessons = list(group)
        place = LessonPlace(lessons[0]["lesson_key"], subject, grade, int(lessons[0]["lesson_no"]))
        made.append(
            Document(
                id=number,
                kind="presentation",
                title=topic,
                audience=EVERYONE,
                topics=tuple(row["title"] for row in lessons),
                keywords=tuple(row["keywords"] for row in lessons),
                subjects=frozenset({subject}),
                grades=frozenset({grade}),
                lessons=(place,),
            )
        )
    return made


def asked(engine: WhooshEngine, understood: Understood) -> SearchPage:
    """The first ten hits."""
    chosen: dict[str, set[str | int]] = defaultdict(set)
    for chip in understood.chips:
        chosen[chip.facet].add(chip.value)
    return engine.search(
        SearchRequest(
            EVERYONE,
            words=understood.words,
            asides=understood.asides,
            instead=understood.instead,
            light=understood.light,
            titles=understood.titles,
            filters=Filters(**{facet: frozenset(v) for facet, v in chosen.items()}),  # type: ignore[arg-type]
        )
    )


def first_ten(looked: Looked) -> list[int]:
    """The ids of the hits."""
    assert looked.page is not None, "the index is whole"
    return [hit.id for hit in looked.page.hits]


def main() -> int:
    with (ROOT / "seed_content/curriculum/subjects.csv").open(encoding="utf-8") as file:
        subjects = SubjectWords([(row["code"], row["title_ru"]) for row in csv.DictReader(file)])
    with (ROOT / "seed_content/curriculum/lessons.csv").open(encoding="utf-8") as file:
        made = documents(list(csv.DictReader(file)))
    with Path(__file__).with_name("typed_wrong.csv").open(encoding="utf-8") as file:
        cases = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        engine.rebuild(iter(made), lambda ids: ([], list(ids)))
        matching = partial(engine.matching, audiences=EVERYONE)
        ask = partial(asked, engine)
        others = StandIns(Lexicon(school_rows()))
        spelling = Spelling(engine, matching, others.lexicon)

        def typed(text: str, *, exact: bool = False) -> Looked:
            return look(text, subjects, others, spelling, ask, exact=exact)

        return judged(cases, typed)


def judged(cases: list[dict[str, str]], typed: Callable[..., Looked]) -> int:
    """Ask all of them, print the figures, return the status."""
    typed("прогрев")
    found: dict[str, list[bool]] = defaultdict(list)
    peer: dict[str, list[bool]] = defaultdict(list)
    changed = offered = 0
    times = []
    for case in cases:
        began = process_time()
        looked = typed(case["typed"])
        times.append(1000 * (process_time() - began))
        if case["sort"] == "as-is":
            changed += looked.corrected is not None
            offered += looked.offered is not None
            right = looked.corrected is None
        else:
            [wanted, *_] = first_ten(typed(case["meant"], exact=True))
            right = wanted in first_ten(looked)
            found[case["sort"]].append(right)
            peer[case["sort"]].append(wanted in first_ten(typed(case["typed"], exact=True)))
        if "-v" in sys.argv and not right:
            print(f"  {case['typed']}: {looked.corrected}, meant {case['meant']}")
    for sort, rights in found.items():
        print(
            f"{sort:12} found {sum(rights)} of {len(rights)} ({share(rights):.0%});"
            f" without correction {sum(peer[sort])} ({share(peer[sort]):.0%})"
        )
    cuts = quantiles(times, n=20)
    print(f"a query: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms of the processor")
    print(f"right words changed unasked: {changed}; something else offered: {offered}")
    return int(changed > 0 or any(share(found[sort]) < least for sort, least in ENOUGH.items()))


def share(rights: list[bool]) -> float:
    """How many of them are true, 0…1."""
    return sum(rights) / len(rights)


if __name__ == "__main__":
    sys.exit(main())
