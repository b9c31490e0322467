import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from riskctl.errors import WriteError
from riskctl.sweep.engines import pool
from riskctl.sweep.engines.engine import Work
from riskctl.sweep.engines.pool import judge_in_pool


class Told:
    """A pipe that asks for one bucket, and keeps what is said of it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.said: list[Any] = []
        self._asked: Iterator[str] = iter(["0"])

    def recv(self) -> str:
        """Ask once, and be gone then."""
        try:
            return next(self._asked)
        except StopIteration:
            raise EOFError from None

    def send(self, said: object) -> None:
        """Keep it."""
        self.said.append(said)


class UnsendableError(Exception):
    """An error that no other process can make again."""

    def __init__(self, one: object, other: object) -> None:
        """Take two things, of which one is kept."""
        super().__init__(f"{one} {other}")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Return work in a folder; nothing of it is done."""
    fields: Any = [str(tmp_path)] * len(Work._fields)
    return Work(*fields)


def said_of(error: BaseException, work: Work, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what a worker says that meets an error."""

    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(pool, "_judge", fail)
    monkeypatch.setattr(pool, "_end_with_parent", lambda: None)
    pipe = Told()
    pool.serve(pipe, work, [])  # type: ignore[arg-type]
    (said,) = pipe.said
    return said


class TestWorker:
    def test_an_expected_error_is_the_parents(
        self, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With its hint."""
        error = WriteError("no room", hint="make some")
        assert error is said_of(error, work, monkeypatch)

    def test_a_bug_is_told_with_where_it_is(
        self, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever it is: its text can be sent."""
        said = said_of(UnsendableError("of", "two"), work, monkeypatch)
        assert type(said) is RuntimeError
        assert "UnsendableError: of two" in str(said)
        assert "Traceback" in str(said)

    def test_short_memory_has_a_hint(
        self, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is no bug."""
        said = said_of(MemoryError(), work, monkeypatch)
        assert isinstance(said, WriteError)
        assert "fewer --workers" in said.hint


class TestStart:
    def test_a_process_too_many_is_an_error_with_its_reason(
        self, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The system refuses it; nothing is left behind."""

        def refuse(*_: object) -> NoReturn:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

        monkeypatch.setattr("multiprocessing.util.spawnv_passfds", refuse)
        with pytest.raises(WriteError) as caught:
            list(judge_in_pool(work, [], ["0", "1"], workers=2))
        assert "a worker cannot be started: resource" in caught.value.message
        assert "fewer --workers" in caught.value.hint
