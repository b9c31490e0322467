"""Dated windows that sources outside the log call a crisis, a calm or a thaw."""

from dataclasses import dataclass
from enum import Enum

from riskctl.model.period import Period


class WindowKind(Enum):
    """What the window was."""

    PEAK = "peak"
    CALM = "calm"
    THAW = "thaw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A dated stretch of the past, judged by others."""

    period: Period
    label: str
    kind: WindowKind
