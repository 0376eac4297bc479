"""What any encoder of meaning must keep to; a new one joins ``ENCODERS``."""

from collections.abc import Callable

import numpy as np
import pytest

from language.meaning.choose import open_meaning
from language.meaning.port import Meaning
from language.meaning.sentences import UniversalSentences

ENCODERS: dict[str, Callable[[], Meaning]] = {"sentences": UniversalSentences}

NEAR_AND_FAR = [
    ("сложение обыкновенных дробей", "как складывать дроби", "лирика Пушкина"),
    ("как растения получают энергию света", "фотосинтез", "Столыпинская реформа"),
    ("начало Второй мировой войны", "нападение Германии на Польшу", "имя прилагательное"),
]


@pytest.fixture(scope="module", params=sorted(ENCODERS))
def meaning(request: pytest.FixtureRequest) -> Meaning:
    return ENCODERS[request.param]()


def test_each_text_is_a_vector_of_length_one(meaning: Meaning) -> None:
    vectors = meaning.encode(["доли", "", "5", "Слово. " * 2000])
    assert vectors.shape == (4, meaning.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_are_no_vectors(meaning: Meaning) -> None:
    assert meaning.encode([]).shape == (0, meaning.dimensions)


def test_a_text_has_its_vector_whatever_stands_beside_it(meaning: Meaning) -> None:
    alone = meaning.encode(["обыкновенные дроби"])[0]
    among = meaning.encode(["Природные зоны России", "обыкновенные дроби", "сложные предложения"])
    assert np.allclose(alone, among[1], atol=1e-4)
    assert np.array_equal(alone, meaning.encode(["обыкновенные дроби"])[0])


@pytest.mark.parametrize(("text", "near", "far"), NEAR_AND_FAR)
def test_what_means_nearly_the_same_is_nearer(
    meaning: Meaning, text: str, near: str, far: str
) -> None:
    one, same, other = meaning.encode([text, near, far])
    assert float(one @ same) > float(one @ other) + 0.1


def test_the_setting_turns_it_off() -> None:
    assert open_meaning("off") is None
    assert open_meaning("") is not None
