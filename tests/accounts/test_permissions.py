"""Who may do what: read from the data, asked of things, named by every view."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, g
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from accounts.allow import NotAllowed, allowed, may_ever, require
from accounts.guard import Unguarded, check_views, permission_of, public, requires
from accounts.models import ROLES
from accounts.permissions import PERMISSIONS, Permission
from accounts.scopes import Belongs, NoScope, register_scope
from accounts.viewer import RoleAt, Viewer
from accounts.web import SignInNeeded

SCHOOL, OTHER_SCHOOL = 1, 2
REGION, TOWN, OTHER_TOWN = 10, 11, 12
TARGETS = sorted({rule.target for rule in PERMISSIONS.values() if rule.target})


@dataclass(frozen=True)
class Thing:
    """A stand-in for no room's thing in particular: what it belongs to is told by hand."""

    owner: int = 100
    school: int = SCHOOL
    territories: frozenset[int] = frozenset({TOWN, REGION})


def resolve(thing: Thing) -> Belongs:
    return Belongs(
        owner_ids=frozenset({thing.owner}),
        school_ids=frozenset({thing.school}),
        territory_ids=thing.territories,
    )


@pytest.fixture
def resolved(no_scopes: None) -> None:
    for target in TARGETS:
        register_scope(target, resolve)


def at_school(role: str, person: int = 7, school: int = SCHOOL) -> Viewer:
    return Viewer(person_id=person, user_id=person, roles=(RoleAt(role, school_id=school),))


def in_territory(role: str, territory: int, person: int = 7) -> Viewer:
    return Viewer(person_id=person, user_id=person, roles=(RoleAt(role, territory_id=territory),))


# By hand, not from the code: t teacher, p pupil, g guardian, m methodologist, a administrator.
WHO = {
    "account.self": "tpgma",
    "classes.list": "tma",
    "classes.read": "tma",
    "classes.invite": "a",
    "children.list": "g",
    "children.manage": "g",
    "coverage.read": "ma",
    "diary.read": "tpgma",
    "diary.read_class": "tma",
    "diary.read_pupil": "tpgma",
    "occurrences.read": "tma",
    "occurrences.teach": "t",
    "occurrences.cancel": "ta",
    "homework.edit": "t",
    "homework.opens": "t",
    "homework.read": "tpgma",
    "homework.do": "p",
    "board.show": "tma",
    "library.read": "tpgma",
    "lessons.read": "tpgma",
    "search": "tpgma",
    "search.save": "tma",
    "requests.read": "tm",
    "requests.ask": "t",
    "requests.answer": "m",
    "lexicon.edit": "m",
    "items.open": "tpgma",
    "items.upload": "tma",
    "items.edit": "tma",
    "items.file": "tma",
    "items.submit": "tma",
    "items.publish": "m",
    "items.ask_changes": "m",
    "items.sort": "m",
    "items.withdraw": "tma",
    "items.review_queue": "m",
    "jobs.retry": "tma",
}
LETTERS = dict(zip("tpgma", ROLES, strict=True))


def test_the_table_covers_every_permission() -> None:
    assert set(WHO) == set(PERMISSIONS)


@pytest.mark.parametrize("permission", WHO)
@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_what_the_table_says(permission: str, letter: str) -> None:
    assert may_ever(at_school(LETTERS[letter]), permission) == (letter in WHO[permission])


@pytest.mark.parametrize(
    ("permission", "viewer", "expected"),
    [
        ("items.edit", at_school("teacher", person=100), True),
        ("items.edit", at_school("teacher"), False),
        ("items.edit", at_school("methodologist"), True),
        ("items.edit", at_school("pupil", person=100), False),
        ("items.submit", at_school("teacher", person=100), True),
        ("items.submit", at_school("methodologist"), False),
        ("items.publish", at_school("methodologist"), True),
        ("items.publish", at_school("methodologist", school=OTHER_SCHOOL), False),
        ("items.publish", at_school("methodologist", person=100), False),
        ("items.publish", in_territory("methodologist", TOWN), True),
        ("items.publish", in_territory("methodologist", REGION), True),
        ("items.publish", in_territory("methodologist", OTHER_TOWN), False),
        ("items.publish", in_territory("methodologist", REGION, person=100), False),
        ("items.publish", at_school("administrator"), False),
        ("items.publish", at_school("teacher", person=100), False),
        ("items.ask_changes", at_school("methodologist"), True),
        ("items.ask_changes", at_school("methodologist", person=100), False),
        ("items.ask_changes", at_school("methodologist", school=OTHER_SCHOOL), False),
        ("items.ask_changes", at_school("teacher", person=100), False),
        ("items.withdraw", at_school("teacher", person=100), True),
        ("items.withdraw", at_school("teacher"), False),
        ("items.withdraw", at_school("methodologist"), True),
        ("items.withdraw", at_school("methodologist", school=OTHER_SCHOOL), False),
        ("items.withdraw", at_school("administrator"), False),
        ("jobs.retry", at_school("administrator"), True),
        ("jobs.retry", at_school("administrator", school=OTHER_SCHOOL), False),
    ],
)
def test_a_thing_is_reached_by_ones_own_or_where_the_role_is_held(
    resolved: None, permission: str, viewer: Viewer, expected: bool
) -> None:
    assert allowed(viewer, permission, Thing()) == expected


