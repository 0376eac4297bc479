"""The coverage page: the matrix, and beside it one cell from the inside."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import on_shelves
from catalog.kinds import KINDS, SHOWN
from catalog.place import parse_grade
from core import web
from core.errors import PartaError
from coverage.cell import CellLesson, sections, with_wishes
from coverage.export import lessons_csv, matrix_csv
from coverage.matrix import matrix
from coverage.page import Row, Square, grid
from search.request_lists import wanted_count

views = Blueprint("coverage", __name__)

PANEL = "cell"
"""The part of the page that htmx asks for by itself."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what makes no sense there is not asked."""

    subject: str | None
    grade: int | None
    kind: str | None
    gaps: bool

    def link(self, **other: Any) -> str:
        """The page's address with some of it changed; None takes a part away."""
        parts = {
            "subject": self.subject,
            "grade": self.grade,
            "kind": self.kind,
            "only": "gaps" if self.gaps else None,
        }
        return url_for("coverage.page", **parts | other)


@views.get("/coverage")
@requires("coverage.read")
def page() -> Response:
    """The matrix; with a subject and a grade its cell too, alone where htmx fetches it."""
    asked = _asked()
    if request.headers.get("HX-Target") == PANEL:
        text = render_template("coverage/cell.html", shown=asked, cell=_cell(asked, None))
    else:
        whole = grid(matrix(web.session(), on_shelves(signed_in())), asked.kind)
        text = render_template(
            "coverage/page.html",
            shown=asked,
            grid=whole,
            rows=whole.with_gaps() if asked.gaps else whole.rows,
            kinds=KINDS,
            asked_for=wanted_count(web.session(), signed_in()),
            cell=_cell(asked, whole.rows),
        )
    answer = make_response(text)
    answer.headers["Vary"] = "HX-Target"  # the part and the whole have one address
    return answer


@views.get("/coverage.csv")
@requires("coverage.read")
def table() -> Response:
    """The matrix for a spreadsheet, or with a subject and a grade the lessons of the cell."""
    session, viewer, asked = web.session(), signed_in(), _asked()
    if asked.subject is not None and asked.grade is not None:
        name = f"coverage-{asked.subject}-{asked.grade}"
        content = lessons_csv(with_wishes(session, viewer, asked.subject, asked.grade))
    else:
        name = "coverage"
        cells = matrix(session, on_shelves(viewer), subject=asked.subject, grade=asked.grade)
        content = matrix_csv(cells)
    answer = Response(content, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer


def _asked() -> Asked:
    sent = request.args
    kind = sent.get("kind")
    try:
        grade = parse_grade(sent.get("grade"))
    except PartaError:
        grade = None
    return Asked(
        subject=sent.get("subject") or None,
        grade=grade,
        kind=kind if kind in KINDS else None,
        gaps=sent.get("only") == "gaps",
    )


def _cell(asked: Asked, rows: tuple[Row, ...] | None) -> dict[str, Any] | None:
    """The asked cell as the panel shows it; None where there is no such cell."""
    if asked.subject is None or asked.grade is None:
        return None
    session, viewer = web.session(), signed_in()
    if rows is None:
        cells = matrix(session, on_shelves(viewer), subject=asked.subject, grade=asked.grade)
        rows = grid(cells, asked.kind).rows
    row = next((row for row in rows if row.code == asked.subject), None)
    square: Square | None = row.squares.get(asked.grade) if row else None
    if row is None or square is None:
        return None
    lessons: list[CellLesson] = with_wishes(session, viewer, asked.subject, asked.grade)
    return {
        "row": row,
        "square": square,
        "sections": sections(lessons, asked.kind),
        "programmes": len({lesson.programme for lesson in lessons}),
        "marks": KINDS,
        "kinds": [kind for kind in KINDS if SHOWN[kind].usual or square.by_kind[kind]],
    }
