"""What may stand for a query's words, and how that is told."""

from language.lexicon import Lexicon, Row
from language.words import words
from search import weights
from search.initials import Initials
from search.port import SearchRequest, StandIn
from search.stand_ins import StandIns, softened
from search.subject_words import SubjectWords
from search.told_stand_ins import told_stand_ins
from search.understand import understand

OTHERS = StandIns(
    Lexicon(
        [
            Row("эксель", ("электронные таблицы",), subjects=frozenset({"informatics"})),
            Row("самолёт", ("самолёты", "авиация")),
        ]
    ),
    Initials(["Сложноподчинённое предложение", "Окислительно-восстановительные реакции"]),
)
NO_SUBJECTS = SubjectWords(())


def told(query: str) -> list[tuple[str, str, str]]:
    found = told_stand_ins(understand(query, NO_SUBJECTS, OTHERS), NO_SUBJECTS, OTHERS)
    return [(one.by, one.said, one.meant) for one in found]


def test_a_term_is_told_with_its_target_and_its_subject() -> None:
    assert told("работа в экселе") == [("lexicon", "эксель", "электронные таблицы")]
    [one] = OTHERS.of(list(words("эксель")), frozenset({0}))
    assert (one.lemmas, one.subjects) == ({"электронный", "таблица"}, {"informatics"})
    assert 0 < one.weight < 1


def test_a_target_in_the_terms_own_words_says_nothing() -> None:
    assert told("самолёт") == [("lexicon", "самолёт", "авиация")]


def test_numbers_and_initials_are_told() -> None:
    assert ("number", "2", "ii") in told("Екатерина 2")
    assert ("initials", "овр", "окислительно восстановительные реакции") in told("ОВР")


def test_a_verb_is_searched_as_a_noun_too() -> None:
    assert told("как измерить угол") == [("verb", "измерить", "измерение")]
    assert told("угол") == []


def test_an_adjective_is_searched_as_a_noun_too() -> None:
    assert told("африканские реки") == [("adjective", "африканские", "Африка")]
    assert told("древнегреческий театр") == [("adjective", "древнегреческий", "Древняя Греция")]


def test_an_author_in_full_is_one_word_beside_the_works_own_name() -> None:
    author = StandIn("бородино", frozenset({"лермонтов", "м", "ю"}), weight=weights.STAND_IN)
    request = SearchRequest(frozenset(), words=("бородино",), instead=(author,))
    [there] = softened(request, lambda _lemma: 3).instead
    [absent] = softened(request, lambda _lemma: 0).instead
    assert there.weight < weights.WHOLLY <= absent.weight


def test_words_that_the_query_joins_itself_are_not_told() -> None:
    assert told("круг ИЛИ квадрат") == []
