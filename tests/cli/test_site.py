"""`riskctl site`: what it writes, what it leaves alone, what it never shows."""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from icalendar import Calendar

from riskctl.storage.site import MANIFEST
from tests.cli.small import logged_id
from tests.helpers import EXAMPLE, Outcome, run

# What may not be shown to everyone: added to the small watch's log.
MARKED = "\n" + Path(__file__).with_name("marked.toml").read_text(encoding="utf-8")
HIDDEN_DAY = '"date": "2026-11-11"'
TRACES = ("canary", "2026-11-11-secret", HIDDEN_DAY, "17 December")

LATER = "2026-11-25T12:00:00Z"
WEEKS = (41, 43, 45, 46)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where the site goes."""
    return tmp_path / "public"


def site(folder: Path, out: Path, *arguments: str) -> Outcome:
    """Write the site of a watch."""
    return run("site", str(out), *arguments, folder=folder)


def contents(out: Path) -> dict[str, bytes]:
    """Return every file with its bytes."""
    return {
        it.relative_to(out).as_posix(): it.read_bytes()
        for it in sorted(out.rglob("*"))
        if it.is_file()
    }


def last_line(done: Outcome) -> str:
    """Return what it said at the end; a slow machine first says that it takes time."""
    return done.stderr.splitlines()[-1]


def withdrawn(out: Path) -> int:
    """Return how many events the page of the method says are withdrawn."""
    found = re.search(r"(\d+) events? withdrawn", (out / "method.html").read_text())
    assert found
    return int(found[1])


def stamps(out: Path) -> dict[Path, int]:
    """Return when each file was written."""
    return {it: it.stat().st_mtime_ns for it in out.rglob("*") if it.is_file()}


def add(watch: Path, text: str) -> None:
    """Add records by hand."""
    with (watch / "log" / "2026-11.toml").open("a", encoding="utf-8") as log:
        log.write(text)


class TestFiles:
    def test_has_a_page_for_every_week_with_something_in_it(
        self, small: Path, out: Path
    ) -> None:
        """Where something is new in it, or the level changed; and the rest."""
        done = site(small, out)

        assert (0, "") == (done.exit_code, done.stdout)
        files = set(contents(out)) - {MANIFEST}
        assert last_line(done) == f"{out}: {len(files)} files, {len(files)} written"
        weeks = {it for it in files if it.startswith("weeks/")}
        events = {it for it in files if it.startswith("events/")}
        assert weeks == {f"weeks/2026-W{it}.html" for it in WEEKS}
        assert len(events) == 4
        assert {f"indicators/{it}.html" for it in ("treaty", "talks", "clash")} < files
        assert {it for it in files if "/" not in it} == {
            *("index.html", "weeks.html", "changes.html", "method.html", "data.html"),
            *("404.html", "style.css", "icon.svg", "badge.svg", "calendar.ics"),
            *("feed.xml", "weeks.xml", "level.json", "bulletin.json", "days.csv"),
            *("days.json", "events.json", "catalogue.json"),
        }

    def test_says_nothing_of_what_came_after_its_day(
        self, small: Path, out: Path
    ) -> None:
        """Neither a page nor a line of data."""
        site(small, out, "--as-of", "2026-11-09")

        assert {it.name[:10] for it in (out / "events").iterdir()} == {
            "2026-10-05", "2026-10-20",
        }  # fmt: skip
        assert "Shots at the river" not in b"".join(contents(out).values()).decode()

    def test_says_first_that_it_is_unofficial(self, small: Path, out: Path) -> None:
        """On every page, in the feed, the document, the badge, the calendar."""
        site(small, out)

        for path in out.rglob("*.html"):
            body = path.read_text().split("<body>")[1]
            assert "Unofficial." in body[:300]
        for name in (
            "feed.xml",
            "weeks.xml",
            "level.json",
            "badge.svg",
            "calendar.ics",
        ):
            assert "nofficial" in (out / name).read_text()[:500]

    def test_counts_the_events_that_are_withdrawn(self, small: Path, out: Path) -> None:
        """Not the notes, nor what was brought back."""
        site(small, out)
        before = withdrawn(out)
        run("note", "A rumour", folder=small)
        run("undo", "--yes", folder=small)
        logged = run("log", "clash", "shots", "Shots again", "-s", "Gazette",
                     "--again", folder=small).stdout  # fmt: skip
        found = logged_id(logged)
        site(small, out, "--force")
        assert withdrawn(out) == before

        run("retract", found, "--reason", "wrong", folder=small)
        site(small, out, "--force")
        assert withdrawn(out) == before + 1

    def test_names_the_weeks_beside_a_week(self, small: Path, out: Path) -> None:
        """In words, as everywhere on the site."""
        site(small, out)
        page = (out / "weeks" / "2026-W45.html").read_text()

        assert ">← Week of 19–25 October 2026</a>" in page
        assert ">Week of 9–15 November 2026 →</a>" in page

    def test_links_only_to_what_is_there(self, small: Path, out: Path) -> None:
        """Relative to the page."""
        site(small, out)

        for path in out.rglob("*.html"):
            for link in re.findall(r'href="([^"#]+)', path.read_text()):
                if not link.startswith("https://") and path.name != "404.html":
                    assert (path.parent / link).is_file(), f"{path}: {link}"

    def test_the_page_of_a_week_says_what_the_report_says(
        self, small: Path, out: Path
    ) -> None:
        """The same main part, but for fewer draws."""
        site(small, out)
        report = run("report", "--week", "2026-W46", "-f", "html", folder=small)

        def main(text: str) -> str:
            part = text.split('<ol class="ladder', 1)[1].split("</main>", maxsplit=1)[0]
            drawn = r'<p class="sure">.*?</p>|<tr>\s*<th[^>]*>9 of 10 draws.*?</tr>'
            return re.sub(drawn, "", part, flags=re.DOTALL)

        page = (out / "weeks" / "2026-W46.html").read_text()
        assert main(report.stdout) == main(page)
        assert "(100 draws)" in page

    def test_before_the_log_there_is_a_site_without_weeks(
        self, small: Path, out: Path
    ) -> None:
        """It says that there is no level."""
        done = site(small, out, "--as-of", "2026-10-01")

        assert done.exit_code == 0
        assert not (out / "weeks").exists()
        assert "no evidence" in (out / "index.html").read_text()


class TestAgain:
    def test_writes_nothing_when_nothing_changed(self, small: Path, out: Path) -> None:
        """Not a file is touched."""
        site(small, out)
        before = stamps(out)
        done = site(small, out)

        assert last_line(done).endswith(" files, 0 written")
        assert before == stamps(out)

    def test_gives_the_same_bytes_anywhere(self, small: Path, out: Path) -> None:
        """A removed folder is rebuilt."""
        site(small, out)
        site(small, out.parent / "other")

        assert contents(out) == contents(out.parent / "other")

    @pytest.mark.parametrize("damage", ["change", "delete", "manifest", "lie"])
    def test_mends_what_somebody_did_to_it(
        self, small: Path, out: Path, damage: str
    ) -> None:
        """A changed page, a lost one, a manifest that is broken or does not fit."""
        site(small, out)
        before = contents(out)
        page = out / "weeks" / "2026-W43.html"
        if damage == "change":
            page.write_text("defaced")
        elif damage == "delete":
            page.unlink()
        elif damage == "manifest":
            (out / MANIFEST).write_text('{"riskctl_site": 1, "files": [[["')
        else:
            page.write_text("defaced")
            text = (out / MANIFEST).read_text()
            digest = sha256(before["weeks/2026-W43.html"]).hexdigest()
            lie = sha256(b"other").hexdigest()
            (out / MANIFEST).write_text(text.replace(digest, lie))
        # What somebody wrote is theirs, until it is said otherwise.
        refused = 2 if damage in {"change", "lie"} else 0
        assert site(small, out).exit_code == refused
        done = site(small, out, "--force")

        assert done.exit_code == 0
        assert before == contents(out)

    def test_a_new_day_changes_no_week_that_is_over(
        self, small: Path, out: Path
    ) -> None:
        """What is logged today changes the pages of today."""
        site(small, out)
        weeks = stamps(out / "weeks")
        run("log", "clash", "deaths", "A new one", "-s", "https://example.org/n",
            "-g", "A1", folder=small)  # fmt: skip
        site(small, out)

        assert weeks == stamps(out / "weeks")
        assert "A new one" in (out / "index.html").read_text()

    def test_removes_what_it_made_and_no_longer_has(
        self, small: Path, out: Path
    ) -> None:
        """Nothing else: not a page that somebody changed, not a foreign file."""
        site(small, out)
        (out / "CNAME").write_text("example.org")
        (out / "weeks" / "2026-W46.html").write_text("mine now")
        site(small, out, "--as-of", "2026-11-08")

        assert (out / "CNAME").exists()
        assert (out / "weeks" / "2026-W46.html").read_text() == "mine now"
        assert not (out / "weeks" / "2026-W45.html").exists()


class TestRefusals:
    def test_takes_no_folder_of_the_watch(self, small: Path) -> None:
        """Neither the watch's own, nor one in its log."""
        for place in (small, small / "log", small / "log" / "site"):
            done = site(small, place)
            assert done.exit_code == 2
            assert "belongs to the watch" in done.stderr

    def test_takes_no_file(self, small: Path, out: Path) -> None:
        """And says so."""
        out.write_text("a file")
        done = site(small, out)

        assert (2, f"{out}: is not a folder\nhint: choose another name\n") == (
            done.exit_code,
            done.stderr,
        )

    def test_replaces_no_page_that_it_did_not_make(
        self, small: Path, out: Path
    ) -> None:
        """Unless it is forced to."""
        out.mkdir()
        (out / "index.html").write_text("mine")
        done = site(small, out)

        assert done.exit_code == 2
        assert "exists already" in done.stderr
        assert (out / "index.html").read_text() == "mine"
        assert site(small, out, "--force").exit_code == 0

    @pytest.mark.parametrize("mark", ["secret", "", "TLP:"])
    def test_knows_the_marks(self, small: Path, out: Path, mark: str) -> None:
        """And no other."""
        done = site(small, out, "--tlp", mark)

        assert done.exit_code == 2
        assert "is not a TLP mark" in done.stderr

    def test_wants_a_web_address(self, small: Path, out: Path) -> None:
        """For its links."""
        assert site(small, out, "--url", "javascript:x").exit_code == 2


