"""Near-duplicates by their prints: what is a pair, what is not, and what is remembered."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.migrate import upgrade
from core.clock import utc_now
from core.database import make_engine, make_sessions
from media.models import Original
from media.near import keep
from media.near.keep import candidates, compare, keep_compared, keep_prints
from media.near.likeness import likeness
from media.near.models import Near, Print, PrintKey
from media.near.prints import PICTURE_BYTES, WORDS_BYTES, Prints

CHANCE = random.Random(11)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = make_engine(f"sqlite:///{tmp_path / 'parta.sqlite3'}")
    upgrade(engine)
    with make_sessions(engine)() as opened:
        yield opened
    engine.dispose()


def bits() -> bytes:
    """Another picture's print at each call."""
    return CHANCE.randbytes(PICTURE_BYTES)


def moved(print_: bytes, count: int) -> bytes:
    """The same with ``count`` of its bits the other way round."""
    number = int.from_bytes(print_)
    for at in CHANCE.sample(range(PICTURE_BYTES * 8), count):
        number ^= 1 << at
    return number.to_bytes(PICTURE_BYTES)


def words() -> bytes:
    return CHANCE.randbytes(WORDS_BYTES)


def slides(pictures: Sequence[bytes], texts: Sequence[bytes]) -> Prints:
    return Prints("slides", bits=b"".join(pictures), words=b"".join(texts))


def kept(session: Session, number: int, *prints: Prints) -> str:
    sha = f"{number:064x}"
    if session.get(Original, sha) is None:
        session.add(Original(sha256=sha, bytes=1, kind="image", format="png", stored_at=utc_now()))
        session.flush()
    keep_prints(session, sha, prints, utc_now)
    session.commit()
    return sha


def pairs(session: Session) -> set[tuple[int, int, str]]:
    return {
        (int(near.original_a, 16), int(near.original_b, 16), near.by)
        for near in session.scalars(select(Near))
    }


def test_a_copy_makes_a_pair_and_a_different_picture_does_not(session: Session) -> None:
    first = bits()
    kept(session, 2, Prints("picture", bits=first))
    kept(session, 1, Prints("picture", bits=moved(first, 20)))
    kept(session, 3, Prints("picture", bits=bits()))

    assert pairs(session) == {(1, 2, "picture")}


def test_a_pair_told_apart_is_not_found_again_and_others_are(session: Session) -> None:
    first = bits()
    kept(session, 1, Prints("picture", bits=first))
    kept(session, 2, Prints("picture", bits=moved(first, 10)))
    session.scalars(select(Near)).one().dismissed_at = utc_now()
    session.commit()
    kept(session, 2, Prints("picture", bits=moved(first, 12)))
    kept(session, 3, Prints("picture", bits=moved(first, 10)))

    assert pairs(session) == {(1, 2, "picture"), (1, 3, "picture"), (2, 3, "picture")}
    assert [near.dismissed_at is None for near in session.scalars(select(Near))].count(False) == 1


def test_of_two_that_are_compared_side_by_side_the_later_finds_the_other(session: Session) -> None:
    look = bits()
    for number in (1, 2, 3):
        kept(session, number)
    found = [compare(session, f"{n:064x}", [Prints("picture", bits=look)]) for n in (1, 2)]
    keep_prints(session, f"{3:064x}", [Prints("picture", bits=bits())], utc_now)
    for number, one in enumerate(found, start=1):
        keep_compared(session, f"{number:064x}", one, utc_now)
        session.commit()

    assert pairs(session) == {(1, 2, "picture")}


def test_comparing_anew_leaves_the_original_itself_out_and_waits_for_no_writer(
    session: Session,
) -> None:
    look = bits()
    kept(session, 1, Prints("picture", bits=look))
    kept(session, 2, Prints("picture", bits=look))
    with Session(session.get_bind()) as other:
        other.execute(delete(Near))  # and holds the writer's lock
        found = compare(session, f"{1:064x}", [Prints("picture", bits=look)])

    assert set(found.seen) == {f"{2:064x}"}


