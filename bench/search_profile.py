"""Where the time of a page of results goes, by sort of query.

    .venv/bin/python bench/search_profile.py --home DIR [--engine URL] [--each N] [--sorts rare,…]

``DIR`` is a home that ``bench/search --http --home DIR`` has filled. Its teacher asks for the same
addresses as there, within this process, each once to warm up and once measured. Printed are the
processor's milliseconds a page, and of each part those spent in it and below it; parts lie within
each other, so they add up to more than the page.
"""

import argparse
import functools
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from pkgutil import resolve_name
from time import thread_time
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import search_http  # noqa: E402

PARTS = {
    "find, in all": "search.views.find",
    "understanding and looking": "search.searcher.look",
    "engine": "search.moving.MovingEngine.search",
    "the best 200 in order": "search.rerank.in_order",
    "their worth": "search.searcher.worth",
    "their near-duplicates": "search.searcher.near_ids",
    "cards": "search.find.cards",
    "passages": "search.find.best_passages",
    "names of the counts": "search.facets.named",
    "the log's row": "search.query_log.note",
    "template": "search.views.render_template",
}
"""What is told of a page → the name by which it is called."""


class Watch:
    """Processor seconds of this thread by part."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def over(self, part: str, called: Callable[..., Any]) -> Callable[..., Any]:
        """The same callable, its time told."""

        @functools.wraps(called)
        def timed(*given: Any, **named: Any) -> Any:
            began = thread_time()
            try:
                return called(*given, **named)
            finally:
                self.spent[part] += thread_time() - began

        return timed


@contextmanager
def watched() -> Iterator[Watch]:
    """All parts watched."""
    watch = Watch()
    with ExitStack() as stack:
        for part, name in PARTS.items():
            stack.enter_context(patch(name, watch.over(part, resolve_name(name))))
        yield watch


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--home", type=Path, required=True)
    options.add_argument("--engine", default="whoosh:", help="PARTA_SEARCH_URL")
    options.add_argument("--each", type=int, default=40)
    options.add_argument("--sorts", default="listing,rare,common,three,title,filter,phrase,typo")
    given = options.parse_args()
    asked = search_http.asks(given.home, given.engine, given.each)

    from app.factory import create_app
    from core.settings import load_settings

    browser = create_app(load_settings()).test_client()
    found = search_http.TOKEN.search(browser.get("/").text)
    form = {"login": search_http.TEACHER, "password": search_http.password_of(given.home)}
    browser.post("/signin", data=form | {"csrf_token": found[1] if found else ""})
    for sort in given.sorts.split(","):
        paths = [one.path for one in asked if one.sort == sort]
        for path in paths:
            browser.get(path)
        with watched() as watch:
            began = thread_time()
            for path in paths:
                browser.get(path)
            every = thread_time() - began
        print(f"\n{sort}: {1000 * every / len(paths):.1f} ms a page")
        for part in PARTS:
            print(f"  {part:28}{1000 * watch.spent[part] / len(paths):6.1f}")
    sys.stdout.flush()
    os._exit(0)  # the encoder's threads need not be waited for


if __name__ == "__main__":
    main()
