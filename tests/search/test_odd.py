import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.library import Library

ODD = [
    "",
    " ",
    "я" * 10_000,
    "дроби " * 2_000,
    "!!!???...,,,",
    '"дроби',
    "«дроби» \"дроби\" 'дроби'",
    "дроб* *робь ?робь дроби~2",
    "AND OR NOT",
    "дроби AND NOT (",
    "title:дроби words:дробь^4",
    "\x00\x01дроби\x00",
    "❄️🧮",
    "\ud800дроби\udfff",
    "дроби\u202e\u200b",
    "%_' OR 1=1 --",
    "5 5 5 класс класс класс по по по",
    "по",
    "класс",
    "про",
    "5",
    "🇷🇺 5 класс",
    "е\u0301" * 300,
    "0" * 600,
]


@pytest.mark.parametrize("query", ODD)
def test_an_odd_query_has_a_valid_answer(library: Library, query: str) -> None:
    answer = library.find(query).as_json()
    assert json.loads(json.dumps(answer)) == answer
    json.dumps(answer, ensure_ascii=False).encode("utf-8")
    assert isinstance(library.suggest(query), list)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=st.text(st.characters(), max_size=60) | st.text('дробиlhj,b5 класспо«»*~"', max_size=40),
    page=st.integers(-5, 10**9),
    per_page=st.integers(-5, 10**9),
    values=st.lists(st.text(max_size=5), max_size=2),
    grades=st.lists(st.integers(-3, 20), max_size=2),
    sort=st.text(max_size=4),
)
def test_any_query_has_a_valid_answer(
    library: Library,
    q: str,
    page: int,
    per_page: int,
    values: list[str],
    grades: list[int],
    sort: str,
) -> None:
    chosen = tuple(value.encode("utf-8", "replace").decode() for value in values)
    found = library.find(
        q,
        subjects=chosen,
        grades=tuple(grades),
        kinds=chosen,
        lessons=chosen,
        licences=chosen,
        page=page,
        per_page=per_page,
        sort=sort,
    )
    json.dumps(found.as_json(), ensure_ascii=False).encode("utf-8")
