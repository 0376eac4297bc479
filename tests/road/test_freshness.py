"""What is published is found, and what is withdrawn is gone, while a worker is busy elsewhere."""

from pathlib import Path

import pytest

from tests.road.workers import a_film, job_of, running_step, until, worker_process
from tests.town import Town, a_picture

PROMISED = 2.0
"""Seconds from a change to what a search says."""

NAMES = (
    "Аксолотль",
    "Баобаб",
    "Вомбат",
    "Гинкго",
    "Дельтаплан",
    "Ехидна",
    "Жирандоль",
    "Зиккурат",
    "Ирбис",
    "Кристадин",
)


@pytest.mark.timeout(180)
def test_ten_publications_and_ten_withdrawals_beside_a_transcoding_worker(
    town: Town, tmp_path: Path
) -> None:
    teacher, methodologist, pupil = (
        town.by(login) for login in ("teacher", "methodologist", "pupil")
    )
    ids = {}
    for mark, name in enumerate(NAMES):
        sent = teacher.send(a_picture(tmp_path, 1000 + mark), title=name, lesson="math-5-1")
        ids[name] = sent.json["item_id"]
    town.work()
    for item_id in ids.values():
        assert teacher.post(f"items/{item_id}/submit").status_code == 200

    with worker_process(town):
        assert teacher.send(a_film(tmp_path, 600)).status_code == 202
        assert until(lambda: running_step(town) == "low", 30) is not None
        late = {}
        for name, item_id in ids.items():
            assert methodologist.post(f"items/{item_id}/publish").status_code == 200
            took = until(lambda name=name: pupil.titles(name)[:1] == [name], PROMISED)
            late |= {} if took is not None else {f"{name} published": item_id}
        for name, item_id in ids.items():
            assert methodologist.post(f"items/{item_id}/withdraw").status_code == 200
            took = until(lambda name=name: name not in pupil.titles(name), PROMISED)
            late |= {} if took is not None else {f"{name} withdrawn": item_id}
        job = job_of(town)

    assert late == {}
    assert job is not None
    assert job.state == "running", "the film was over too early to prove anything"
