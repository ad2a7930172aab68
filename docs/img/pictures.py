"""Makes the pictures of the README from what the program prints today.

    .venv/bin/python docs/img/pictures.py

`show.svg` needs nothing else; `page.png` is a screenshot and needs Chromium (`BROWSER` may name another browser of its kind).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from pipeline.cli import page
from pipeline.cli.show import load, summary

FOLDER = Path(__file__).resolve().parent
SAMPLE = FOLDER.parent.parent / "samples" / "01_vijest_praksa_travnik.txt"


def picture_of_terminal() -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=118, file=nowhere, highlight=False, force_terminal=True, color_system="truecolor")
        console.print(summary(load(SAMPLE)))
    drawing = console.export_svg(title=f"zapisnik show samples/{SAMPLE.name}", theme=DIMMED_MONOKAI, unique_id="zapisnik")
    drawing = re.sub(r"\s*@font-face \{.*?\}\n", "\n", drawing, flags=re.S)  # the fonts would come from the network
    (FOLDER / "show.svg").write_text(drawing, encoding="utf-8")


def picture_of_page() -> None:
    browser = os.environ.get("BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        print("no Chromium found: page.png stays as it is")
        return
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "page.html"
        html.write_text(page.render(load(SAMPLE)), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        options += ["--hide-scrollbars", "--window-size=1400,1000"]
        subprocess.run([browser, *options, f"--screenshot={FOLDER / 'page.png'}", html.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    picture_of_terminal()
    picture_of_page()
