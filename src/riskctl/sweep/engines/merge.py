"""Put rows that were walked anew into the place of those that they supersede."""

from bisect import bisect_left
from collections.abc import Mapping

from riskctl.sweep.engines.arrow import EPOCH, Table, arrow, compute, flat

# Where the rows of each pair begin in a table, and where they end.
_Runs = dict[str, tuple[int, int]]


def merged(old: Table | None, new: Table, starts: Mapping[str, int]) -> Table:
    """
    Return old rows with those that were walked anew in their place.

    Both are sorted by pair and day, and so is what comes of them: it is put together
    of long pieces, and nothing is sorted again.

    Args:
        starts: For each pair that was walked, the ordinal of the day from which on
            its old rows are superseded.
    """
    if old is None:
        return new
    pa = arrow()
    runs, new_runs = _runs(old), _runs(new)
    cuts = _cuts(old, runs, starts)
    lost = {
        name
        for name, (begin, kept, _) in cuts.items()
        if kept == begin and name not in new_runs
    }
    names = sorted((runs.keys() | new_runs.keys()) - lost)
    places = {name: place for place, name in enumerate(names)}
    old, new = _numbered(old, places), _numbered(new, places)
    pieces, done = [], 0
    for name in sorted(cuts):
        _, kept, end = cuts[name]
        first, last = new_runs.get(name, (0, 0))
        pieces += [old.slice(done, kept - done), new.slice(first, last - first)]
        done = end
    pieces.append(old.slice(done))
    both = pa.concat_tables(pieces).combine_chunks()
    pairs = pa.DictionaryArray.from_arrays(
        flat(both, "pair"), pa.array(names, pa.string())
    )
    return both.set_column(0, "pair", pairs)


def _runs(table: Table) -> _Runs:
    pairs = flat(table, "pair").dictionary_encode()
    names = pairs.dictionary.to_pylist()
    runs = compute().run_end_encode(pairs.indices)
    found: _Runs = {}
    begin = 0
    for place, end in zip(
        runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True
    ):
        found[names[place]] = (begin, end)
        begin = end
    return found


def _cuts(
    old: Table, runs: _Runs, starts: Mapping[str, int]
) -> dict[str, tuple[int, int, int]]:
    """Return where a pair's rows begin, where those that are kept end, and all."""
    pa = arrow()
    column = flat(old, "day").cast(pa.int32())
    # To ask Arrow for single days would take a hundred times as long.
    days = memoryview(column.buffers()[1]).cast("i")[column.offset :]
    names = list(runs)
    begins = [*(begin for begin, _ in runs.values()), len(column)]
    cuts = {}
    for name, start in starts.items():
        gap = begins[bisect_left(names, name)]
        begin, end = runs.get(name, (gap, gap))
        cuts[name] = (begin, bisect_left(days, start - EPOCH, begin, end), end)
    return cuts


def _numbered(table: Table, places: Mapping[str, int]) -> Table:
    """Return a table in which a pair is a number."""
    pa = arrow()
    pairs = flat(table, "pair").dictionary_encode()
    numbers = pa.array(
        [places.get(it, 0) for it in pairs.dictionary.to_pylist()], pa.int32()
    )
    return table.set_column(0, "pair", numbers.take(pairs.indices))
