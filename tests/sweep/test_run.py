"""A sweep counts every row once or says why not, goes on, and adds days."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from riskctl.errors import UsageError, WatchError
from riskctl.storage.disk.names import SWEEP_MANIFEST
from riskctl.storage.disk.whole import TEMPORARY_SUFFIX, leftovers_in
from riskctl.sweep.folder import CATALOGUE, SweepFolder
from riskctl.sweep.read import days_of
from riskctl.sweep.verify import verify
from tests.sweep.files import machine_order, many_rows, row, small_order, swept, write

GOOD = [row(1), row(2, "20200105", pair=("BBB", "AAA"), code="040"), row(3, "20200301")]


class TestFaults:
    def test_every_row_counts_or_has_a_reason(self, tmp_path: Path) -> None:
        """And the numbers add up, in the manifest of each input and in all."""
        odd = [
            row(1),  # its number is there already
            row(10, pair=("AAA", "AAA")),
            row(11, pair=("AAA", "")),
            row(12, pair=("---", "BBB")),
            row(13, "20201301", added="20210101120000"),
            row(14, "2020111", added="20210101120000"),
            row(15, "20200110", added="20200101120000"),
            row(16, added="yesterday"),
            row(17, code="999"),
            row(18, code="999"),
            row(19, code="777"),
            row(20, code="010"),
            row(21, "19200101", added="20200101120000"),
            row(22).replace("22\t", "x22\t", 1),
        ]
        manifest = swept(
            machine_order(), [write(tmp_path / "a.csv", GOOD + odd)], tmp_path / "out"
        )
        totals = manifest["totals"]
        assert {
            "no-identity": 1,
            "bad-day": 3,
            "bad-added": 1,
            "no-pair": 2,
            "one-country": 1,
            "outside": 1,
            "unknown-code": 3,
            "no-weight": 1,
            "repeated": 1,
        } == totals["not_counted"]
        assert (3, 17) == (totals["counted"], totals["rows"])
        assert totals["rows"] == totals["counted"] + sum(totals["not_counted"].values())
        assert {"999": 2, "777": 1} == manifest["inputs"][0]["unknown_codes"]

    @pytest.mark.parametrize(
        ("text", "line", "columns"),
        [
            ("".join(GOOD)[:-40], 3, 30),
            (GOOD[0] + GOOD[1].rstrip("\n") + "\tmore\n" + GOOD[2], 2, 62),
            ("".join(GOOD) + "a\tb\n", 4, 2),
        ],
        ids=["cut off", "a column more", "another layout"],
    )
    def test_a_misshapen_row_stops_it_with_its_line(
        self, tmp_path: Path, text: str, line: int, columns: int
    ) -> None:
        """And there is no output at all."""
        path = write(tmp_path / "a.csv", [text])
        with pytest.raises(WatchError) as caught:
            swept(machine_order(), [path], tmp_path / "out")
        said = caught.value.message
        assert said.startswith(f"{path}:{line}: ")
        assert "columns, where 61 are expected" in said
        if columns != 30:
            assert f": {columns} columns" in said
        assert not SweepFolder(tmp_path / "out").is_finished

    @pytest.mark.parametrize(
        ("bytes_", "said"),
        [
            (b"\xff90", "2: cannot be read: not UTF-8"),
            (b"1\r0", "2: cannot be read: a line break within the row"),
            (b"1" * 5_000_000, "2: cannot be read: the row is too long"),
        ],
        ids=["no text", "a line break", "too long"],
    )
    def test_so_does_a_row_that_cannot_be_read(
        self, tmp_path: Path, bytes_: bytes, said: str
    ) -> None:
        """With its line, wherever in the file it stands."""
        path = tmp_path / "a.csv"
        odd = GOOD[1].encode().replace(b"\t040\t", b"\t" + bytes_ + b"\t")
        path.write_bytes(GOOD[0].encode() + odd + GOOD[2].encode())
        with pytest.raises(WatchError) as caught:
            swept(machine_order(), [path], tmp_path / "out")
        assert f"{path}:{said}" == caught.value.message

    def test_far_down_a_file_the_line_is_named_too(self, tmp_path: Path) -> None:
        """Where much of it has been read and checked already."""
        rows = [row(it) for it in range(1, 40_000)]
        path = write(tmp_path / "a.csv", [*rows, "a\tb\n"])
        with pytest.raises(WatchError, match=r"a\.csv:40000: 2 columns, where 61"):
            swept(machine_order(), [path], tmp_path / "out")

    @pytest.mark.parametrize("cut", [False, True], ids=["not packed", "cut off"])
    def test_a_damaged_packing_is_named(self, tmp_path: Path, *, cut: bool) -> None:
        """In the place of a line, which there is none of."""
        path = tmp_path / "a.csv.gz"
        whole = "".join(GOOD * 1000).encode()
        path.write_bytes(gzip.compress(whole)[:-20] if cut else whole)
        with pytest.raises(WatchError, match=r"a\.csv\.gz: cannot be read: "):
            swept(machine_order(), [path], tmp_path / "out")

    def test_what_is_not_asked_for_may_be_anything(self, tmp_path: Path) -> None:
        """No text in a name, and a line without a row: they do not count."""
        path = tmp_path / "a.csv"
        cells = GOOD[1].encode().split(b"\t")
        cells[30] = b"\xff\xfe"
        path.write_bytes(GOOD[0].encode() + b"\n" + b"\t".join(cells))
        manifest = swept(machine_order(), [path], tmp_path / "out")
        assert (2, 2) == (manifest["totals"]["rows"], manifest["totals"]["counted"])
        order = machine_order()
        (verdict,) = verify(
            SweepFolder(tmp_path / "out"), ["AAA-BBB"], order.catalogue, order.coding
        )
        assert verdict.agrees

    def test_nothing_that_counts_is_an_error(self, tmp_path: Path) -> None:
        """It says what most of the rows lack."""
        path = write(tmp_path / "a.csv", [row(1, pair=("AAA", ""))])
        with pytest.raises(WatchError, match="no country"):
            swept(machine_order(), [path], tmp_path / "out")

    def test_reads_what_is_packed(self, tmp_path: Path) -> None:
        """The same rows give the same digest."""
        plain = write(tmp_path / "a.csv", GOOD)
        packed = tmp_path / "a.csv.gz"
        packed.write_bytes(gzip.compress(plain.read_bytes()))
        one = swept(machine_order(), [plain], tmp_path / "one")
        assert (
            one["digest"]
            == swept(machine_order(), [packed], tmp_path / "two")["digest"]
        )

    def test_known_at_and_the_span_leave_out(self, tmp_path: Path) -> None:
        """What was added later, and what lies outside, is counted as such."""
        path = write(tmp_path / "a.csv", GOOD)
        known = datetime(2020, 1, 5, 12, tzinfo=UTC)
        early = swept(machine_order(known_at=known), [path], tmp_path / "one")
        assert {"learned-later": 1} == early["totals"]["not_counted"]
        assert "2020-01-05" == early["until"]
        inside = swept(
            machine_order(first=date(2020, 1, 2), last=date(2020, 2, 1)),
            [path],
            tmp_path / "two",
        )
        assert {"outside": 2} == inside["totals"]["not_counted"]
        assert "2020-02-01" == inside["until"]


class TestFolder:
    def test_the_same_file_twice_adds_nothing(self, tmp_path: Path) -> None:
        """Under another name either."""
        path = write(tmp_path / "a.csv", GOOD)
        first = swept(machine_order(), [path], tmp_path / "out")
        again = write(tmp_path / "b.csv", GOOD)
        assert first == swept(machine_order(), [path, again], tmp_path / "out")

    def test_another_order_is_refused(self, tmp_path: Path) -> None:
        """Two rules in one folder would be no sweep."""
        path = write(tmp_path / "a.csv", GOOD)
        swept(machine_order(), [path], tmp_path / "out")
        with pytest.raises(UsageError, match="swept with another from"):
            swept(machine_order(first=date(2019, 1, 1)), [path], tmp_path / "out")

    def test_a_folder_of_something_else_is_left_alone(self, tmp_path: Path) -> None:
        """Nothing is written into it."""
        write(tmp_path / "out" / "letter.txt", ["dear"])
        with pytest.raises(UsageError, match=r"holds `letter\.txt`"):
            swept(machine_order(), [write(tmp_path / "a.csv", GOOD)], tmp_path / "out")
        assert ["letter.txt"] == [it.name for it in (tmp_path / "out").iterdir()]

    def test_half_a_file_of_a_killed_sweep_is_cleared(self, tmp_path: Path) -> None:
        """It lies beside the file that was written, and is nobody else's."""
        path, out = write(tmp_path / "a.csv", GOOD), tmp_path / "out"
        whole = swept(machine_order(), [path], out)
        for name in (SWEEP_MANIFEST, CATALOGUE):
            (out / f".{name}.123{TEMPORARY_SUFFIX}").write_bytes(b"half")

        assert swept(machine_order(), [path], out) == whole
        assert leftovers_in(out) == []

    def test_only_what_the_manifest_names_is_left(self, tmp_path: Path) -> None:
        """No table of an earlier run, and no work."""
        files = _split(tmp_path, many_rows(3, 600, pairs=6, days=200), 3)
        for path in files:
            manifest = swept(small_order(), [path], tmp_path / "out")
        named = set(json.dumps(manifest["buckets"]).split('"'))
        for kind in ("days", "turns", "states"):
            for path in (tmp_path / "out" / kind).rglob("*.parquet"):
                assert str(path.relative_to(tmp_path / "out")) in named
        assert not (tmp_path / "out" / "work").exists()


