"""The description of the calls is true: schemathesis reads it and tries every call by it."""

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.town import Town

UPLOADS = {
    # Any bytes fit the description of a file; that they are no deck is said by 422. So is a
    # subject that the grid does not have; of a class and a pupil only one may be asked for; an
    # address may ask for nothing.
    "include-operation-id": ["createItem", "createVersion", "getDiary", "saveSearch"],
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "413", "422"]
        },
        # In a form every value is text: «true» where a text is wanted is a text.
        "negative_data_rejection": {"enabled": False},
    },
}


CALLS = (
    "search",
    "suggest",
    "listRequests",
    "askForMaterial",
    "answerRequest",
    "takeRequestBack",
    "listSavedSearches",
    "saveSearch",
    "changeSavedSearch",
    "deleteSavedSearch",
    "similarItems",
    "listLexiconRows",
    "listLexiconProposals",
    "addLexiconRow",
    "rewordLexiconRow",
    "switchLexiconRow",
    "removeLexiconRow",
    "tryQuery",
    "createItem",
    "createVersion",
    "restoreVersion",
    "getItem",
    "getItemStatus",
    "listCaptions",
    "sendCaptions",
    "deleteCaptions",
    "submitItem",
    "publishItem",
    "askChanges",
    "withdrawItem",
    "listLessons",
    "getLesson",
    "getCoverage",
    "getDiary",
    "recordOpen",
    "listOpens",
    "createHomework",
    "getHomework",
    "changeHomework",
    "deleteHomework",
    "createAttachment",
    "deleteAttachment",
)


@pytest.fixture(scope="module")
def described(shared_town: Town) -> Any:
    config = SchemathesisConfig.from_dict({"operations": [UPLOADS]})
    return schemathesis.openapi.from_wsgi("/api/openapi.json", shared_town.app, config=config)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("call", CALLS)
def test_every_call_does_what_its_description_says(
    shared_town: Town, described: Any, call: str, mode: GenerationMode
) -> None:
    operation = described.find_operation_by_id(call)
    headers = {
        "Authorization": f"Bearer {shared_town.keys['teacher']}",
        "Accept-Encoding": "identity",
    }

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=20,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def tried(case: Any) -> None:
        case.call_and_validate(headers=headers)

    tried()


def test_every_call_is_tried(described: Any) -> None:
    ids = {one.ok().definition.raw["operationId"] for one in described.get_all_operations()}
    assert ids == set(CALLS)


def test_the_description_is_openapi_3_1_for_every_call_there_is(shared_town: Town) -> None:
    spec = shared_town.by("").get("/api/openapi.json").json
    described = {
        (path, method.upper()) for path, calls in spec["paths"].items() for method in calls
    }
    there = {
        (re.sub(r"<(?:[^<>:]*:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in shared_town.app.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.rule.startswith("/api/v1/") and method not in ("HEAD", "OPTIONS")
    }

    assert spec["openapi"] == "3.1.0"
    assert described == there
    assert spec["components"]["securitySchemes"].keys() == {"bearer", "session", "csrf"}
    for calls in spec["paths"].values():
        for call in calls.values():
            assert call["security"]
            for status, answer in call["responses"].items():
                if status == "204":
                    assert "content" not in answer
                    continue
                kinds = {"application/json"} if status[0] == "2" else {"application/problem+json"}
                assert answer["content"].keys() == kinds


def test_the_description_can_be_read_as_a_page(shared_town: Town) -> None:
    page = shared_town.by("").get("/api/docs", headers={"Accept": "text/html"})

    assert page.status_code == 200
    for words in ("POST /api/v1/items", "per_page", "целое от 1 до 11", "parta token create"):
        assert words in page.text, words
    assert "<script>" not in page.text
    assert shared_town.by("").get("/api/docs").json["openapi"] == "3.1.0"
