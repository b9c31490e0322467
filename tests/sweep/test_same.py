"""One digest, whoever counts: DuckDB, Spark, and the product's own history."""

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from riskctl.sweep.engines.spark import Spark
from riskctl.sweep.folder import Document, SweepFolder
from riskctl.sweep.read import pairs_of
from riskctl.sweep.run import sweep
from riskctl.sweep.verify import verify
from tests.helpers import ROOT
from tests.sweep.files import many_rows, row, small_order, swept, write

PAIRS, EVENTS = 64, 26_000
ROWS = many_rows(11, EVENTS, pairs=PAIRS, days=1500)
# A cluster on one machine: two worker processes, a core and a gigabyte each.
CLUSTER = (
    ("spark.master", "local-cluster[2,1,1024]"),
    ("spark.executor.memory", "600m"),
    ("spark.driver.host", "127.0.0.1"),
    ("spark.driver.bindAddress", "127.0.0.1"),
    ("spark.ui.enabled", "false"),
    ("spark.sql.shuffle.partitions", "5"),
    ("spark.executorEnv.PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}"),
)
HAS_SPARK = bool(which("java") and find_spec("pyspark") and find_spec("pandas"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Document]:
    """Return the folder and the manifest of a sweep of all rows, by DuckDB."""
    folder = tmp_path_factory.mktemp("whole")
    path = write(folder / "events.csv", ROWS)
    return folder / "out", swept(small_order(), [path], folder / "out")


@pytest.mark.slow
class TestDuck:
    def test_gives_what_the_log_gives(self, whole: tuple[Path, Document]) -> None:
        """Every day of every pair, event by event: floors, relief and statuses."""
        folder, order = SweepFolder(whole[0]), small_order()
        pairs = pairs_of(folder)
        verdicts = list(verify(folder, pairs, order.catalogue, order.coding))
        assert len(pairs) >= 60
        assert sum(it.events for it in verdicts) == EVENTS >= 25_000
        assert [] == [it.pair for it in verdicts if not it.agrees]


class TestPlantedFault:
    """The digest would tell, were a row lost or were two of a status turned round."""

    ROWS = many_rows(2, 300, pairs=3, days=120)
    DAY = (
        row(90_001, "20150103", pair=("AAX", "ABX"), code="ended"),
        row(90_002, "20150103", pair=("AAX", "ABX"), code="kept"),
    )
    TURNED = (
        row(90_001, "20150103", pair=("AAX", "ABX"), code="kept"),
        row(90_002, "20150103", pair=("AAX", "ABX"), code="ended"),
    )

    def test_breaks_the_digest(self, tmp_path: Path) -> None:
        """And the order in which the rows stand in the file does not."""
        lost = next(it for it in self.ROWS if "\tdeaths\t" in it)
        whole = [*self.ROWS, *self.DAY]
        digests = [
            swept(
                small_order(), [write(tmp_path / f"{it}", rows)], tmp_path / f"o{it}"
            )["digest"]
            for it, rows in enumerate(
                (
                    whole,
                    sorted(whole),
                    [it for it in whole if it != lost],
                    [*self.ROWS, *self.TURNED],
                )
            )
        ]
        assert digests[0] == digests[1]
        assert 3 == len(set(digests))


@pytest.fixture(scope="module")
def spark() -> Iterator[None]:
    """Skip where there is no Spark, unless it is required; end its session."""
    if not HAS_SPARK and not os.environ.get("RISKCTL_REQUIRE_SPARK"):
        pytest.skip("needs Java and pyspark")
    yield
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    if session is not None:
        session.stop()


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
class TestSpark:
    def test_gives_the_digest_of_duckdb(
        self,
        whole: tuple[Path, Document],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Two workers, an odd number of partitions, rows in another order."""
        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        order = small_order()
        path = write(tmp_path / "events.csv", sorted(ROWS, key=lambda it: it[::-1]))
        manifest = sweep(
            order,
            [path],
            tmp_path / "out",
            start=lambda _: Spark(
                order.coding, order.catalogue, partitions=5, options=CLUSTER
            ),
        )
        assert whole[1]["digest"] == manifest["digest"]
        assert whole[1]["totals"] == manifest["totals"]
        assert "spark" == manifest["engine"]["name"]