class TestIncrement:
    @pytest.mark.parametrize("seed", [1, 2])
    def test_is_what_one_sweep_of_all_is(self, tmp_path: Path, seed: int) -> None:
        """By digest, though its rows touch months long past; and the log agrees."""
        rows = many_rows(seed, 900, pairs=9, days=500)
        files = _split(tmp_path, rows, 3)
        whole = swept(small_order(), files, tmp_path / "whole")
        for path in files:
            part = swept(small_order(), [path], tmp_path / "parts")
        for it in ("digest", "until"):
            assert whole[it] == part[it]
        assert whole["totals"]["counted"] == part["totals"]["counted"]
        folder, order = SweepFolder(tmp_path / "parts"), small_order()
        pairs = ["AAX-ABX", "ABX-ACX"]
        assert all(
            it.agrees for it in verify(folder, pairs, order.catalogue, order.coding)
        )

    def test_walks_only_what_is_touched(self, tmp_path: Path) -> None:
        """Where no day is new, the other pairs are left as they are."""
        rows = many_rows(5, 900, pairs=9, days=500)
        first = swept(small_order(), [write(tmp_path / "a", rows)], tmp_path / "out")
        late = [row(10_001, "20150601", pair=("AAX", "ABX"), code="deaths")]
        second = swept(small_order(), [write(tmp_path / "b", late)], tmp_path / "out")
        assert 1 == sum(it["walked"] for it in second["buckets"].values())
        assert first["digest"] != second["digest"]
        changed = [
            (year, bucket)
            for bucket, said in second["buckets"].items()
            for year, it in said["days"].items()
            if it["digest"] != first["buckets"][bucket]["days"][year]["digest"]
        ]
        assert {"2015", "2016"} >= {year for year, _ in changed}

    def test_a_number_that_is_known_does_not_count_again(self, tmp_path: Path) -> None:
        """Whatever the later row says."""
        swept(machine_order(), [write(tmp_path / "a", GOOD)], tmp_path / "out")
        more = [row(1, "20200302", code="195"), row(9, "20200302", code="195")]
        both = swept(machine_order(), [write(tmp_path / "b", more)], tmp_path / "out")
        assert {"repeated": 1} == both["totals"]["not_counted"]
        assert 4 == both["totals"]["counted"]
        last = days_of(SweepFolder(tmp_path / "out"), "AAA-BBB")[-1]
        assert "2020-03-02" == both["until"]
        assert last[1] > 0.0


def _split(folder: Path, rows: list[str], parts: int) -> list[Path]:
    size = len(rows) // parts
    return [
        write(folder / f"{it}.csv", rows[it * size : (it + 1) * size])
        for it in range(parts)
    ]
