"""Time zones by their IANA name."""

from datetime import UTC, tzinfo


def zone(name: str) -> tzinfo:
    """
    Return the zone called *name*; UTC needs no database, and costs no start-up time.

    Raises:
        KeyError: There is none of that name on this machine.
        ValueError: The name is none that a zone can have.
        OSError: The zone's file cannot be read.
    """
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
