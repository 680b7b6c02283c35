"""A system's Chromium, driven headless: the words of the tests that look at the page in a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = "no Chromium is installed: install one, or name it with LEDGERGATE_CHROMIUM"


def chromium() -> str:
    """The program, "" where there is none. Nothing is downloaded."""
    named = os.environ.get("LEDGERGATE_CHROMIUM", "")
    return named or next((found for name in NAMES if (found := shutil.which(name))), "")


def launched(playwright: Playwright) -> Browser:
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # as whom its sandbox does not start
    return playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"] if root else [])


class Seen:
    """A page in the browser, with all that it complained about and every address that it asked for."""

    def __init__(self, browser: Browser, file: Path, fragment: str = "", *, width: int = 1280, **how: Any) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.address = file.resolve().as_uri()
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900}, **how)
        self.page.on("console", lambda one: self.complaints.append(f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda one: self.complaints.append(str(one)))
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.goto(self.address + fragment)

    @property
    def fragment(self) -> str:
        return self.page.url.partition("#")[2]

    def keys(self, ledger: str = "candidates") -> list[str]:
        """The keys of the rows that a table shows, in its order."""
        return [
            one.strip()
            for one in self.page.locator(f"[data-ledger={ledger}] .items tbody tr:visible th").all_inner_texts()
        ]

    def says(self, ledger: str = "candidates") -> str:
        return self.page.locator(f"[data-ledger={ledger}] .status").inner_text()

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def axe(self) -> list[str]:
        """What axe-core finds wrong, each with the first element that shows it."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
