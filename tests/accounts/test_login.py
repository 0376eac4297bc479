"""The web's side of a sign-in: which request is whose."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.create import create_user
from accounts.login import COOKIE, account, by_bearer, cookie_token, forget, install, remember
from accounts.models import LoginSession
from accounts.sessions import revoke
from accounts.sign_in import sign_in
from accounts.tokens import create_token
from accounts.web import viewer
from core.database import SessionFactory
from core.settings import Settings


@pytest.fixture
def token(session: Session, school_file: dict[str, Any], load: Any, clock: Any) -> str:
    load(school_file)
    _, password = create_user(session, "vera", "teacher", person_public_id="T1", clock=clock)
    opened = sign_in(session, "vera", password, address="", device="", clock=clock)
    return opened[1]


@pytest.fixture
def client(settings: Settings, sessions: SessionFactory, clock: Any) -> Iterator[FlaskClient]:
    app = Flask("some", static_folder=None)
    app.extensions["parta"] = {"settings": settings, "sessions": sessions, "clock": clock}
    install(app)

    @app.get("/who")
    def who() -> dict[str, Any]:
        found, seen = account(), viewer()
        return {
            "login": found.user.login if found else None,
            "roles": sorted(seen.role_names) if seen else None,
            "bearer": by_bearer(),
            "cookie": bool(cookie_token()),
        }

    @app.get("/in/<token>")
    def sign_in_here(token: str) -> Response:
        response = Response("ok")
        remember(response, token)
        return response

    @app.get("/out")
    def sign_out_here() -> Response:
        response = Response("ok")
        forget(response)
        return response

    with app.test_client() as client:
        yield client


def login_of(response: TestResponse) -> Any:
    assert response.json is not None
    return response.json["login"]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_visitor_is_nobody(client: FlaskClient) -> None:
    told = client.get("/who").json
    assert told == {"login": None, "roles": None, "bearer": False, "cookie": False}


def test_the_cookie_signs_in_until_it_is_forgotten(client: FlaskClient, token: str) -> None:
    client.get(f"/in/{token}")
    told = client.get("/who").json
    assert told == {"login": "vera", "roles": ["teacher"], "bearer": False, "cookie": True}
    client.get("/out")
    assert login_of(client.get("/who")) is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: FlaskClient, token: str
) -> None:
    header = client.get(f"/in/{token}").headers["Set-Cookie"]
    parts = set(header.split("; "))
    assert {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={30 * 24 * 3600}"} <= parts
    assert "Secure" not in parts


def test_behind_https_the_cookie_is_secure(
    client: FlaskClient, settings: Settings, token: str
) -> None:
    client.application.extensions["parta"]["settings"] = settings.model_copy(
        update={"secure_cookies": True}
    )
    for address in (f"/in/{token}", "/out"):
        assert "; Secure" in client.get(address).headers["Set-Cookie"]


def test_nothing_of_a_sign_in_stands_in_flasks_own_cookie(client: FlaskClient, token: str) -> None:
    client.get(f"/in/{token}")
    client.get("/who")
    assert client.get_cookie("session") is None
    assert client.get_cookie(COOKIE) is not None


def test_a_programs_token_signs_in_by_its_header_only(
    client: FlaskClient, session: Session, token: str, clock: Any
) -> None:
    _, own = create_token(session, "vera", clock=clock)
    response = client.get("/who", headers=bearer(own))
    assert response.json is not None
    assert (response.json["login"], response.json["bearer"]) == ("vera", True)
    client.set_cookie(COOKIE, own)
    assert login_of(client.get("/who")) is None


def test_a_browsers_token_is_no_good_in_a_header(client: FlaskClient, token: str) -> None:
    assert login_of(client.get("/who", headers=bearer(token))) is None


def test_a_wrong_header_is_not_mended_by_the_cookie(client: FlaskClient, token: str) -> None:
    client.get(f"/in/{token}")
    assert login_of(client.get("/who", headers=bearer("нет".encode().hex()))) is None


@pytest.mark.parametrize("header", ["Basic dmVyYTp4", "Bearer", "bearer ", "", "Bearer \u00ff"])
def test_an_odd_header_is_no_sign_in_and_no_error(client: FlaskClient, header: str) -> None:
    assert login_of(client.get("/who", headers={"Authorization": header})) is None


def test_a_revoked_session_signs_nobody_in_at_the_next_request(
    client: FlaskClient, session: Session, token: str, clock: Any
) -> None:
    client.get(f"/in/{token}")
    assert login_of(client.get("/who")) == "vera"
    found = session.get(LoginSession, 1)
    assert found is not None
    revoke(session, found.id, clock)
    assert login_of(client.get("/who")) is None
