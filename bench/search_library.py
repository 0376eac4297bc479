"""Items and queries for benches of search engines, and what is right for them by a plain count."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from language.lemmas import lemmas
from search.columns import columns_of
from search.enough import NEEDED, parts, rarities
from search.item_words import cut
from search.phrases import shown_texts
from search.port import FACETS, MOST_VALUES, WITHIN_GRADE, Document, FragmentText, LessonPlace

LESSONS = Path(__file__).resolve().parent.parent / "seed_content/curriculum/lessons.csv"
KINDS = ("presentation", "image", "video")
LICENCES = ("CC0", "CC BY 4.0", "для использования в школе")
LENGTHS = {"presentation": "slides-20", "video": "minutes-15", "image": ""}
SLIDES = 20
EVERYONE = frozenset({"all", "s:1"})
"""Who asks: what all may see, and one school's own."""

CLASSES = ("rare", "common", "three", "filter", "prefix", "phrase", "typo")


@dataclass(frozen=True)
class Query:
    """One question. ``words`` are lemmas; ``typed`` what stands there for prefix and typo."""

    sort: str
    words: tuple[str, ...] = ()
    subject: str = ""
    grade: int = 0
    typed: str = ""


@dataclass(frozen=True)
class Right:
    """The plain count: the total, and value → count by facet. ``sets``: words that are enough."""

    total: int
    facets: Mapping[str, Mapping[Any, int]]
    sets: tuple[tuple[str, ...], ...] = field(default=())


def library(count: int, seed: int = 4) -> Iterator[Document]:
    """``count`` items of lessons of the grid, 20 slides and some 220 words each, made anew.

    Frequent words are frequent: the slides are of few lessons more often than of many. One in
    five is a school's own, of seven schools.
    """
    chance = random.Random(seed)
    with LESSONS.open(encoding="utf-8") as file:
        lessons = list(csv.DictReader(file))
    order = {code: at for at, code in enumerate(dict.fromkeys(row["subject"] for row in lessons))}
    texts = [f"{row['title']} {row['keywords']}" for row in lessons]
    for number in range(1, count + 1):
        row = chance.choice(lessons)
        place = LessonPlace(
            row["lesson_key"],
            row["subject"],
            int(row["grade"]),
            int(row["lesson_no"]),
            order[row["subject"]],
            row["section"],
        )
        kind = chance.choice(KINDS)
        slides = (texts[int(chance.paretovariate(0.6)) % 10**6 % len(texts)] for _ in range(SLIDES))
        yield Document(
            id=number,
            kind=kind,
            title=row["title"],
            audience=frozenset({"all" if chance.random() < 0.8 else f"s:{number % 7}"}),
            licence=chance.choice(LICENCES),
            topics=(row["topic"], row["title"]),
            keywords=tuple(row["keywords"].split("; ")),
            author=f"Автор {int(chance.paretovariate(0.5)) % 300}",
            subject_titles=(row["subject_title"],),
            subjects=frozenset({row["subject"]}),
            grades=frozenset({place.grade}),
            lessons=(place,),
            position=place.position,
            fragments=tuple(FragmentText(text[:60], text) for text in slides),
            length=LENGTHS[kind],
            language=chance.choice(("ru", "ru", "ru", "en")),
            year=2015 + number % 11,
            since=number,
        )


