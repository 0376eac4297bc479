"""Where the subordinate clause stands: after the main one, before it, inside it; with schemes."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, INK, RED, SOFT, card, heading
from seed_content.pictures.spans import Span, spans


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 860."""
    heading(c, "Схемы сложноподчинённых предложений")
    c.rect(322, 104, 30, 30, BLUE, radius=7)
    c.text(366, 119, "[ ]  главная часть", 28, INK, anchor="lm")
    c.rect(730, 104, 30, 30, RED, radius=7)
    c.text(774, 119, "( )  придаточная часть", 28, INK, anchor="lm")
    _row(
        c,
        156,
        "После\nглавной",
        (
            ("Мы поняли", BLUE, False),
            (", ", INK, True),
            ("что", RED, True),
            (" лето скоро закончится", RED, False),
            (".", INK, False),
        ),
        (
            ("[ ", BLUE, True),
            ("… гл.", BLUE, False),
            (" ]", BLUE, True),
            (", ", INK, True),
            ("( ", RED, True),
            ("что", RED, True),
            (" … ", RED, False),
            (")", RED, True),
            (".", INK, True),
        ),
        "поняли что?",
        "изъяснительная",
        1,
        5,
    )
    _row(
        c,
        384,
        "Перед\nглавной",
        (
            ("Когда", RED, True),
            (" стемнело", RED, False),
            (", ", INK, True),
            ("туристы зажгли фонари", BLUE, False),
            (".", INK, False),
        ),
        (
            ("( ", RED, True),
            ("когда", RED, True),
            (" … ", RED, False),
            (")", RED, True),
            (", ", INK, True),
            ("[ ", BLUE, True),
            ("… гл.", BLUE, False),
            (" ]", BLUE, True),
            (".", INK, True),
        ),
        "зажгли когда?",
        "времени",
        6,
        1,
    )
    _row(
        c,
        612,
        "Внутри\nглавной",
        (
            ("Дом", BLUE, False),
            (", ", INK, True),
            ("в котором", RED, True),
            (" мы жили", RED, False),
            (", ", INK, True),
            ("стоял у реки", BLUE, False),
            (".", INK, False),
        ),
        (
            ("[ ", BLUE, True),
            ("сущ.", BLUE, False),
            (", ", INK, True),
            ("( ", RED, True),
            ("в котором", RED, True),
            (" … ", RED, False),
            (")", RED, True),
            (", ", INK, True),
            ("… ", BLUE, False),
            ("]", BLUE, True),
            (".", INK, True),
        ),
        "дом какой?",
        "определительная",
        1,
        4,
    )


def _row(
    c: Canvas,
    y: float,
    place: str,
    sentence: tuple[Span, ...],
    scheme: tuple[Span, ...],
    question: str,
    kind: str,
    asks: int,
    answers: int,
) -> None:
    """The place of the clause, a sentence, its scheme and kind, the question that it answers."""
    card(c, 40, y, 1320, 210)
    c.text(68, y + 105, place, 34, INK, bold=True, anchor="lm")
    spans(c, 290, y + 48, sentence, 46)
    ends = spans(c, 290, y + 164, scheme, 46)
    a = sum(ends[asks]) / 2
    b = sum(ends[answers]) / 2
    top = y + 106
    c.line([(a, y + 140), (a, top), (b, top)], SOFT, 3)
    c.arrow((b, top), (b, y + 140), SOFT, 3)
    c.text(1332, y + 130, f"придаточная\n{kind}", 28, RED, anchor="rm")
    c.text(max(a, b) + 24, top, question, 28, SOFT, anchor="lm")
