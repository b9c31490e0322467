"""What is most useful to type now."""

from riskctl.analysis.judgement.assessment import Assessment


def next_step(assessment: Assessment) -> str:
    """Return one command, and why."""
    if assessment.day is None:
        return _without_level(assessment)
    if due := assessment.due:
        return f"riskctl confirm {due[0].id}, or retract it: did it happen?"
    provisional = assessment.provisional_floors
    if provisional:
        floor = provisional[0].floor
        return f"riskctl explain (a weak report would trip {floor.name}: confirm it?)"
    if assessment.is_provisional:
        return "riskctl setup (it asks where the rest stands)"
    stale = assessment.coverage.stale
    if stale:
        first = stale[0]
        last = f"since {first.last}" if first.last else "yet"
        return f"riskctl review {first.indicator.id} (nobody looked {last})"
    return "riskctl log, when something happens; riskctl report, for the week"


def _without_level(assessment: Assessment) -> str:
    """Return what leads to a level."""
    if assessment.known_at is not None:
        return "riskctl level, for what is known today"
    if begins := assessment.log.begins:
        return f"riskctl level {begins}, the first day that has a level"
    return "riskctl setup (it asks where things stand), then riskctl log"
