"""The thread beside a parser: all is done, in order, and what goes wrong is told."""

import pytest

from ingest.parsing.beside import WAITING, Beside


def test_all_is_done_in_order_by_the_end() -> None:
    done: list[int] = []
    with Beside() as beside:
        for number in range(20):
            beside.do(lambda number=number: done.append(number))
    assert done == list(range(20))


def test_no_more_waits_than_there_is_room_for() -> None:
    handed: list[int] = []
    ahead: list[int] = []
    with Beside() as beside:
        for number in range(50):
            beside.do(lambda number=number: ahead.append(len(handed) - number))
            handed.append(number)
    assert max(ahead) <= WAITING


def test_what_goes_wrong_beside_is_raised_where_it_was_asked_for() -> None:
    after: list[int] = []

    def work() -> None:
        with Beside() as beside:
            beside.do(_fill)
            beside.do(lambda: after.append(1))

    with pytest.raises(OSError, match="full"):
        work()
    assert after == []


def test_an_error_of_the_asking_thread_is_not_covered_up() -> None:
    def work() -> None:
        with Beside() as beside:
            beside.do(_fill)
            raise ValueError("page 3")

    with pytest.raises(ValueError, match="page 3"):
        work()


def _fill() -> None:
    raise OSError("full")
