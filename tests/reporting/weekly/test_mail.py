"""The mail: its parts, its picture, and what is left where neither is shown."""

import re
import struct
import zlib
from email import message_from_string, policy
from email.message import EmailMessage, MIMEPart

import pytest

from riskctl.model.period import Week
from riskctl.model.watch import Watch
from riskctl.reporting.weekly.bulletin import bulletin_of
from riskctl.reporting.weekly.colours import FILLS
from riskctl.reporting.weekly.mail import render_mail
from riskctl.reporting.weekly.png import HEIGHT, WIDTH
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import report_of

MOST_BYTES = 60_000
WEEKS = (Week(2022, 9), Week(2011, 50), Week(2026, 30))


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


def parts_of(text: str) -> tuple[MIMEPart, MIMEPart, MIMEPart]:
    """Return the text, the page and the picture of a mail."""
    mail = message_from_string(text, _class=EmailMessage, policy=policy.default)
    plain, related = mail.iter_parts()
    page, picture = related.iter_parts()
    return plain, page, picture


def pixels(png: bytes) -> list[bytes]:
    """Return the rows of a picture with a palette, each pixel as its colour."""
    chunks, place = {}, 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        (check,) = struct.unpack(">I", png[place + 8 + size : place + 12 + size])
        assert check == zlib.crc32(name + data)
        chunks[name] = data
        place += 12 + size
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (WIDTH, HEIGHT)
    raw, palette = zlib.decompress(chunks[b"IDAT"]), chunks[b"PLTE"]
    rows = [raw[it + 1 : it + 1 + WIDTH] for it in range(0, len(raw), WIDTH + 1)]
    return [b"".join(palette[3 * it : 3 * it + 3] for it in row) for row in rows]


class TestMail:
    @pytest.mark.parametrize("week", WEEKS, ids=str)
    def test_is_small_and_brings_its_picture(self, example: Watch, week: Week) -> None:
        """Nothing is fetched: the picture is named by its content id."""
        text = render_mail(report_of(example, week))
        _, page, picture = parts_of(text)
        assert len(text.encode()) < MOST_BYTES
        assert picture["Content-ID"] == "<run@riskctl>"
        assert 'src="cid:run@riskctl"' in page.get_content()
        assert not re.search(r"(?:src|href)=.https?:", page.get_content())

    @pytest.mark.parametrize("week", WEEKS, ids=str)
    def test_says_it_all_without_styles_and_pictures(
        self, example: Watch, week: Week
    ) -> None:
        """The level and the bottom line, in the page and in the text."""
        report = report_of(example, week)
        plain, page, _ = parts_of(render_mail(report))
        bare = re.sub(r"<img[^>]*>|style=\"[^\"]*\"", "", page.get_content())
        said = bulletin_of(report)
        for text in (re.sub(r"<[^>]*>", "", bare), plain.get_content()):
            shown = " ".join(text.replace("&#x27;", "'").split())
            assert said.title in shown
            assert said.lead in shown

    def test_draws_the_levels_as_they_were(self, example: Watch) -> None:
        """Watchful, then tense, then severe, from the left to the right."""
        _, _, picture = parts_of(render_mail(report_of(example, WEEKS[0])))
        bottom = pixels(picture.get_content())[-1]
        colours = [bottom[it : it + 3].hex() for it in range(0, len(bottom), 3)]
        order = [it for it in dict.fromkeys(colours) if f"#{it}" in FILLS.values()]
        assert [f"#{it}" for it in order] == [
            FILLS[it] for it in ("blue", "yellow", "orange")
        ]

    def test_is_the_same_each_time(self, example: Watch) -> None:
        """The boundaries, too."""
        report = report_of(example, WEEKS[0])
        assert render_mail(report) == render_mail(report)