def test_prints_made_anew_take_the_place_of_the_old_ones(session: Session) -> None:
    first = bits()
    kept(session, 1, Prints("picture", bits=first))
    kept(session, 2, Prints("picture", bits=first))
    kept(session, 2, Prints("picture", bits=bits()))

    assert pairs(session) == set()
    assert session.scalar(select(func.count()).select_from(Print)) == 2
    owners = select(PrintKey.print_id).distinct()
    assert set(session.scalars(owners)) == set(session.scalars(select(Print.id)))


def test_plain_fields_and_short_texts_are_near_nothing(session: Session) -> None:
    for number in (1, 2):
        kept(session, number, Prints("picture", bits=bytes(PICTURE_BYTES)))
    for number in (3, 4):
        kept(session, number, slides([bytes(PICTURE_BYTES)] * 2, [bytes(WORDS_BYTES)] * 2))

    assert pairs(session) == set()
    assert session.scalar(select(func.count()).select_from(Print)) == 0


def test_a_key_that_a_crowd_shares_takes_in_no_more(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "CROWD", 5)
    title = bits()
    for number in range(1, 12):
        kept(session, number, slides([title, bits()], [words(), words()]))
    by_key = select(func.count()).select_from(PrintKey).group_by(PrintKey.key)

    assert max(session.scalars(by_key)) == 5
    own = bits()
    kept(session, 20, slides([title, own], [words(), words()]))
    assert "14".zfill(64) in candidates(
        session, [slides([title, moved(own, 3)], [words(), words()])]
    )


def test_a_deck_is_near_one_with_most_of_its_slides_in_another_order() -> None:
    look, texts = [bits() for _ in range(6)], [words() for _ in range(6)]
    one = slides(look, texts)
    order = [5, 0, 1, 2, 4]
    other = slides([moved(look[n], 30) for n in order], [texts[n] for n in order])

    found = likeness({"slides": one}, {"slides": other})

    assert found is not None
    assert found.by == "slides"
    assert found.share == pytest.approx(5 / 6)
    assert found.pairs == ((0, 1), (1, 2), (2, 3), (4, 4), (5, 0))


def test_slides_of_one_template_with_other_words_are_different() -> None:
    look = bits()
    one = slides([moved(look, 10) for _ in range(5)], [words() for _ in range(5)])
    other = slides([moved(look, 10) for _ in range(5)], [words() for _ in range(5)])

    assert likeness({"slides": one}, {"slides": other}) is None


def test_a_deck_in_a_new_look_is_known_by_its_words_and_a_scan_by_its_look() -> None:
    look, texts = [bits() for _ in range(4)], [words() for _ in range(4)]
    one = slides(look, texts)
    anew = slides([bits() for _ in range(4)], texts)
    scan = slides([moved(one, 20) for one in look], [bytes(WORDS_BYTES)] * 4)

    for other in (anew, scan):
        found = likeness({"slides": one}, {"slides": other})
        assert found is not None
        assert found.share == 1


def test_a_film_is_found_by_keys_and_matched_wherever_it_was_cut(session: Session) -> None:
    film = [bits() for _ in range(40) for _ in range(2)]
    cut = [moved(frame, 25) for frame in film[3:]]
    kept(session, 1, Prints("frames", bits=b"".join(film)))
    kept(session, 2, Prints("frames", bits=b"".join(cut)))
    kept(session, 3, Prints("frames", bits=b"".join(bits() for _ in range(60))))

    assert pairs(session) == {(1, 2, "frames")}
    found = likeness(
        {"frames": Prints("frames", bits=b"".join(film))},
        {"frames": Prints("frames", bits=b"".join(cut))},
    )
    assert found is not None
    assert found.pairs[0] == (3, 0)
    assert found.share == pytest.approx(77 / 80)


def test_two_films_of_one_title_card_are_different() -> None:
    card = [bits()] * 6
    films = [
        {"frames": Prints("frames", bits=b"".join([*card, *(bits() for _ in range(30))]))}
        for _ in range(2)
    ]

    assert likeness(*films) is None
