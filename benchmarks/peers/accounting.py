"""Plain-text accounting: an account per indicator, a transaction per event."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks.facts import REPORT_BEGIN, REPORT_END, WEEK_BEGIN
from benchmarks.forms import account
from benchmarks.invented import LAST_DAY
from benchmarks.job import APPEND, HISTORY, LAST_WEEK, LEVEL, REPORT, Job, Place
from benchmarks.peers.peer import TITLE, WEEKS, Peer, last_sum, report_sums

_END: Final = LAST_DAY + timedelta(1)
_REPORT_END: Final = REPORT_END + timedelta(1)
_JOURNAL: Final = "points.journal"
_POSTINGS: Final = ("risk:leader-contact", "3.00 P", "equity:watch")


def hledger_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of hledger."""
    copy = place.copies / peer.name / _JOURNAL
    read = ("-f", place.folder / "journal" / _JOURNAL)
    return [
        peer.job(
            place,
            APPEND,
            *("-f", copy, "add", f"{LAST_DAY}", TITLE, *_POSTINGS),
            # Six answers as offered, no third account, and yes.
            stdin="\n" * 6 + ".\ny\n",
            grows=copy,
        ),
        peer.job(
            place,
            LEVEL,
            *(*read, "balance", "-e", f"{_END}"),
            shows=(last_sum(place.facts),),
        ),
        peer.job(
            place,
            LAST_WEEK,
            *(*read, "register", "-w", "200", "-b", f"{WEEK_BEGIN}", "risk"),
            shows=(place.facts.last_title,),
        ),
        peer.job(
            place,
            REPORT,
            *(*read, "balance", "risk"),
            *("-b", f"{REPORT_BEGIN}", "-e", f"{_REPORT_END}"),
            shows=report_sums(place.facts),
        ),
        peer.job(
            place,
            HISTORY,
            *(*read, "balance", "-W", "--historical", "-O", "csv", "risk"),
            shows=(last_sum(place.facts),),
        ),
    ]


def ledger_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of ledger."""
    copy = place.copies / peer.name / _JOURNAL
    read = ("-f", place.folder / "journal" / _JOURNAL)
    return [
        peer.job(
            place,
            APPEND,
            *("-f", copy, "xact", f"{LAST_DAY:%Y/%m/%d}", TITLE, *_POSTINGS),
            append_to=copy,
            grows=copy,
        ),
        peer.job(
            place,
            LEVEL,
            *(*read, "balance", "--end", f"{_END:%Y/%m/%d}"),
            shows=(last_sum(place.facts),),
        ),
        peer.job(
            place,
            LAST_WEEK,
            *(*read, "register", "-w", "--begin", f"{WEEK_BEGIN:%Y/%m/%d}", "^risk"),
            shows=(place.facts.last_title[:24],),
        ),
        peer.job(
            place,
            REPORT,
            *(*read, "balance", "^risk", "--begin", f"{REPORT_BEGIN:%Y/%m/%d}"),
            *("--end", f"{_REPORT_END:%Y/%m/%d}"),
            shows=report_sums(place.facts),
        ),
        peer.job(
            place,
            HISTORY,
            *(*read, "register", "--weekly", "^risk"),
            least_lines=min(WEEKS, place.size),
        ),
    ]


def beancount_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of beancount's bean-query; it has no command that appends."""
    file: Path = place.folder / "beancount" / "points.beancount"
    assets = "account ~ '^Assets'"
    entries = "SELECT date, narration, account, position"
    by_account = "SELECT account, sum(position)"
    by_week = "SELECT date_trunc('week', date) AS week, account, sum(position)"
    report_days = f"date >= {REPORT_BEGIN} AND date <= {REPORT_END}"
    facts = place.facts
    return [
        peer.job(place, name, file, query, shows=shows)
        for name, query, shows in (
            (
                LEVEL,
                f"{by_account} WHERE date <= {LAST_DAY} GROUP BY account",
                (last_sum(facts), account(facts.last_indicator)),
            ),
            (
                LAST_WEEK,
                f"{entries} WHERE date >= {WEEK_BEGIN} AND {assets}",
                (facts.last_title,),
            ),
            (
                REPORT,
                f"{by_account} WHERE {report_days} AND {assets} GROUP BY account",
                report_sums(facts),
            ),
            (
                HISTORY,
                f"{by_week} WHERE {assets} GROUP BY week, account ORDER BY week",
                (f"{LAST_DAY - timedelta(LAST_DAY.weekday())}",),
            ),
        )
    ]
