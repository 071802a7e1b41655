"""The update as a browser paints it, to compare with pictures that somebody looked at.

``python -m tests.pixels`` paints the pictures in ``tests/data/pixels/`` anew.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
import struct
import zlib

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page, sync_playwright

from orchestrator.rendering import render
from tests.mail_samples import DIGEST

FOLDER = Path(__file__).parent / "data" / "pixels"
VIEWS = [(width, scheme) for width in (720, 390) for scheme in ("light", "dark")]
BLOCK = 8
# The fonts of the test servers, so that a line breaks at the same word everywhere.
_FONTS = "*{font-family:Inter!important}.key{font-family:'DejaVu Sans Mono'!important}"
_DECODE = """async data => {
    const image = new Image(); image.src = data; await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width; canvas.height = image.height;
    const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
    const bytes = context.getImageData(0, 0, image.width, image.height).data;
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768)
        text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return [image.width, image.height, btoa(text)];
}"""

Picture = npt.NDArray[np.uint8]


@contextmanager
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


def update() -> str:
    """The sample studio's update; its days are written down, so it is the same on every day."""
    return render("digest", DIGEST).html


def painted(page: Page, html: str, width: int, scheme: str) -> Picture:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(html)
    page.add_style_tag(content=_FONTS)
    return decoded(page, page.screenshot(full_page=True))


def decoded(page: Page, png: bytes) -> Picture:
    data = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    width, height, found = page.evaluate(_DECODE, data)
    pixels = np.frombuffer(base64.b64decode(found), dtype=np.uint8)
    return pixels.reshape(height, width, 4)[:, :, :3]


def difference(one: Picture, other: Picture) -> float:
    """How far apart the most different squares are in their mean colour, 0 to 255.

    Another smoothing of letters moves the mean of a square little, a moved line much.
    """
    if one.shape != other.shape:
        return 255.0
    return float(np.abs(_means(one) - _means(other)).max())


def path_of(width: int, scheme: str) -> Path:
    return FOLDER / f"digest-{width}-{scheme}.png"


def _means(picture: Picture) -> npt.NDArray[np.float64]:
    height, width = (size // BLOCK * BLOCK for size in picture.shape[:2])
    squares = picture[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3)
    return np.asarray(squares.mean(axis=(1, 3)))


def encoded(picture: Picture) -> bytes:
    """A PNG of at most 256 colours."""
    for step in (4, 8, 12, 16, 24):
        coarse = np.minimum((picture.astype(int) + step // 2) // step * step, 255)
        colours, places = np.unique(coarse.reshape(-1, 3), axis=0, return_inverse=True)
        if len(colours) <= 256:
            break
    height, width = picture.shape[:2]
    rows = places.reshape(height, width).astype(np.uint8)
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows])  # each begins with its filter: none
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", colours.astype(np.uint8).tobytes())
        + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with browser_page() as page:
        for view in VIEWS:
            path_of(*view).write_bytes(encoded(painted(page, update(), *view)))
