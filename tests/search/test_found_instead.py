"""A hit without a word of the query tells by what of the dictionary it was found."""

from collections.abc import Callable

from tests.search.library import Library


def test_a_hit_found_by_the_dictionary_alone_says_so(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Наименьшее общее кратное", lessons=["math-6-1"])
    library.add(
        "Кратные", slides=["Начало", "Как найти наименьшее общее кратное"], lessons=["math-6-2"]
    )
    library.add("НОК двух чисел", lessons=["math-6-2"])
    feed()
    hits = {hit.card.title: hit for hit in library.find("НОК").hits}
    by_its_name = hits["Наименьшее общее кратное"]
    assert by_its_name.instead is not None
    told = by_its_name.instead
    assert (told.said, told.meant) == ("НОК", "наименьшее общее кратное")
    assert [text for text, marked in by_its_name.title if marked] == [
        "Наименьшее",
        "общее",
        "кратное",
    ]
    by_a_slide = hits["Кратные"]
    assert by_a_slide.instead == told
    assert by_a_slide.passage is not None
    assert by_a_slide.passage.at == 2
    assert hits["НОК двух чисел"].instead is None
