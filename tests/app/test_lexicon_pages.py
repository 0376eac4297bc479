"""«Словарь поиска» over HTTP: a proposal becomes a row, a row is switched off and on again."""

import html
import io
import re

from werkzeug.test import TestResponse

from search.lexicon_rows import shipped
from tests.town import Town, form_word, shared_town, sign_in

__all__ = ["shared_town"]


def text(town: Town, path: str) -> str:
    answer = town.by("methodologist").get(path)
    assert answer.status_code == 200
    return plain(answer)


def plain(answer: TestResponse) -> str:
    return html.unescape(answer.text).replace("\xa0", " ")


def test_a_proposal_becomes_a_row_after_a_warning(shared_town: Town) -> None:
    for _ in range(3):
        shared_town.by("teacher").get("/search?q=дроблёнка")
    page = text(shared_town, "/lexicon/proposals")
    assert "/lexicon/new?term=" in page
    assert shared_town.by("methodologist").get(f"/lexicon/changes?page={10**20}").status_code == 200
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


def strips(answer: TestResponse) -> list[str]:
    """The strips that say that all went well."""
    return re.findall(r'<(?:p|div) class="strip[^>]*>.*?</(?:p|div)>', answer.text, re.DOTALL)


def row_sent(town: Town, **row: str) -> TestResponse:
    browser = town.app.test_client()
    sign_in(browser, "methodologist")
    row["csrf_token"] = form_word(browser, "/lexicon/new")
    return browser.post("/lexicon/new", data={"kind": "synonym"} | row)


def test_the_form_takes_several_targets_in_a_line_and_says_so(shared_town: Town) -> None:
    assert "через «;»" in text(shared_town, "/lexicon/new")
    kept = row_sent(shared_town, term="полдоли -", targets="доли; Дроби\r\nлуч", anyway="1")
    assert kept.status_code == 303
    [row] = shared_town.by("methodologist").json("lexicon", q="полдоли", of="own")["items"]
    assert (row["term"], row["targets"]) == ("полдоли", ["доли", "Дроби", "луч"])


def test_too_long_a_term_is_refused_with_the_limit_and_kept_in_the_form(shared_town: Town) -> None:
    long = "долька " * 43
    refused = row_sent(shared_town, term=long, targets="доли")
    assert refused.status_code == 422
    assert "Не длиннее 120 знаков" in plain(refused)
    assert long.strip() in plain(refused)
    field = re.search(r'<input[^>]*name="term"[^>]*>', text(shared_town, "/lexicon/new"))
    assert field
    assert "maxlength" not in field[0]


def test_a_row_is_switched_off_and_the_change_is_undone(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    made = by.post("lexicon", json={"term": "доленька", "targets": ["доли", "ух"]})
    assert made.status_code == 201
    assert made.json["unknown_targets"] == ["ух"]
    key = made.json["row_id"]
    again = by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "0", "q": "доленька"})
    assert "q=" in again.headers["Location"]
    assert "выключена" in text(shared_town, "/lexicon?q=доленька&of=off")
    told = text(shared_town, "/lexicon/changes")
    assert told.index("Выключена: ") < told.index("Добавлена: ")
    by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "1", "from": "history"})
    assert "Включена: " in text(shared_town, "/lexicon/changes")
    [row] = by.json("lexicon", q="доленька", of="own")["items"]
    assert (row["term"], row["in_force"], row["own"]) == ("доленька", True, True)


