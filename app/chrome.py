"""What every page carries round its own content: who is here, where one can go, how it looks."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext as _
from werkzeug.local import LocalProxy

from accounts.models import ROLE_TITLES
from accounts.page_person import PagePerson, page_person
from accounts.web import viewer
from app import signs, words
from app.assets import asset_url
from app.came_from import CameFrom, came_from
from app.media_address import media_url
from app.said_to_pupil import is_pupil
from catalog.filed import field_of, missing_of, missing_words, say_words
from catalog.kinds import SHOWN
from catalog.programme_title import programme_title
from catalog.recall import WAITING
from catalog.subject_title import subject_title
from catalog.turned_words import told_by_pages, turned, turned_words
from core import web
from core.quotes import quoted
from core.sizes import size_in_words
from diary import words as diary_words
from diary.week_words import brief_subject
from ingest.formats import TAKEN

LOOKS = ("light", "dark", "contrast")
UPLOADERS = frozenset({"teacher", "methodologist", "administrator"})

JUDGED = (
    "ingest.sorting",
    "search.requests",
    "search.answer_request",
    "search.lexicon",
    "search.new_lexicon_row",
    "search.edit_lexicon_row",
    "search.lexicon_proposals",
    "search.lexicon_history",
    "search.import_lexicon",
)
"""The pages beside «Проверка»: what else waits for a methodologist's word."""


@dataclass(frozen=True)
class Place:
    """An entry of the navigation.

    ``only`` is the class that hides it elsewhere.
    """

    endpoint: str
    icon: str
    title: str
    only: str = ""
    also: tuple[str, ...] = ()

    @property
    def here(self) -> bool:
        """Whether the page that is shown belongs to this entry."""
        return request.endpoint in (self.endpoint, *self.also)


def register(app: Flask) -> None:
    """Give the templates their words, signs, addresses and the page's frame."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters = app.jinja_env.filters
    filters["count"] = words.count
    filters["size"] = size_in_words
    filters["breakable"] = words.breakable
    filters["number"] = words.number
    filters["quoted"] = quoted
    filters["clock"] = words.clock
    filters["capital"] = lambda text: text[:1].upper() + text[1:]
    filters["day"] = lambda at: words.day(at, zone())
    filters["subject"] = subject_title
    filters["hour"] = lambda at: words.hour(at, zone())
    filters["age"] = words.age
    filters["moment"] = lambda at: words.moment(at, zone())
    app.jinja_env.globals.update(
        all_taken=TAKEN,
        all_waiting=WAITING,
        asset_url=asset_url,
        media_url=media_url,
        subject_sign=signs.subject_sign,
        of_kind=SHOWN.__getitem__,
        kind_icon=signs.kind_icon,
        kind_word=signs.kind_word,
        kind_title=signs.kind_title,
        kind_many=signs.kind_many,
        licence_icon=signs.licence_icon,
        shelf_word=lambda item: signs.shelf_word(item.shelf),
        event_word=signs.event_word,
        withdraw_word=lambda item: signs.withdraw_word(item.published_version_id is not None),
        seen_by_word=signs.seen_by_word,
        missing_of=missing_of,
        missing_words=missing_words,
        say_words=say_words,
        missing_field=field_of,
        programme_word=programme_title,
        role_title=ROLE_TITLES.__getitem__,
        brief=brief_subject,
        part_words=diary_words.part_words,
        told_by_pages=told_by_pages,
        turned=turned,
        turned_words=turned_words,
        to_pupils=diary_words.to_pupils,
        set_to_pupils=diary_words.set_to_pupils,
        day_words=diary_words.day_words,
        due_words=diary_words.due_words,
        short_day=diary_words.short_day,
    )
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    looking = viewer()
    roles = looking.role_names if looking is not None else frozenset()
    look = request.cookies.get("look", "")
    before = _before()
    return {
        "searched": before.query,
        "back_to_found": before.address,
        # Asked for only where a template draws it: a part that htmx fetches does not.
        "person": LocalProxy(_person),
        "places": _places(roles),
        "look": look if look in LOOKS else "",
        "may_upload": bool(roles & UPLOADERS),
        "has_requests": bool(roles & {"teacher", "methodologist"}),
        "edits_lexicon": "methodologist" in roles,
        "is_pupil": is_pupil(looking),
        "viewer_person_id": looking.person_id if looking is not None else None,
    }


def _before() -> CameFrom:
    """The search that a material is looked at from."""
    if request.endpoint != "catalog.item":
        return CameFrom()
    return came_from(request.referrer, request.host, url_for("search.results"))


def _person() -> PagePerson | None:
    if "page_person" not in g:
        looking = viewer()
        g.page_person = page_person(web.session(), looking) if looking is not None else None
    found: PagePerson | None = g.page_person
    return found


def zone() -> tzinfo:
    """The time zone of the page: that of the viewer's school, UTC for whoever has none."""
    person = _person()
    return person.zone if person is not None else UTC


def _places(roles: frozenset[str]) -> list[Place]:
    """Four at most on a phone; the rest waits under «Ещё»."""
    today = Place("accounts.front", "today", str(_("Сегодня")))
    library = Place(
        "catalog.library",
        "library",
        str(_("Библиотека")),
        also=(
            "catalog.course",
            "catalog.lesson",
            "catalog.item",
            "catalog.edit_item",
            "catalog.withdraw_item",
            "catalog.ask_item_changes",
            "catalog.near_pair",
            "ingest.captions",
            "search.results",
            "search.saved",
            "search.ask_for",
            *(() if "methodologist" in roles else ("search.requests",)),
        ),
    )
    # The third place of a phone: the diary, else what a methodologist or an administrator works on.
    own_diary = bool(roles & {"teacher", "pupil", "guardian"})
    diary = Place(
        "diary.own_week",
        "diary",
        str(_("Дневник")),
        "" if own_diary else "desk",
        also=(
            "diary.classes",
            "diary.class_diary",
            "diary.pupil_diary",
            "diary.lesson",
            "diary.materials",
            "diary.pick",
            "diary.assign",
            "diary.attachment",
            "diary.opens",
        ),
    )
    found = [today, library, diary]
    if roles & {"methodologist", "administrator"}:
        only = "" if "methodologist" in roles and not own_diary else "desk"
        found.append(Place("coverage.page", "coverage", str(_("Покрытие")), only))
    if "methodologist" in roles:
        found.append(Place("catalog.review", "inbox", str(_("Проверка")), "desk", JUDGED))
    if roles & UPLOADERS:
        found.append(Place("catalog.mine", "mine", str(_("Мои материалы")), "desk"))
        found.append(
            Place(
                "ingest.upload", "upload", str(_("Загрузить")), "desk", also=("ingest.take_files",)
            )
        )
    if roles & UPLOADERS:
        only = "desk" if own_diary or "methodologist" in roles else ""
        found.append(
            Place(
                "accounts.classes",
                "people",
                str(_("Классы")),
                only,
                also=("accounts.school_class", "accounts.class_invitations"),
            )
        )
    if "guardian" in roles:
        found.append(
            Place(
                "accounts.children",
                "key",
                str(_("Вход детей")),
                "desk",
                also=("accounts.child_login", "accounts.child_password", "accounts.child_close"),
            )
        )
    # On a phone what has no place of its own there is reached from «Ещё».
    beyond = [name for one in found if one.only == "desk" for name in (one.endpoint, *one.also)]
    found.append(Place("accounts.me", "more", str(_("Ещё")), "phone", also=tuple(beyond)))
    return found
