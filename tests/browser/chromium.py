"""One headless Chromium for all pages, and what a test asks it about a page."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDTHS: Final = (320, 360, 800, 1400)
SCHEMES: Final = ("light", "dark")
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Texts of one picture whose boxes meet, and those that leave it.
_CLASHES: Final = """
    const found = [];
    for (const svg of document.querySelectorAll('svg.run')) {
        // The numbers of the scale stand in the margin that the picture is given.
        const frame = (svg.closest('.plot') || svg).getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map(
            it => [it.textContent, it.getBoundingClientRect()])
            .filter(([, box]) => box.width);
        texts.forEach(([name, a], index) => {
            if (a.left < frame.left - 1 || a.right > frame.right + 1 ||
                a.top < frame.top - 1 || a.bottom > frame.bottom + 1)
                found.push(name + ' leaves its picture');
            for (const [other, b] of texts.slice(index + 1))
                if (a.left < b.right - 1 && b.left < a.right - 1 &&
                    a.top + 2 < b.bottom - 1 && b.top + 2 < a.bottom - 1)
                    found.push(name + ' meets ' + other);
        });
    }
    return found;
"""
_AXE: Final = """
    const done = arguments[arguments.length - 1];
    axe.run({resultTypes: ['violations']}).then(it => done(it.violations.map(
        v => [v.impact, v.id, v.nodes.length, v.nodes[0].html])));
"""


class Page:
    """A page that is open in the browser."""

    def __init__(self, driver: Any) -> None:
        """Look at what *driver* shows."""
        self._driver = driver

    def show(self, path: Path, *, width: int, scheme: str) -> None:
        """Open a file at a width, in light or dark."""
        self._call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        self._driver.get_log("performance")
        self._driver.get(path.as_uri())

    @property
    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        events = [
            json.loads(it["message"])["message"]
            for it in self._driver.get_log("performance")
        ]
        return [
            it["params"]["request"]["url"]
            for it in events
            if it["method"] == "Network.requestWillBeSent"
            # The browser's own first page loads itself.
            and not it["params"]["documentURL"].startswith("chrome://")
        ]

    @property
    def complaints(self) -> list[str]:
        """What the browser's console says: violations of the policy, above all."""
        return [it["message"] for it in self._driver.get_log("browser")]

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = (
            "return document.documentElement.scrollWidth"
            " - document.documentElement.clientWidth"
        )
        return int(self._driver.execute_script(script))

    @property
    def clashes(self) -> list[str]:
        """Which texts of a picture overlap, or leave it."""
        return list(self._driver.execute_script(_CLASHES))

    @property
    def findings(self) -> list[Any]:
        """What axe-core finds, of any rank."""
        source = files("axe_core_python") / "axe.min.js"
        self._driver.execute_script(source.read_text(encoding="utf-8"))
        return list(self._driver.execute_async_script(_AXE))

    def bottom_of(self, selector: str) -> int:
        """How many pixels from the top of the page an element ends."""
        script = (
            "return Math.ceil(document.querySelector(arguments[0])"
            ".getBoundingClientRect().bottom + window.scrollY)"
        )
        return int(self._driver.execute_script(script, selector))

    def printed(self, *, inches: tuple[float, float]) -> bytes:
        """Return the page as it comes out of a printer."""
        answer = self._call(
            "Page.printToPDF",
            paperWidth=inches[0],
            paperHeight=inches[1],
            printBackground=True,
        )
        return base64.b64decode(answer["data"])

    def run(self, script: str) -> Any:
        """Return what a script in the page returns."""
        return self._driver.execute_script(script)

    def media(self, name: str) -> None:
        """Show the page as on paper (`print`) or on a screen (nothing)."""
        self._call("Emulation.setEmulatedMedia", media=name)

    def _call(self, command: str, **arguments: Any) -> Any:
        return self._driver.execute_cdp_cmd(command, arguments)


@contextmanager
def started(browser: str, driver: str) -> Iterator[Page]:
    """Run a browser of its own while the block runs."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = browser
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability(
            "goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"}
        )
        chrome = webdriver.Chrome(options=options, service=Service(driver))
        try:
            chrome.get("about:blank")
            yield Page(chrome)
        finally:
            chrome.quit()
