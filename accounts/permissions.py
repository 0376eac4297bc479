"""Who may do what, as data: permission → role → scope.

Scopes: ``any`` (wherever the thing is, or no thing at all), ``own`` (the person's own),
``school`` and ``territory`` (where the role is held), ``class`` (of a class that the person
teaches), ``child`` (of a child that the person answers for). What a thing belongs to is
said by its room, see ``accounts.scopes``; asking is done by ``accounts.allow``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scope = Literal["own", "class", "child", "school", "territory", "any"]

ANYWHERE: tuple[Scope, ...] = ("any",)
OWN: tuple[Scope, ...] = ("own",)
WHERE_HELD: tuple[Scope, ...] = ("school", "territory")
OWN_AND_WHERE_HELD: tuple[Scope, ...] = ("own", "school", "territory")


@dataclass(frozen=True)
class Permission:
    """One permission.

    ``doing`` continues «Вы не можете …». ``target`` names the kind of thing it is about, or is
    empty when it is about none. ``never_own``: not for one's own things, whatever the role.
    """

    doing: str
    roles: Mapping[str, tuple[Scope, ...]]
    target: str = ""
    never_own: bool = field(default=False)


EVERY_ROLE: Mapping[str, tuple[Scope, ...]] = {
    "teacher": ANYWHERE,
    "pupil": ANYWHERE,
    "guardian": ANYWHERE,
    "methodologist": ANYWHERE,
    "administrator": ANYWHERE,
}
STAFF: Mapping[str, tuple[Scope, ...]] = {
    "teacher": ANYWHERE,
    "methodologist": ANYWHERE,
    "administrator": ANYWHERE,
}
AUTHORS: Mapping[str, tuple[Scope, ...]] = {
    "teacher": OWN,
    "methodologist": OWN,
    "administrator": OWN,
}

PERMISSIONS: Mapping[str, Permission] = {
    "account.self": Permission("открывать свою страницу", EVERY_ROLE),
    "classes.list": Permission("смотреть списки классов", STAFF),
    "classes.read": Permission(
        "смотреть список этого класса",
        {"teacher": ("class",), "methodologist": WHERE_HELD, "administrator": WHERE_HELD},
        "class",
    ),
    "classes.invite": Permission(
        "выдавать коды этому классу", {"administrator": WHERE_HELD}, "class"
    ),
    "children.list": Permission("смотреть вход детей", {"guardian": ANYWHERE}),
    "children.manage": Permission("менять вход этого ребёнка", {"guardian": ("child",)}, "child"),
    "diary.read": Permission("открывать дневник", EVERY_ROLE),
    "diary.read_class": Permission(
        "смотреть дневник этого класса",
        {"teacher": ("class",), "methodologist": WHERE_HELD, "administrator": WHERE_HELD},
        "class",
    ),
    "diary.read_pupil": Permission(
        "смотреть дневник этого ученика",
        {
            "pupil": OWN,
            "guardian": ("child",),
            "teacher": ("class",),
            "methodologist": WHERE_HELD,
            "administrator": WHERE_HELD,
        },
        "pupil",
    ),
    "occurrences.read": Permission(
        "открывать этот урок",
        {"teacher": ("class",), "methodologist": WHERE_HELD, "administrator": WHERE_HELD},
        "occurrence",
    ),
    "occurrences.teach": Permission("вести этот урок", {"teacher": OWN}, "occurrence"),
    "occurrences.cancel": Permission(
        "отменять этот урок", {"teacher": OWN, "administrator": WHERE_HELD}, "occurrence"
    ),
    "homework.edit": Permission("менять это задание", {"teacher": OWN}, "homework"),
    "homework.opens": Permission("смотреть, кто открыл", {"teacher": OWN}, "homework"),
    "homework.read": Permission(
        "открывать это задание",
        {
            "pupil": OWN,
            "guardian": ("child",),
            "teacher": ("class",),
            "methodologist": WHERE_HELD,
            "administrator": WHERE_HELD,
        },
        "assigned",
    ),
    "homework.do": Permission("отмечать это задание", {"pupil": OWN}, "assigned"),
    "board.show": Permission("показывать на доске", STAFF),
    "library.read": Permission("смотреть каталог", EVERY_ROLE),
    "lessons.read": Permission("смотреть уроки", EVERY_ROLE),
    "search": Permission("искать", EVERY_ROLE),
    "search.save": Permission("сохранять поиски", STAFF),
    "requests.read": Permission(
        "смотреть просьбы о материалах", {"teacher": ANYWHERE, "methodologist": ANYWHERE}
    ),
    "requests.ask": Permission("просить материалы", {"teacher": ANYWHERE}),
    "requests.answer": Permission(
        "отвечать на эту просьбу", {"methodologist": WHERE_HELD}, "request"
    ),
    # One lexicon an installation: a row only adds hits, softly, and what one changes all may undo.
    "lexicon.edit": Permission("менять словарь поиска", {"methodologist": ANYWHERE}),
    # Which items, is the shelf's matter: the catalogue's audience says it for each one.
    "items.open": Permission("открывать материалы", EVERY_ROLE),
    "items.upload": Permission("загружать материалы", STAFF),
    "items.edit": Permission(
        "менять этот материал",
        {**AUTHORS, "methodologist": OWN_AND_WHERE_HELD},
        "item",
    ),
    # Wider than editing: what the operator has published is filed by methodologists, not changed.
    "items.file": Permission(
        "добавлять этот материал к урокам",
        {**AUTHORS, "methodologist": OWN_AND_WHERE_HELD},
        "filed",
    ),
    "items.submit": Permission("отправлять этот материал на проверку", AUTHORS, "item"),
    "items.publish": Permission(
        "публиковать этот материал", {"methodologist": WHERE_HELD}, "item", never_own=True
    ),
    "items.ask_changes": Permission(
        "возвращать этот материал на доработку",
        {"methodologist": WHERE_HELD},
        "item",
        never_own=True,
    ),
    "items.withdraw": Permission(
        "снимать этот материал",
        {**AUTHORS, "methodologist": OWN_AND_WHERE_HELD},
        "item",
    ),
    "items.review_queue": Permission("проверять материалы", {"methodologist": ANYWHERE}),
    "items.sort": Permission("разбирать материалы без урока", {"methodologist": ANYWHERE}),
    "coverage.read": Permission(
        "смотреть покрытие", {"methodologist": ANYWHERE, "administrator": ANYWHERE}
    ),
    "jobs.retry": Permission(
        "повторять обработку этого материала",
        {**AUTHORS, "methodologist": OWN_AND_WHERE_HELD, "administrator": OWN_AND_WHERE_HELD},
        "item",
    ),
}
