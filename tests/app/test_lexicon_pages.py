"""«Словарь поиска» over HTTP: a proposal becomes a row, a row is switched off and on again."""

import html
import io

from werkzeug.test import TestResponse

from tests.town import Town, form_word, shared_town, sign_in

__all__ = ["shared_town"]


def text(town: Town, path: str) -> str:
    answer = town.by("methodologist").get(path)
    assert answer.status_code == 200
    return plain(answer)


def plain(answer: TestResponse) -> str:
    return html.unescape(answer.text).replace("\xa0", " ")


def test_a_proposal_becomes_a_row_after_a_warning(shared_town: Town) -> None:
    for _ in range(2):
        shared_town.by("teacher").get("/search?q=дроблёнка")
    page = text(shared_town, "/lexicon/proposals")
    assert "/lexicon/new?term=" in page
    assert "дроблёнка" in page
    browser = shared_town.app.test_client()
    sign_in(browser, "methodologist")
    row = {"term": "дроблёнка", "targets": "доли\r\nневиданное", "kind": "synonym"}
    row["csrf_token"] = form_word(browser, "/lexicon/new")
    warned = browser.post("/lexicon/new", data=row)
    assert warned.status_code == 200
    assert "«невиданное» — такого нет в программе" in plain(warned)
    assert "«доли» —" not in plain(warned)
    kept = browser.post("/lexicon/new", data=row | {"anyway": "1"})
    assert kept.status_code == 303
    tried = text(shared_town, "/lexicon?try=дроблёнка 5 класс")
    assert "дроблёнка → доли" in tried
    assert "дроблёнка" not in text(shared_town, "/lexicon/proposals")
    refused = browser.post("/lexicon/new", data=row | {"anyway": "1"})
    assert refused.status_code == 409
    assert "Такая строка в словаре уже есть" in plain(refused)


def test_a_row_is_switched_off_and_the_change_is_undone(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    made = by.post("lexicon", json={"term": "доленька", "targets": ["доли", "ух"]})
    assert made.status_code == 201
    assert made.json["unknown_targets"] == ["ух"]
    key = made.json["row_id"]
    again = by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "0", "q": "доленька"})
    assert "q=" in again.headers["Location"]
    assert "выключена" in text(shared_town, "/lexicon?q=доленька&of=off")
    assert "Выключена: " in text(shared_town, "/lexicon/changes")
    by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "1", "from": "history"})
    [row] = by.json("lexicon", q="доленька", of="own")["items"]
    assert (row["term"], row["in_force"], row["own"]) == ("доленька", True, True)


def test_a_table_goes_out_and_comes_in(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    table = "term;kind;targets;subjects\r\nдолька;everyday;доли; math\r\nи;;доли;\r\n"
    sent = by.post(
        "/lexicon/import", data={"table": (io.BytesIO(table.encode("cp1251")), "слова.csv")}
    )
    assert sent.status_code == 422
    assert "Добавлена 1 строка, не подошла 1 строка." in plain(sent)
    assert "Строка файла 3:" in plain(sent)
    out = by.get("/lexicon.csv")
    assert "долька;everyday;доли;math" in out.data.decode("utf-8-sig")
    none = by.post("/lexicon/import", data={"table": (io.BytesIO(b""), "пусто.csv")})
    assert none.status_code == 422
    assert "Это не таблица словаря" in plain(none)


def test_the_calls_reword_switch_and_try_out(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    key = by.post("lexicon", json={"term": "кусочек", "targets": ["доли"]}).json["row_id"]
    told = {"term": "кусочек", "targets": ["дроби"], "subjects": ["math"], "kind": "everyday"}
    other = by.call("PUT", f"/api/v1/lexicon/{key}", json=told).json["row_id"]
    assert other != key
    tried = by.json("lexicon/try", q="кусочек")
    [one] = [one for one in tried["stand_ins"] if one["said"] == "кусочек"]
    assert (one["meant"], one["by"], one["subjects"]) == ("дроби", "lexicon", ["math"])
    off = by.call("PATCH", f"/api/v1/lexicon/{other}", json={"in_force": False})
    assert off.json["in_force"] is False
    assert by.call("PATCH", "/api/v1/lexicon/none", json={"in_force": True}).status_code == 404
    unknown = by.post("lexicon", json=told | {"subjects": ["alchemy"]})
    assert (unknown.status_code, unknown.json["code"]) == (422, "unknown_subject")
