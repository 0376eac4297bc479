import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.lemmas import RUSSIAN, lemmas
from language.words import LONGEST, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Обыкновенные дроби", ["обыкновенные", "дроби"]),
        ("ёлка и Ёж", ["елка", "и", "еж"]),
        ("уда\u0301рение, пере\u00adнос", ["ударение", "перенос"]),
        ("И\u0306од", ["йод"]),
        ("H₂O, H2O, Н₂О", ["h2o", "h2o", "h2o"]),
        ("2H₂O, 2H2O, 2Н₂О", ["2", "h2o"] * 3),
        ("2Na + 2HCl, 4Al2O3", ["2na", "2", "hcl", "4", "al2o3"]),
        ("3D, 5A, 2GB, 10K, 2D4", ["3d", "5a", "2gb", "10k", "2d4"]),
        ("СО2 и A4", ["co2", "и", "a4"]),
        ("№7", ["7"]),
        ("5-й класс, 5кл, 7Б", ["5", "класс", "5", "кл", "7", "б"]),
        ("5–6 класс", ["5", "6", "класс"]),
        ("по-русски", ["по", "русски"]),
        ("sin x", ["sin", "x"]),
        ("«», … !?* ~", []),
        ("снег❄️снег", ["снег", "снег"]),
    ],
)
def test_cuts_a_text_into_plain_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@given(st.text())
def test_every_word_knows_its_place(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert len(word.text) <= LONGEST
        assert "ё" not in word.text
        assert "ё" not in RUSSIAN.lemma(word.text).text
        end = word.end


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("дроби", "дробями"),
        ("сравнение", "сравнению"),
        ("люди", "людям"),
        ("шёл", "идут"),
        ("ёжика", "ежик"),
        ("уравнения", "уравнением"),
        ("молекулы", "молекул"),
        ("газы", "газов"),
        ("озёрах", "озёра"),
        *(("галилей", form) for form in ("галилея", "галилею", "галилеем", "галилее")),
        *(("бор", form) for form in ("бора", "бору", "бором")),
        ("мендель", "менделя"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert lemmas(one) == lemmas(other)


@pytest.mark.parametrize(
    ("one", "other"), [("угол", "уголь"), ("часть", "частый"), ("мат", "мать")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert lemmas(one) != lemmas(other)


def test_what_may_be_a_particle_is_a_noun_where_that_is_as_likely() -> None:
    assert not any(RUSSIAN.lemma(word).function for word in ("бах", "пас", "правда", "марш"))
    assert all(RUSSIAN.lemma(word).function for word in ("но", "да", "ли", "куда", "под"))


def test_function_words_are_told_from_the_others() -> None:
    assert RUSSIAN.lemma("про").function
    assert not RUSSIAN.lemma("дробь").function


def test_a_word_has_all_its_readings_and_forms() -> None:
    assert {"математика", "математик"} <= RUSSIAN.readings("математика")
    assert {"дроби", "дробью", "дробь"} <= RUSSIAN.forms("дробь")
    assert RUSSIAN.forms("h2o") == {"h2o"}
    assert RUSSIAN.known("презентация")
    assert not RUSSIAN.known("призентация")
    assert not RUSSIAN.known("cos")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("дpoби", ["дроби"]),
        ("Mолекула", ["молекула"]),
        ("pаst реrfect", ["past", "perfect"]),
        ("ХI век", ["xi", "век"]),
        ("5кл JPGфайл", ["5", "кл", "jpg", "файл"]),
        ("CО2", ["co2"]),
    ],
)
def test_letters_of_the_other_alphabet_do_not_break_a_word(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    "forms",
    ["хлестаков хлестакова хлестакову хлестаковым", "плюшкин плюшкина плюшкину плюшкиным"],
)
def test_a_surname_that_the_dictionary_lacks_is_one_word_in_all_forms(forms: str) -> None:
    assert len(set(lemmas(forms))) == 1
