from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from riskctl.model.zone import zone


def test_utc_needs_no_database() -> None:
    """It is the one that Python has by itself."""
    assert zone("UTC") is UTC


def test_every_other_is_looked_up() -> None:
    """By its name, summer time and all."""
    assert zone("Europe/Vienna") == ZoneInfo("Europe/Vienna")
    summer = datetime(2026, 7, 1, tzinfo=zone("Europe/Vienna"))
    assert summer.utcoffset() == timedelta(hours=2)
    with pytest.raises(KeyError):
        zone("Nowhere/None")
