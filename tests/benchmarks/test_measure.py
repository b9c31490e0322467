import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.job import Job, WrongAnswerError
from benchmarks.measure import Meter
from benchmarks.rounds import FAILED, NOT_RUN, Rounds

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="the spawner needs Linux"
)

PYTHON = Path(sys.executable)


@pytest.fixture
def meter(tmp_path: Path) -> Iterator[Meter]:
    """Return a meter with a folder of its own."""
    with Meter(tmp_path, python=PYTHON) as meter:
        yield meter


def job(statement: str, *, tool: str = "peer", shows: tuple[str, ...] = ()) -> Job:
    """Return a job that runs a statement of Python."""
    return Job(
        tool=tool,
        name="statement",
        command=lambda number: (str(PYTHON), "-c", statement, str(number)),
        environment={"SEEN": "yes"},
        shows=shows,
    )


class TestMeter:
    def test_runs_a_command_in_the_given_environment_only(self, meter: Meter) -> None:
        """Its output and what it said can be looked at."""
        statement = "import os, sys; print(os.environ['SEEN'], 'HOME' in os.environ)"
        taken = job(statement).run(meter, number=1, limit_seconds=60)

        assert taken.code == 0
        assert meter.output == "yes False\n"
        assert taken.seconds >= taken.processor_seconds / 2 > 0

    def test_peak_memory_is_the_command_s(self, meter: Meter) -> None:
        """A bare Python is small, whatever started it; 50 MB more are seen."""
        bare = job("pass").run(meter, number=1, limit_seconds=60)
        large = job("x = b'x' * 50_000_000").run(meter, number=1, limit_seconds=60)

        assert bare.peak_kib < 16 * 1024
        assert large.peak_kib - bare.peak_kib > 45_000

    def test_stops_a_command_at_the_limit(self, meter: Meter) -> None:
        """And can go on with the next one."""
        endless = job("import time; time.sleep(600)")

        assert endless.run(meter, number=1, limit_seconds=0.2).timed_out
        assert not job("pass").run(meter, number=1, limit_seconds=60).timed_out

    def test_types_and_appends(self, meter: Meter, tmp_path: Path) -> None:
        """As a shell would with `>>`."""
        file = tmp_path / "journal"
        file.write_text("old\n")
        typing = Job(
            tool="peer",
            name="append",
            command=lambda _number: (str(PYTHON), "-c", "print(input())"),
            environment={},
            stdin="new\n",
            append_to=file,
            grows=file,
        )
        typing.run(meter, number=1, limit_seconds=60)

        assert file.read_text() == "old\nnew\n"


class TestJob:
    @pytest.mark.parametrize(
        ("statement", "reason"),
        [
            ("print('something else')", "no `right`"),
            ("raise SystemExit('refused')", "exit code 1: refused"),
        ],
    )
    def test_a_wrong_answer_is_no_time(
        self, statement: str, reason: str, meter: Meter
    ) -> None:
        """The reason is told."""
        with pytest.raises(WrongAnswerError, match=reason):
            job(statement, shows=("right",)).run(meter, number=1, limit_seconds=60)

    def test_is_shown_without_paths(self) -> None:
        """As a reader would type it."""
        shown = Job(
            tool="peer",
            name="append",
            command=lambda _number: ("/usr/bin/x", "-f", "/a/log", "two words"),
            environment={},
            append_to=Path("/a/log"),
        ).shown

        assert shown == "x -f log 'two words' >> log"


class TestRounds:
    def test_runs_the_floor_beside_each_job(self, meter: Meter) -> None:
        """Once in each round; a peer in three at most."""
        floor = job("pass", tool="floor")
        rounds = Rounds(
            [job("pass"), job("1", tool="riskctl")], floor=floor, meter=meter
        )
        rounds.run(4)
        beside, peer, own = rounds.series

        assert [it.round for it in own.runs] == [0, 1, 2, 3]
        assert [it.round for it in peer.runs] == [0, 1, 2]
        assert len(beside.runs) == 7
        assert all(it.floor_seconds > 0 for it in own.runs + peer.runs)

    def test_says_what_failed(
        self, meter: Meter, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """And does not try again."""
        rounds = Rounds(
            [job("print()", shows=("right",))],
            floor=job("pass", tool="floor"),
            meter=meter,
        )
        rounds.run(2)

        assert rounds.series[1].missing == FAILED
        assert capsys.readouterr().err.count("no `right`") == 1

    @pytest.mark.slow
    def test_a_slow_peer_is_spared_a_larger_log(self, meter: Meter) -> None:
        """A second on ten events foretells minutes on ten thousand."""
        jobs = [
            replace(job("import time; time.sleep(1.1)"), size=size)
            for size in (10, 10_000)
        ]
        rounds = Rounds(jobs, floor=job("pass", tool="floor"), meter=meter)
        rounds.run(1)

        assert [it.missing for it in rounds.series[1:]] == ["", NOT_RUN]
