from pathlib import Path
from threading import Thread

import pytest

from riskctl.errors import ExitCode
from riskctl.storage.edit import editing
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder, run, spawn
from tests.reliability.disks import end, ended, leftovers, start
from tests.trust import rounds

# What each of eight processes logs.
EACH = rounds(20, push=250, long=1_000)


class TestWriters:
    def test_four_writers_lose_nothing(self, tmp_path: Path) -> None:
        """Forty entries by four processes at once are forty entries."""
        folder = WatchFolder(make_watch(tmp_path))

        def work(writer: int) -> None:
            for number in range(10):
                with editing(folder) as editor:
                    editor.add(
                        event("2026-11-20", "clash", "shots", note=f"{writer} {number}")
                    )

        children = [start(lambda it=writer: work(it)) for writer in range(4)]  # type: ignore[misc]

        assert [0] * 4 == [ended(it) for it in children]
        watch = open_folder(tmp_path)
        assert watch.problems == ()
        assert len(watch.log.events) == len(watch.log.ids) == 40
        assert leftovers(tmp_path) == []

    @pytest.mark.slow
    @pytest.mark.trust("R6", rounds=8 * EACH)
    def test_eight_writers_lose_nothing_under_a_readers_eyes(
        self, tmp_path: Path
    ) -> None:
        """All are there under ids of their own, were said to be, and read whole."""
        make_watch(tmp_path)

        def work(writer: int) -> None:
            for number in range(EACH):
                words = ("log", "clash", "shots", f"{writer} {number}", "--again")
                done = run(*words, folder=tmp_path)
                while done.exit_code == ExitCode.LOCKED:  # seven went before it
                    done = run(*words, folder=tmp_path)
                assert done.exit_code == 0, done
                assert "logged 2026-11-20-" in done.stdout

        def read() -> None:
            least = 0
            while least < 8 * EACH:
                watch = open_folder(tmp_path)
                assert watch.problems == ()
                assert len(watch.log) >= least
                least = len(watch.log)

        reader = start(read)
        children = [start(lambda it=writer: work(it)) for writer in range(8)]  # type: ignore[misc]

        try:
            assert [0] * 8 == [ended(it) for it in children]
            assert ended(reader) == 0
        finally:
            end(reader)
        watch = open_folder(tmp_path)
        assert watch.problems == ()
        assert len(watch.log.ids) == 8 * EACH
        assert {it.title for it in watch.log.events} == {
            f"{writer} {number}" for writer in range(8) for number in range(EACH)
        }

    @pytest.mark.slow
    def test_processes_of_their_own_lose_nothing(self, tmp_path: Path) -> None:
        """The same with real processes, started by threads."""
        make_watch(tmp_path)
        codes: list[int] = []

        def work(writer: int) -> None:
            for number in range(2):
                done = spawn(
                    "log",
                    "clash",
                    "shots",
                    f"{writer} {number}",
                    "--again",
                    folder=tmp_path,
                )
                codes.append(done.returncode)

        threads = [Thread(target=work, args=(it,)) for it in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert codes == [0] * 16
        assert len(open_folder(tmp_path).log.ids) == 16