def queries(count: int, each: int, seed: int = 5) -> list[Query]:
    """``each`` queries of every class, of words that stand in a library of ``count`` items."""
    chance = random.Random(seed)
    sample = [one for one in library(min(count, 3000)) if one.audience & EVERYONE]
    rarity: dict[str, int] = defaultdict(int)
    for one in sample:
        for word in {word for text in shown_texts(one) for word in text}:
            rarity[word] += word.isalpha() and len(word) > 3
    by_rarity = sorted((word for word in rarity if rarity[word]), key=lambda word: rarity[word])
    rare, common = by_rarity[: len(by_rarity) // 3], by_rarity[-120:]
    usual = set(common)
    asked: list[Query] = []
    while len(asked) < each * len(CLASSES):
        sort = CLASSES[len(asked) % len(CLASSES)]
        one = chance.choice(sample)
        (subject,), (grade,) = one.subjects, one.grades
        there = [word for word in cut(one.title) if rarity.get(word)]
        if sort == "rare":
            asked.append(Query(sort, (chance.choice(rare),)))
        elif sort == "common":
            asked.append(Query(sort, (chance.choice(common),)))
        elif sort == "three" and len(set(there)) >= 3:
            asked.append(Query(sort, tuple(chance.sample(sorted(set(there)), 3))))
        elif sort == "filter":
            said = {word for text in shown_texts(one) for word in text}
            asked.append(Query(sort, (chance.choice(sorted(said & usual)),), subject, grade))
        elif sort == "prefix":
            asked.append(Query(sort, typed=one.title.split()[0].lower()[: chance.randint(2, 6)]))
        elif sort == "phrase" and len(cut(one.title)) >= 2:
            at = chance.randrange(len(cut(one.title)) - 1)
            pair = cut(one.title)[at : at + 2]
            if all(rarity.get(word) for word in pair):
                asked.append(Query(sort, pair))
        elif sort == "typo" and there and len(word := max(there, key=len)) > 6:
            at = chance.randrange(1, len(word) - 2)
            asked.append(Query(sort, typed=word[:at] + word[at + 1] + word[at] + word[at + 2 :]))
    return asked


class PlainCount:
    """What is right: every item is looked at, no index has a say."""

    def __init__(self, count: int, asked: Sequence[Query]) -> None:
        self.columns: dict[int, dict[str, list[Any]]] = {}
        self.having: dict[str, set[int]] = {word: set() for one in asked for word in one.words}
        self.phrases: dict[tuple[str, ...], set[int]] = {
            one.words: set() for one in asked if one.sort == "phrase"
        }
        for one in library(count):
            if not one.audience & EVERYONE:
                continue
            self.columns[one.id] = columns_of(one)
            texts = list(shown_texts(one))
            for word in {word for text in texts for word in text}:
                if word in self.having:
                    self.having[word].add(one.id)
            for text in set(texts):
                for pair in pairwise(text):
                    if pair in self.phrases:
                        self.phrases[pair].add(one.id)

    def right(self, query: Query) -> Right:
        """The total and the counts that every engine must give."""
        if query.sort == "phrase":
            found, sets = self.phrases[query.words], (query.words,)
        else:
            sets = self._enough(query.words)
            found = {
                one for some in sets for one in set.intersection(*(self.having[w] for w in some))
            }
        chosen = {"subject": query.subject, "grade": query.grade}
        facets: dict[str, dict[Any, int]] = {}
        for name in FACETS:
            counted: dict[Any, int] = defaultdict(int)
            if name not in WITHIN_GRADE or all(chosen.values()):
                for one in found:
                    if self._passes(one, chosen, but=name):
                        for value in self.columns[one][name]:
                            counted[value] += 1
            most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
            facets[name] = dict(most)
        total = sum(self._passes(one, chosen) for one in found)
        return Right(total, facets, sets)

    def _passes(self, one: int, chosen: Mapping[str, Any], but: str = "") -> bool:
        return all(
            not value or name == but or value in self.columns[one][name]
            for name, value in chosen.items()
        )

    def _enough(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of words that a hit must have, each any of them."""
        there = [word for word in words if self.having[word]]
        rarity = rarities(
            {word: len(self.having[word]) for word in there}, frozenset(), len(self.columns)
        )
        total = sum(rarity.values())
        have = {word: parts(1.0, rarity[word], total) for word in there}
        sets = [
            tuple(word for at, word in enumerate(there) if bits >> at & 1)
            for bits in range(1, 1 << len(there))
        ]
        enough = [some for some in sets if len(there) == 1 or sum(have[w] for w in some) >= NEEDED]
        return tuple(some for some in enough if not any(set(other) < set(some) for other in enough))


def words_of(text: str) -> str:
    """A text as peers take it: its lemmas, joined by spaces."""
    return " ".join(lemmas(text))
