"""What `check` found, as an editor and a person read it."""

from collections.abc import Sequence

from riskctl.model.finding import Finding
from riskctl.reporting.lines import Line, dim, line, strong
from riskctl.reporting.words import counted

# So many are read; who has more mends these first.
MOST = 500


def findings_list(findings: Sequence[Finding], *, records: int) -> list[Line]:
    """Return two lines per finding, `file:line:` first, and how many there are."""
    lines: list[Line] = []
    for finding in findings[:MOST]:
        lines += [
            line(
                strong(f"{finding.origin}:"),
                f" {finding.message} ",
                dim(f"[{finding.check}]"),
            ),
            line(f"  hint: {finding.hint}"),
        ]
    if len(findings) > MOST:
        more = counted(len(findings) - MOST, "more finding")
        lines.append(
            line(f"{more}: mend these first, or see all: riskctl check --json")
        )
    total = counted(len(findings), "finding") if findings else "nothing found"
    return [*lines, line(f"{total} in {counted(records, 'record')}")]
