"""The web application, put together from the rooms."""

import importlib
import logging
from datetime import timedelta
from typing import Any

from apiflask import APIFlask
from flask import Flask, g
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from accounts import login
from accounts.guard import check_views
from app import body_limits, chrome, csrf, errors, headers, health, openapi
from app.assets import DIST
from app.front import front
from app.media_address import media_url
from app.missed import missed
from app.opening import may_open, viewer_words
from app.services import Services
from catalog.captions import written_file
from core.settings import Settings, load_settings
from diary.opening import opens_by_homework
from media.delivery import address_key

ROOMS = (
    "accounts.views",
    "accounts.invite_views",
    "accounts.password_views",
    "accounts.class_views",
    "accounts.children_views",
    "catalog.views",
    "catalog.change_views",
    "catalog.near_views",
    "search.views",
    "search.lexicon_views",
    "search.lexicon_row_views",
    "search.request_views",
    "search.saved_views",
    "search.similar_views",
    "ingest.views",
    "ingest.suggest_views",
    "ingest.captions.views",
    "ingest.sorting_views",
    "ingest.tus.pages",
    "ingest.tus.views",
    "coverage.views",
    "media.views",
    "diary.week_views",
    "diary.attachment_views",
    "diary.lesson_views",
    "diary.material_views",
    "diary.assign_views",
    "diary.board_views",
    "diary.screen_views",
)
"""Modules with a blueprint ``views``, their own or another's to which they add."""

API_ROOMS = (
    "catalog.api",
    "search.api",
    "search.lexicon_api",
    "search.request_api",
    "search.saved_api",
    "search.similar_api",
    "ingest.api",
    "ingest.captions.api",
    "coverage.api",
    "diary.week_api",
    "diary.opens_api",
    "diary.homework_api",
)
"""Modules with an API blueprint ``api``."""

STATIC_MAX_AGE = timedelta(days=365)
"""Built assets carry their hash in the name."""


def create_app(settings: Settings | None = None) -> APIFlask:
    """The application for one installation; raises when a view names no permission."""
    services = Services(settings or load_settings())
    app = APIFlask(
        "parta",
        title="Парта",
        version="1",
        docs_path=None,
        spec_path="/api/openapi.json",
        static_folder=None,  # type: ignore[arg-type]
        template_folder=str(DIST.parent.parent / "templates"),
        json_errors=False,
    )
    _configure(app, services)
    app.before_request(body_limits.limit)
    login.install(app)
    chrome.register(app)
    csrf.install(app)
    errors.install(app)
    headers.install(app)
    app.register_blueprint(health.views)
    openapi.install(app)
    # All are imported before any is registered: one may add to another's blueprint.
    rooms = [importlib.import_module(name).views for name in ROOMS]
    calls = [importlib.import_module(name).api for name in API_ROOMS]
    for views in dict.fromkeys(rooms):
        app.register_blueprint(views)
    for api in dict.fromkeys(calls):
        app.register_blueprint(api, url_prefix="/api/v1")
    check_views(app.view_functions, exempt=("static", "openapi.spec"))
    app.wsgi_app = _wrapped(app, services.settings)  # type: ignore[method-assign]
    return app


def _configure(app: APIFlask, services: Services) -> None:
    settings = services.settings
    app.request_class = body_limits.request_class(settings)
    app.config.update(
        SECRET_KEY=services.secret,
        MEDIA_KEY=address_key(services.secret, services.recipes),
        MAX_CONTENT_LENGTH=body_limits.largest_file_body(settings),
        SESSION_COOKIE_NAME="parta_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        BABEL_DEFAULT_LOCALE="ru",
        BABEL_TRANSLATION_DIRECTORIES=str(DIST.parent.parent / "translations"),
        COMPRESS_MIMETYPES=["text/html", "application/json", "application/problem+json"],
        COMPRESS_MIN_SIZE=600,
    )
    app.extensions["parta"] = {
        "settings": settings,
        "clock": services.clock,
        "sessions": services.sessions,
        "storage": services.storage,
        "engine": services.engine,
        "means": services.means,
        "lesson_meanings": services.lesson_meanings,
        "item_meanings": services.item_meanings,
        "services": services,
        "front": front,
        "may_open": may_open,
        "missed": missed,
        "recipes": services.recipes,
        "written_file": written_file,
        "opens_beside": opens_by_homework,
        "media_url": media_url,
        "viewer_words": viewer_words,
    }
    _extend(app)


def _extend(app: Flask) -> None:
    from flask_babel import Babel, get_translations
    from flask_compress import Compress

    Babel(app)
    with app.app_context():
        ours = get_translations()  # there is one language: looked up once, not at every word
    pages: Any = app.jinja_env  # its method is that of an extension, which no type tells
    pages.install_gettext_callables(
        ours.gettext, ours.ngettext, newstyle=True, pgettext=ours.pgettext
    )
    Compress(app)

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()

    logging.getLogger("parta").setLevel(logging.INFO)


def _wrapped(app: APIFlask, settings: Settings) -> Any:
    inner: Any = app.wsgi_app
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        inner = ProxyFix(inner, x_for=n, x_proto=n, x_host=n)
    return WhiteNoise(
        inner,
        root=str(DIST) if DIST.is_dir() else None,
        prefix="static/",
        max_age=int(STATIC_MAX_AGE.total_seconds()),
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=headers.static,
    )
