"""How a force fades, and within which bounds a reading is held."""

from math import exp2


def faded(value: float, *, age_days: int, half_life_days: float) -> float:
    """
    Return what is left of *value* after *age_days*.

    Args:
        value: Its size on the day itself, -1 to 1.
        age_days: Whole days since then, 0 or more.
        half_life_days: The time in which it halves; positive.

    Examples:
        >>> faded(0.8, age_days=28, half_life_days=14)
        0.2
    """
    return value * exp2(-age_days / half_life_days)


def clamped(value: float) -> float:
    """
    Return *value*, held between 0 and 1.

    >>> clamped(-0.25), clamped(0.25), clamped(1.25)
    (0.0, 0.25, 1.0)
    """
    return min(max(0.0, value), 1.0)
