"""What must be said of a report before it is read: marks, gaps, other knowledge."""

from typing import Final

from riskctl.analysis.reports.news import learned_on
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.tlp import Tlp
from riskctl.model.zone import zone
from riskctl.reporting.marks import provisional_words
from riskctl.reporting.weekly.said import level_words, listed, short_day
from riskctl.reporting.words import counted, day_words, sentence

# So many of what is not set are named; `setup` asks for all.
_MISSING_SHOWN: Final = 3


def notices(report: WeeklyReport) -> list[str]:
    """Return the sentences, each for itself; often there are none."""
    said_of: list[str] = []
    if before := report.revises:
        catalogue, then = report.assessment.catalogue, before.level
        at = f"at level {level_words(catalogue, then)}" if then else "without a level"
        day = day_words(before.issued.date())
        said_of.append(f"Revised: in the place of what was published on {day}, {at}.")
    mark, catalogue = report.highest_mark, report.assessment.catalogue
    if mark is not Tlp.CLEAR:
        said_of.append(f"TLP:{mark.name}: for no wider circle than its mark allows.")
    if report.limit and report.withheld:
        left_out = f"{counted(report.withheld, 'event')} of this week left out"
        said_of.append(f"Shown up to TLP:{report.limit.name}; {left_out}.")
    if provisional := provisional_words(report.assessment):
        said_of.append(f"{sentence(provisional)}.")
        missing = [it.title for it in report.assessment.known_ground.missing]
        titles = missing[:_MISSING_SHOWN]
        if more := len(missing) - len(titles):
            titles.append(f"{more} more")
        adds = "it adds" if len(missing) == 1 else "they add"
        said_of.append(f"Not set, so {adds} nothing: {listed(titles)}.")
    if report.then is not None:
        if report.was_revised:
            then = report.level_then
            said = (
                f"as level {level_words(catalogue, then)}"
                if then
                else "without a level"
            )
            said_of.append(f"Could be published then {said}{_entered(report, '; ')}.")
        elif report.later:
            said_of.append(f"Learned after {_end(report)}: {_entered(report, '')}.")
    elif report.assessment.known_at and not report.so_far:
        here = zone(report.settings.timezone)
        known = day_words(report.assessment.known_at.astimezone(here).date())
        said_of.append(f"As it was known on {known}.")
    return said_of


def _end(report: WeeklyReport) -> str:
    """Say after what those events were learned: the week, or as much as is over."""
    last = report.period.last
    return day_words(last, beside=last) if report.so_far else "this week"


def _entered(report: WeeklyReport, before: str) -> str:
    later = report.later
    if not later:
        return ""
    days = [learned_on(it, report.settings.timezone) for it in later]
    when = short_day(min(days), beside=report.period.last)
    if max(days) > min(days):
        when = f"{when} or later"
    verb = "was" if len(later) == 1 else "were"
    return f"{before}{counted(len(later), 'event')} of it {verb} entered on {when}"
