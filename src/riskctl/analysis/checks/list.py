"""Everything that can be wrong with a watch: the one list of checks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from riskctl.analysis.checks import of_catalogue, of_corrections, of_dates, of_log
from riskctl.analysis.checks.by_part import PartCheck
from riskctl.analysis.checks.twins import twins
from riskctl.model.finding import Finding
from riskctl.model.names import CATALOGUE_FILE
from riskctl.model.part import Part
from riskctl.model.watch import Watch

Check = Callable[[Watch, date], Iterator[Finding]]


def _noticed(name: str, rule: str) -> Check:
    """Make a check of what the reader notices while it reads."""

    def check(watch: Watch, _today: date) -> Iterator[Finding]:
        return (problem for problem in watch.problems if problem.check == name)

    check.__doc__ = rule
    return check


def _mappings(watch: Watch, today: date) -> Iterator[Finding]:
    """Every rule of a mapping gives what the catalogue has, and can be reached."""
    # Only `check` reads mappings; no other command is to load what judges them.
    if watch.mappings:
        from riskctl.analysis.checks.of_mappings import mappings

        yield from mappings(watch, today)


# What the reader notices while it reads, as facts about a healthy watch.
_NOTICED: Final = {
    "unparsable": "Every file is TOML in UTF-8, of a size that a log can have.",
    "unread-files": (
        "Everything in `log/` is read, or the settings say that it is no evidence."
    ),
    "emptied-files": "No month is an empty file.",
    "lost-records": "Every record that was in the log is there still.",
    "conflict-markers": "No file holds the conflict markers of a merge.",
    "merge-driver": ("A repository that keeps the watch lets riskctl merge its log."),
    "unknown-keys": "Every table and key is one that riskctl reads.",
    "near-marks": "Every mark of secrecy is one that riskctl knows.",
    "missing-keys": "Every record has the keys it needs.",
    "wrong-types": "Every value is of its key's type and within its bounds.",
    "malformed-grades": "Every grade is a letter A to F and a digit 1 to 6.",
    "inline-records": "Every record is a table of its own, so that more can be added.",
    "unique-ids": "Every id names one record.",
}
# The one list of checks: the command's choices, the docs and the tests read it.
# Each docstring states the rule as a fact about a healthy watch.
CHECKS: Final[dict[str, Check]] = {
    **{name: _noticed(name, rule) for name, rule in _NOTICED.items()},
    "month-files": of_dates.month_files,
    "large-files": of_dates.large_files,
    "scheduled-dates": of_dates.scheduled_dates,
    "recorded-dates": of_dates.recorded_dates,
    "future-records": of_dates.future_records,
    "lone-dates": of_dates.lone_dates,
    "known-indicators": of_log.known_indicators,
    "known-values": of_log.known_values,
    "value-range": of_log.value_range,
    "titles": of_log.titles,
    "sources": of_log.sources,
    "source-addresses": of_log.source_addresses,
    "known-events": of_corrections.known_events,
    "correction-dates": of_corrections.correction_dates,
    "correction-cycles": of_corrections.correction_cycles,
    "single-replacements": of_corrections.single_replacements,
    "due-plans": of_corrections.due_plans,
    "twins": twins,
    "unique-names": of_catalogue.unique_names,
    "weights": of_catalogue.weights,
    "levels": of_catalogue.levels,
    "floors": of_catalogue.floors,
    "resting-scores": of_catalogue.resting_scores,
    "scale-sentences": of_catalogue.scale_sentences,
    "words": of_catalogue.words,
    "mappings": _mappings,
}

# Those that read the catalogue; of one that is broken they would tell nonsense.
ON_CATALOGUE: Final = frozenset(
    {
        "known-indicators",
        "known-values",
        "value-range",
        "unique-names",
        "weights",
        "levels",
        "floors",
        "resting-scores",
        "scale-sentences",
        "words",
        "mappings",
    }
)

# Those without which a level would rest on part of the evidence.
BLOCKING: Final = (
    "unparsable",
    "unread-files",
    "emptied-files",
    "lost-records",
    "conflict-markers",
    "unknown-keys",
    "near-marks",
    "missing-keys",
    "wrong-types",
    "malformed-grades",
    "unique-ids",
    "known-indicators",
    "known-values",
    "value-range",
    "correction-cycles",
    "unique-names",
    "weights",
    "levels",
    "floors",
)


def run_checks(
    watch: Watch, *, today: date, names: Iterable[str] = CHECKS
) -> list[Finding]:
    """Return what the checks called *names* find, in the order of the files."""
    broken = any(
        it.blocking and it.origin.file == CATALOGUE_FILE for it in watch.problems
    )
    chosen = [it for it in names if not (broken and it in ON_CATALOGUE)]
    checks = [CHECKS[name] for name in chosen]
    findings: list[Finding] = []
    # All that look at records take them part by part, so that each is read once.
    by_part = [it for it in checks if isinstance(it, PartCheck)]
    before: Part | None = None
    for part in watch.log.parts if by_part else ():
        for it in by_part:
            findings += it.of_part(watch, part, today)
        # The next one looks back at the last days of this, and at none before it.
        if before:
            before.forget()
        before = part
    if before:
        before.forget()
    for check in checks:
        if not isinstance(check, PartCheck):
            findings += check(watch, today)
    return sorted(findings, key=lambda it: (it.origin, it.check, it.message))


def blocking_findings(watch: Watch, *, today: date) -> list[Finding]:
    """Return what forbids a level; see `Finding.blocking`."""
    return [it for it in run_checks(watch, today=today, names=BLOCKING) if it.blocking]