def test_two_roles_in_two_places_do_not_add_up(resolved: None) -> None:
    viewer = Viewer(
        person_id=7,
        roles=(
            RoleAt("teacher", school_id=SCHOOL),
            RoleAt("methodologist", school_id=OTHER_SCHOOL),
            RoleAt("administrator", territory_id=TOWN),
        ),
        governed_ids=frozenset({TOWN}),
    )
    assert not allowed(viewer, "items.publish", Thing())
    assert allowed(viewer, "items.publish", Thing(school=OTHER_SCHOOL))


@given(
    permission=st.sampled_from(sorted(PERMISSIONS)),
    roles=st.lists(
        st.tuples(st.sampled_from(ROLES), st.sampled_from([SCHOOL, OTHER_SCHOOL])), max_size=4
    ),
    owner=st.sampled_from([7, 100]),
)
def test_nothing_is_allowed_that_no_role_has(
    permission: str, roles: list[tuple[str, int]], owner: int
) -> None:
    viewer = Viewer(person_id=7, roles=tuple(RoleAt(role, school) for role, school in roles))
    rule = PERMISSIONS[permission]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("accounts.scopes._RESOLVERS", dict.fromkeys(TARGETS, resolve))
        args = (Thing(owner=owner),) if rule.target else ()
        if allowed(viewer, permission, *args):
            assert may_ever(viewer, permission)
            assert viewer.role_names & set(rule.roles)


def test_a_class_and_a_child_reach_their_teachers_and_guardians(
    no_scopes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Permission("смотреть дневник", {"teacher": ("class",), "guardian": ("child",)}, "diary")
    monkeypatch.setattr("accounts.allow.PERMISSIONS", {"diary.read": rule})
    register_scope(
        "diary",
        lambda thing: Belongs(teacher_ids=frozenset({7}), guardian_ids=frozenset({8})),
    )
    for role, person, expected in (
        ("teacher", 7, True),
        ("teacher", 8, False),
        ("guardian", 8, True),
        ("guardian", 7, False),
        ("pupil", 7, False),
    ):
        assert allowed(at_school(role, person), "diary.read", object()) == expected


def test_the_operator_may_everything(resolved: None) -> None:
    operator = Viewer.the_operator()
    for name, rule in PERMISSIONS.items():
        assert allowed(operator, name, *((Thing(),) if rule.target else ()))


def test_a_person_without_a_role_may_nothing(resolved: None) -> None:
    nobody = Viewer(person_id=100)
    for name, rule in PERMISSIONS.items():
        assert not allowed(nobody, name, *((Thing(),) if rule.target else ()))


def test_a_forgotten_thing_is_an_error_and_never_a_yes(resolved: None) -> None:
    viewer = at_school("methodologist")
    for args in ((), (None,)):
        with pytest.raises(TypeError):
            allowed(viewer, "items.publish", *args)
    with pytest.raises(TypeError):
        allowed(viewer, "search", Thing())
    with pytest.raises(KeyError):
        allowed(viewer, "items.everything")


def test_a_thing_of_which_nobody_said_whose_it_is_is_an_error(no_scopes: None) -> None:
    with pytest.raises(NoScope):
        allowed(at_school("methodologist"), "items.publish", Thing())


def test_two_rooms_cannot_speak_for_the_same_thing(resolved: None) -> None:
    register_scope("item", resolve)
    with pytest.raises(ValueError, match="twice"):
        register_scope("item", lambda thing: Belongs())


def test_a_refusal_says_whose_it_is_to_do(resolved: None) -> None:
    with pytest.raises(NotAllowed) as caught:
        require(at_school("teacher", person=100), "items.publish", Thing())
    assert caught.value.message == "Вы не можете публиковать этот материал. Это может методист."
    with pytest.raises(NotAllowed) as caught:
        require(at_school("methodologist", person=100), "items.publish", Thing())
    assert caught.value.message.endswith("он ваш. Попросите коллегу.")
    with pytest.raises(NotAllowed) as caught:
        require(at_school("pupil", person=100), "items.publish", Thing())
    assert caught.value.message == "Ты не можешь публиковать этот материал. Это может методист."
    require(at_school("methodologist"), "items.publish", Thing())


@pytest.fixture
def app() -> Iterator[Flask]:
    app = Flask("some", static_folder=None)
    Babel(app)
    with app.test_request_context():
        yield app


def test_a_guarded_view_asks_for_a_sign_in_and_then_for_a_role(app: Flask) -> None:
    @requires("items.upload")
    def upload(name: str) -> str:
        return name

    with pytest.raises(SignInNeeded):
        upload("колесо")
    g.viewer = at_school("pupil")
    with pytest.raises(NotAllowed):
        upload("колесо")
    g.viewer = at_school("teacher")
    assert upload("колесо") == "колесо"
    assert permission_of(upload) == "items.upload"


def test_a_view_cannot_name_a_permission_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        requires("items.everything")


def test_the_app_does_not_start_with_a_view_without_a_permission(
    app: Flask, resolved: None
) -> None:
    @public
    def live() -> str:
        return "ok"

    @requires("search")
    def find() -> str:
        return "ok"

    views = {"live": live, "find": find}
    check_views(views)
    with pytest.raises(Unguarded, match="forgotten"):
        check_views({**views, "forgotten": lambda: "ok"})
    check_views({**views, "forgotten": lambda: "ok"}, exempt={"forgotten"})


def test_the_app_does_not_start_when_nobody_says_whose_items_are(no_scopes: None) -> None:
    with pytest.raises(Unguarded, match="item"):
        check_views({})
