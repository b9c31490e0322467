"""What a judgement asks of the person who reads it: did it happen? which one counts?"""

from collections.abc import Iterator

from riskctl.analysis.judgement.assessment import Assessment


def questions(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield a label and a text for each plan that is due and each conflict."""
    for event in assessment.due:
        planned = f"did it happen? {event.date}, {event.title}"
        yield "due", f"{planned}: riskctl confirm {event.id}, or retract it"
    for conflict in assessment.conflicts:
        others = ", ".join(conflict.passed_over)
        said = f"amended in two ways: {conflict.counts} counts, {others} does not"
        yield "conflict", f"{said}; retract one"
