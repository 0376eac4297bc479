"""What may be wrong with a request for a material, a search that is kept, a lexicon's row."""

from collections.abc import Sequence

from core.errors import Conflict, Invalid, NotFound
from search.lexicon_kinds import KIND_TITLES


class RequestNotFound(NotFound):
    """No such request, or not for this person to know of."""

    code = "request_not_found"

    def __init__(self) -> None:
        super().__init__("Такой просьбы нет, или она не к вам.")


class NothingAsked(Invalid):
    """The request has no words."""

    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__("Напишите, какой материал нужен.")


class TooManyRequests(Conflict):
    """So many requests of one person are open that nobody would read them."""

    code = "too_many_requests"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"У вас уже {most} просьб без ответа. Отзовите те, которые больше не нужны."
        )


class AlreadyAnswered(Conflict):
    """The request is not open any more."""

    code = "already_answered"

    def __init__(self) -> None:
        super().__init__("На эту просьбу уже ответили.")


class StillOpen(Conflict):
    """The request is open: there is nothing to ask for again."""

    code = "still_open"

    def __init__(self) -> None:
        super().__init__("Просьба ещё открыта: ответа пока не было.")


class NoAnswer(Invalid):
    """A request is to be answered by nothing."""

    code = "no_answer"

    def __init__(self) -> None:
        super().__init__("Выберите материал или напишите, почему его не будет.")


class NoItemAddress(Invalid):
    """What was typed is no address of a material's page."""

    code = "no_item_address"

    def __init__(self) -> None:
        super().__init__(
            "Это не адрес материала. Откройте материал и скопируйте адрес его страницы."
        )


class DoesNotReach(Invalid):
    """The material is not on a shelf of those who ask."""

    code = "does_not_reach"

    def __init__(self) -> None:
        super().__init__(
            "Этот материал не откроется тому, кто просит. Сначала опубликуйте его на полке школы "
            "или выше."
        )


class SavedNotFound(NotFound):
    """No such search is kept by this person."""

    code = "saved_search_not_found"

    def __init__(self) -> None:
        super().__init__("Такого сохранённого поиска нет.")


class NothingToSave(Invalid):
    """The search has neither words nor filters."""

    code = "nothing_to_save"

    def __init__(self) -> None:
        super().__init__("Сохранять нечего: напишите, что искать, или выберите фильтр.")


class SearchTooLong(Invalid):
    """The search is longer than what is kept of one."""

    code = "search_too_long"

    def __init__(self) -> None:
        super().__init__("Поиск слишком длинный: сократите запрос или снимите часть фильтров.")


class TooManySaved(Conflict):
    """The person keeps as many searches as one may."""

    code = "too_many_saved_searches"

    def __init__(self, most: int) -> None:
        super().__init__(f"Сохранено {most} поисков, больше нельзя. Удалите те, что не нужны.")


class LexiconRowNotFound(NotFound):
    """The lexicon has no such row."""

    code = "lexicon_row_not_found"

    def __init__(self) -> None:
        super().__init__("Такой строки в словаре нет.")


class NoTerm(Invalid):
    """The row has no word to speak for, or one that every query has."""

    code = "no_term"

    def __init__(self) -> None:
        super().__init__("Напишите, как это называют: хотя бы одно слово, не предлог и не союз.")


class NoTargets(Invalid):
    """The row names nothing else to look for."""

    code = "no_targets"

    def __init__(self) -> None:
        super().__init__("Напишите, что искать: другие слова, чем те, которыми это называют.")


class TooManyTargets(Invalid):
    """A row with so many targets finds anything."""

    code = "too_many_targets"

    def __init__(self, most: int) -> None:
        super().__init__(f"У одной строки не больше {most} значений. Оставьте самые точные.")


class TooLong(Invalid):
    """A term, or a target, longer than any query."""

    code = "too_long"

    def __init__(self, most: int) -> None:
        super().__init__(f"Слова и значения не длиннее {most} знаков.")


class UnknownSubjectOfRow(Invalid):
    """No such subject in the curriculum."""

    code = "unknown_subject"

    def __init__(self, code: str) -> None:
        super().__init__(f"Предмета «{code}» нет в программе.")


class UnknownKindOfRow(Invalid):
    """No such sort of rows."""

    code = "unknown_kind"

    def __init__(self, kind: str) -> None:
        known = ", ".join(sorted(KIND_TITLES.values()))
        super().__init__(f"Вида «{kind}» у строк не бывает. Бывают: {known}.")


class NotOwnRow(Conflict):
    """A row of the project stays told; it can be switched off."""

    code = "not_own_row"

    def __init__(self) -> None:
        super().__init__("Эта строка пришла с программой. Удалить её нельзя, выключить можно.")


class LexiconRowExists(Conflict):
    """The same row is in force already."""

    code = "lexicon_row_exists"

    def __init__(self) -> None:
        super().__init__("Такая строка в словаре уже есть.")


class TooManyLexiconRows(Conflict):
    """An installation has as many rows of its own as every search can carry."""

    code = "too_many_lexicon_rows"

    def __init__(self, most: int) -> None:
        super().__init__(f"Своих строк уже {most}, больше нельзя. Выключите те, что не нужны.")


class NoTable(Invalid):
    """What was sent is no table of rows."""

    code = "no_table"

    def __init__(self) -> None:
        super().__init__(
            "Это не таблица словаря. Нужен файл CSV до 1 МБ, в первой строке: "
            "term;kind;targets;subjects."
        )


class NoColumns(Invalid):
    """The table lacks columns that a row needs."""

    code = "no_columns"

    def __init__(self, columns: Sequence[str]) -> None:
        which = "столбца" if len(columns) == 1 else "столбцов"
        super().__init__(
            f"В таблице нет {which} {', '.join(columns)}. В первой строке файла должно быть: "
            "term;kind;targets;subjects."
        )


class EmptyCell(Invalid):
    """A line of a table has nothing in a column that a row needs."""

    code = "empty_cell"

    def __init__(self, column: str) -> None:
        what = {"term": "как это называют", "targets": "что искать"}[column]
        super().__init__(f"В столбце {column} пусто: напишите, {what}.")
