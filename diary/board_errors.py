"""What can go wrong with a showing on the board, in words that a teacher understands."""

from core.errors import Conflict, Invalid, NotFound


class ShowingNotFound(NotFound):
    """No such showing, or somebody else's."""

    code = "showing_not_found"

    def __init__(self) -> None:
        super().__init__("Такого показа нет, или его начали не вы.")


class ShowingOver(Conflict):
    """The showing was ended, or its hour is over."""

    code = "showing_over"

    def __init__(self) -> None:
        super().__init__("Показ закончен, код уже не действует. Начните новый.")


class NothingToShow(Conflict):
    """Nothing of it can be on a board yet."""

    code = "nothing_to_show"

    def __init__(self) -> None:
        super().__init__(
            "Показывать пока нечего: материал ещё готовится, снят или его слайды скрыты."
        )


class WrongCode(Invalid):
    """Letters that open nothing now; the same answer for every kind of them."""

    code = "wrong_board_code"

    def __init__(self) -> None:
        super().__init__(
            "Код не подходит или уже не действует. Сверьте шесть букв с телефоном учителя."
        )