class TestTlp:
    @pytest.mark.parametrize("limit", ["clear", "green", "amber"])
    def test_nothing_of_what_is_above_it_leaks(
        self, small: Path, out: Path, limit: str
    ) -> None:
        """No title, note, source, name, id or day; in no file."""
        add(small, MARKED)
        site(small, out, "--tlp", limit)
        text = b"".join(contents(out).values()).decode()
        leaks = [it for it in TRACES if it in text]

        expected = {
            "clear": [],
            "green": ["canary", "17 December"],
            "amber": list(TRACES),
        }[limit]
        assert leaks == expected
        assert f"above TLP:{limit.upper()} are not shown" in text

    def test_the_level_still_counts_it(self, small: Path, out: Path) -> None:
        """The score is that of the whole log."""
        add(small, MARKED)
        site(small, out)
        shown = json.loads((out / "level.json").read_text())
        whole = json.loads(run("level", "--json", folder=small).stdout)

        assert shown["score"] == whole["score"]
        assert "2026-12-17-plan01" in whole["coming_up"]
        assert "2026-12-17-plan01" not in shown["coming_up"]
        page = (out / "weeks" / "2026-W46.html").read_text()
        assert "1 event of this week left out" in page

    def test_what_becomes_secret_leaves_the_past(self, small: Path, out: Path) -> None:
        """A stricter amendment takes the first text back."""
        site(small, out)
        assert "Shots at the river" in (out / "weeks" / "2026-W46.html").read_text()
        run("amend", "shot01", "--tlp", "red", folder=small)
        site(small, out)

        assert b"Shots at the river" not in b"".join(contents(out).values())


