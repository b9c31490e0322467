"""What was measured: every run of every job, and the figures that follow from them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks.figures import growth_exponent, paired_ratio

SCHEMA: Final = "riskctl.benchmark/1"
# Smaller logs take next to nothing beside the start-up.
_GROWTH_FROM: Final = 10_000
_FEWEST_POINTS: Final = 2


class Run(NamedTuple):
    """
    One run of a job.

    Attributes:
        floor_seconds: What the floor took, right before.
    """

    round: int
    seconds: float
    processor_seconds: float
    peak_kib: int
    floor_seconds: float


@dataclass(slots=True, kw_only=True)
class Series:
    """
    All runs of a job.

    Attributes:
        size: Events in the log; nothing when there is no generated log.
        shown: The command as a reader would type it.
        missing: Why there is no figure.
    """

    tool: str
    name: str
    size: int | None
    shown: str
    runs: list[Run] = field(default_factory=list)
    missing: str = ""

    @property
    def seconds(self) -> float:
        """The median on the clock."""
        return median(it.seconds for it in self.runs)

    @property
    def processor_seconds(self) -> float:
        """The median of processor time."""
        return median(it.processor_seconds for it in self.runs)

    @property
    def peak_kib(self) -> int:
        """The most memory of any run."""
        return max(it.peak_kib for it in self.runs)

    @property
    def floor_ratio(self) -> float:
        """The median of the ratios to the floor beside each run."""
        return paired_ratio([(it.seconds, it.floor_seconds) for it in self.runs])


@dataclass(slots=True, kw_only=True)
class Results:
    """
    A whole benchmark.

    Attributes:
        machine: In words, without names and paths.
        versions: By tool.
        left_out: The peers that are not in it, and why.
        log_bytes: Of riskctl's log, by size.
        cache_bytes: Of what it keeps between commands, by size; 0 where it keeps none.
    """

    machine: dict[str, str]
    versions: dict[str, str]
    left_out: dict[str, str]
    sizes: list[int]
    rounds: int
    limit_seconds: float
    log_bytes: dict[int, int]
    cache_bytes: dict[int, int]
    series: list[Series]

    def get(self, tool: str, name: str, size: int | None = None) -> Series | None:
        """Return a job's series, if it has a figure."""
        return next(
            (it for it in self.all_of(tool, name) if it.size == size and it.runs), None
        )

    def all_of(self, tool: str, name: str) -> Iterator[Series]:
        """Yield a job's series, one for each size."""
        return (it for it in self.series if (it.tool, it.name) == (tool, name))

    def exponent(self, tool: str, name: str) -> float | None:
        """Return how a job's time grows with the log, if there are sizes to tell."""
        points = [
            (it.size, it.seconds)
            for it in self.all_of(tool, name)
            if it.size is not None and it.size >= _GROWTH_FROM and it.runs
        ]
        return growth_exponent(points) if len(points) >= _FEWEST_POINTS else None

    def with_peers_of(self, earlier: "Results") -> "Results":
        """
        Return these results with what peers took in an earlier run on this machine.

        Raises:
            ValueError: That was another machine.
        """
        if earlier.machine != self.machine:
            raise ValueError(f"the peers ran on {earlier.machine}, not {self.machine}")
        mine = {it.tool for it in self.series}
        return replace(
            self,
            versions=earlier.versions | self.versions,
            left_out=earlier.left_out,
            series=[
                *self.series,
                *(it for it in earlier.series if it.tool not in mine),
            ],
        )

    def write(self, path: Path) -> None:
        """Keep everything as JSON."""
        path.parent.mkdir(exist_ok=True)
        document = {"schema": SCHEMA, **asdict(self)}
        text = json.dumps(document, ensure_ascii=True, indent=1)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Return what was kept."""
        document = json.loads(path.read_text(encoding="utf-8"))
        del document["schema"]
        for name in ("log_bytes", "cache_bytes"):
            document[name] = {int(size): it for size, it in document[name].items()}
        document["series"] = [
            Series(**{**it, "runs": [Run(*run) for run in it["runs"]]})
            for it in document["series"]
        ]
        return cls(**document)


def in_same_rounds(above: Series, below: Series) -> float:
    """Return the median ratio of two jobs, each round by itself."""
    taken = {it.round: it.seconds for it in below.runs}
    return paired_ratio(
        [(it.seconds, taken[it.round]) for it in above.runs if it.round in taken]
    )
