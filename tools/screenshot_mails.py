"""Picture every mail on a desktop and a phone, light and dark, into build/mails.

python -m tools.screenshot_mails [MAIL...]
"""

from pathlib import Path
from shutil import which
import sys
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from orchestrator.rendering import render
from tests.mail_samples import SAMPLES

TARGET = Path("build/mails")
VIEWS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("desktop-light", 720, "light"),
    ("desktop-dark", 720, "dark"),
    ("phone-light", 390, "light"),
    ("phone-dark", 390, "dark"),
)


def main(mails: list[str]) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        for mail in mails:
            picture(browser, mail)
        browser.close()


def picture(browser: Browser, mail: str) -> None:
    rendered = render(mail, SAMPLES[mail])
    (TARGET / f"{mail}.txt").write_text(f"Subject: {rendered.subject}\n\n{rendered.text}")
    (TARGET / f"{mail}.html").write_text(rendered.html)
    for name, width, scheme in VIEWS:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.set_content(rendered.html)
        page.screenshot(path=TARGET / f"{mail}-{name}.png", full_page=True)
        page.close()


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(SAMPLES))