class TestFeed:
    def test_is_a_feed(self, small: Path, out: Path) -> None:
        """With an entry for each change of level, ids all different."""
        site(small, out, "--url", "https://example.org/watch")
        found = feedparser.parse((out / "feed.xml").read_bytes())
        weeks = feedparser.parse((out / "weeks.xml").read_bytes())

        assert not weeks.bozo
        assert len(weeks.entries) == len(WEEKS)

        assert not found.bozo
        assert found.version == "atom10"
        ids = [it.id for it in found.entries]
        assert len(ids) == len(set(ids))
        assert all(it.startswith("tag:riskctl.invalid,2026:01234567") for it in ids)
        assert all("/change/" in it for it in ids)
        for it in found.entries:
            assert it.link.startswith("https://example.org/watch/")
            assert (out / it.link.split("/watch/")[1].split("#")[0]).is_file()
        assert found.feed.updated == max(it.updated for it in found.entries)

    def test_has_what_the_rfc_demands(self, small: Path, out: Path) -> None:
        """Id, title, updated and author; the same in every entry but the author."""
        site(small, out)
        name = "{http://www.w3.org/2005/Atom}"
        root = ET.fromstring((out / "feed.xml").read_text())  # noqa: S314 (ours)

        for tag in ("id", "title", "updated", "author"):
            assert len(root.findall(f"{name}{tag}")) == 1
        for entry in root.findall(f"{name}entry"):
            for tag in ("id", "title", "updated", "link", "summary"):
                assert len(entry.findall(f"{name}{tag}")) == 1

    def test_every_change_of_level_has_its_reason(self, small: Path, out: Path) -> None:
        """In words, on the page and in the feed."""
        site(small, out)
        page = (out / "changes.html").read_text()
        changes = feedparser.parse((out / "feed.xml").read_bytes()).entries

        assert page.count('<li id="d') == len(changes) > 0
        assert all("Reason: " in it.summary for it in changes)