def test_where_no_row_is_left_of_a_sort_the_words_are_looked_for_in_all(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    by.post("lexicon", json={"term": "долечка", "targets": ["доли"]})
    off = text(shared_town, "/lexicon?q=долечка&of=off")
    assert "В словаре нет" not in off
    assert "Среди выключенных нет «долечка»." in off
    assert "/lexicon/new?term=" not in off.split("<main")[1].split("Среди выключенных")[1]
    assert "Искать во всех строках" in off
    assert "Среди своих нет «абракадабра»." in text(shared_town, "/lexicon?q=абракадабра&of=own")
    assert "В словаре нет «абракадабра»." in text(shared_town, "/lexicon?q=абракадабра")


def test_an_own_row_that_is_off_is_removed_and_brought_back(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    key = by.post("lexicon", json={"term": "долюшка", "targets": ["доли"]}).json["row_id"]
    removal = f'action="/lexicon/rows/{key}/remove"'
    assert removal not in text(shared_town, "/lexicon?q=долюшка")
    by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "0"})
    assert removal in text(shared_town, "/lexicon?q=долюшка&of=off")
    gone = by.post(f"/lexicon/rows/{key}/remove", data={"of": "off"})
    assert gone.headers["Location"] == "/lexicon?of=off"
    assert "долюшка" not in text(shared_town, "/lexicon?of=off")
    told = text(shared_town, "/lexicon/changes")
    assert "Удалена: " in told
    by.post(f"/lexicon/rows/{key}/switch", data={"in_force": "0", "from": "history"})
    assert "долюшка" in text(shared_town, "/lexicon?of=off")
    assert "Возвращена в выключенные: " in text(shared_town, "/lexicon/changes")
    assert by.call("DELETE", f"/api/v1/lexicon/{key}").status_code == 204
    assert by.json("lexicon", q="долюшка", of="off")["items"] == []
    ours = next(iter(shipped().by_key))
    assert by.call("DELETE", f"/api/v1/lexicon/{ours}").status_code == 409


def test_a_query_tried_out_is_followed_by_the_rows_that_spoke_alone(shared_town: Town) -> None:
    shared_town.by("methodologist").post("lexicon", json={"term": "долинка", "targets": ["доли"]})
    page = text(shared_town, "/lexicon?try=долинка 5 класс")
    assert page.count('class="pad saying"') == 1
    assert "долинка</b> → доли" in page
    nothing = text(shared_town, "/lexicon?try=абракадабра")
    assert 'class="pad saying"' not in nothing
    assert "В словаре нет" not in nothing


def test_thousands_are_set_apart(shared_town: Town) -> None:
    assert re.search(r"\d \d{3} строк", text(shared_town, "/lexicon"))


def test_a_table_goes_out_and_comes_in(shared_town: Town) -> None:
    by = shared_town.by("methodologist")
    table = "term;kind;targets;subjects\r\nдолька;everyday;доли; math\r\nи;;доли;\r\n"
    sent = by.post(
        "/lexicon/import", data={"table": (io.BytesIO(table.encode("cp1251")), "слова.csv")}
    )
    assert sent.status_code == 422
    assert "Добавлена 1 строка, не подошла 1 строка." in plain(sent)
    assert "Строка файла 3:" in plain(sent)
    assert strips(sent) == []
    out = by.get("/lexicon.csv").data
    assert "долька;по-простому;доли;Математика" in out.decode("utf-8-sig")
    again = by.post("/lexicon/import", data={"table": (io.BytesIO(out), "слова.csv")})
    assert again.status_code == 200
    assert len(strips(again)) == 1
    assert "Добавлено 0 строк" in plain(again)
    assert by.get("/lexicon.csv").data == out
    none = by.post("/lexicon/import", data={"table": (io.BytesIO(b""), "пусто.csv")})
    assert none.status_code == 422
    assert "Это не таблица словаря" in plain(none)
    led = by.get("/lexicon/import")
    assert (led.status_code, led.headers["Location"]) == (303, "/lexicon?of=own")
    assert "term;kind;targets;subjects" in text(shared_town, "/lexicon")


def test_a_table_warns_of_targets_that_the_programme_lacks(shared_town: Town) -> None:
    table = "term;kind;targets;subjects\nдоленята;;доли;Математика\nпшик;;невиданное;\n"
    sent = shared_town.by("methodologist").post(
        "/lexicon/import", data={"table": (io.BytesIO(table.encode()), "слова.csv")}
    )
    assert sent.status_code == 200
    assert strips(sent) == []
    assert "Строка файла 3: «невиданное» — такого нет в программе." in plain(sent)
    assert "Строка файла 2" not in plain(sent)


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