class TestCalendar:
    def test_is_a_calendar(self, small: Path, out: Path) -> None:
        """One event for each scheduled one, and one for each change of level."""
        add(small, MARKED)
        site(small, out, "--tlp", "red")
        data = (out / "calendar.ics").read_bytes()
        found = Calendar.from_ical(data).walk("VEVENT")

        assert all(len(it) <= 75 for it in data.split(b"\r\n"))
        titles = {str(it["SUMMARY"]): it.decoded("DTSTART") for it in found}
        assert titles["A canary will sing; at dawn, perhaps"] == date(2026, 12, 17)
        assert sum(it.startswith("Level: ") for it in titles) > 0
        assert not any("Review" in it for it in titles)

    def test_revises_an_entry_that_says_something_else(
        self, small: Path, out: Path
    ) -> None:
        """A later stamp and a higher sequence, so that a subscriber sees it."""
        add(small, MARKED)
        site(small, out, "--tlp", "red")
        before = entry(out, "canary")
        run("amend", "plan01", "--date", "2026-12-18", folder=small, now=LATER)
        run("site", str(out), "--tlp", "red", folder=small, now=LATER)
        after = entry(out, "canary")

        assert before["UID"] == after["UID"]
        assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
        assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
        assert after.decoded("DTSTART") == date(2026, 12, 18)


class TestRevision:
    def test_of_a_week_moves_its_stamp(self, small: Path, out: Path) -> None:
        """The first day stays; whatever moment the correction claims for itself."""
        site(small, out)
        before = week_entry(out, "2026-W46")
        run(
            *("log", "clash", "deaths", "Found late", "-d", "2026-11-10", "-s", "x"),
            *("-g", "A1", "--recorded", "2026-11-11"),
            folder=small,
            now=LATER,
        )
        run("site", str(out), "--as-of", "2026-11-20", folder=small, now=LATER)
        after = week_entry(out, "2026-W46")

        assert before.title != after.title
        assert before.id == after.id
        assert before.published == after.published
        assert after.updated > before.updated


class TestFolder:
    def test_writes_through_no_link(self, small: Path, out: Path) -> None:
        """A page that is a link would change what lies elsewhere."""
        other = out.parent / "other.html"
        other.write_text("mine")
        out.mkdir()
        (out / "index.html").symlink_to(other)
        done = site(small, out, "--force")

        assert done.exit_code == 2
        assert "is a link" in done.stderr
        assert other.read_text() == "mine"

    def test_is_no_other_watch_and_not_gits(self, small: Path, out: Path) -> None:
        """Nor a folder above the watch."""
        run("init", str(out / "w"), folder=None)
        for place in (out / "w", out / ".git" / "pages", small.parent):
            done = site(small, place)
            assert done.exit_code == 2
            assert "never written to" in done.stderr

    @pytest.mark.parametrize(
        "url",
        [
            "https://example.org/w/?a=b", "https://example.org/a b/",
            "https://example.org/w/index.html", "https://example.org/#x", "x",
            "https://example.org/../w/", "https://example.org:99999/", "https://-/",
            "https://example..org/", 'https://example.org/"w/', "https://e.org/w\\x/",
            "https://example.org/\u202ew/", "https://exa\u200bmple.org/",
        ],
    )  # fmt: skip
    def test_wants_the_address_of_a_folder(
        self, small: Path, out: Path, url: str
    ) -> None:
        """To which the name of a page can be joined."""
        done = site(small, out, "--url", url)

        assert done.exit_code == 2
        assert "is not the address of a folder" in done.stderr

    def test_takes_an_address_in_brackets(self, small: Path, out: Path) -> None:
        """And no id rests on it."""
        other = out.parent / "other"
        for url in (
            "https://a_b.example.org:65535/v1.2/",
            "https://\u043f.\u0440\u0444/\u00f6",
        ):
            assert site(small, other, "--url", url).exit_code == 0
        assert site(small, out, "--url", "https://[::1]:8000/w/").exit_code == 0
        assert "<id>tag:riskctl.invalid,2026:01234567" in (out / "feed.xml").read_text()

    def test_is_taken_up_where_a_run_was_cut_off(self, small: Path, out: Path) -> None:
        """Some pages written, the manifest of before them."""
        site(small, out)
        before = contents(out)
        for name in ("index.html", "weeks/2026-W46.html"):
            (out / name).unlink()
        site(small, out)

        assert contents(out) == before


def entry(out: Path, word: str) -> Any:
    """Return the entry of the calendar whose title has a word."""
    found = Calendar.from_ical((out / "calendar.ics").read_bytes()).walk("VEVENT")
    return next(it for it in found if word in str(it["SUMMARY"]))


def week_entry(out: Path, week: str) -> Any:
    """Return the entry of a week in its feed."""
    found = feedparser.parse((out / "weeks.xml").read_bytes()).entries
    return next(it for it in found if it.id.endswith(week))


def example_site(out: Path, *arguments: str) -> Outcome:
    """Write the first months of the example watch."""
    return run("site", str(out), "--as-of", "2008-09-07", *arguments, folder=EXAMPLE)


@pytest.mark.slow
class TestExample:
    def test_is_the_same_in_any_order_of_making(self, out: Path) -> None:
        """Week after week, or all at once."""
        for day in ("2008-03-02", "2008-08-17"):
            run("site", str(out), "--as-of", day, folder=EXAMPLE)
        example_site(out)
        example_site(out.parent / "other")

        assert contents(out) == contents(out.parent / "other")
