"""The TOML keys of one `[[indicator]]` table and its scale."""

import re
from typing import Final

from riskctl.model.indicator import Indicator, Kind, ScaleValue
from riskctl.model.similar import hint_for
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.locate import Place, places_of

INDICATOR_KEYS: Final = {
    "id": "lower-case letters, digits and hyphens",
    "title": "what people read",
    "group": "the heading under which it is listed",
    "kind": "status, contact or incident",
    "weight": "status and contact: the most points it can add to the ground; "
    "incident: the points of pressure of one confirmed event at the top of its scale",
    "half_life_days": "contact and incident: the days in which an event's force halves",
    "review_days": "how many days a look at it stays fresh",
    "initial": "status: the value it starts from",
    "scale": "name = { number = ..., title = ..., means = ... } for each value",
    "words": "a list of what people type when they look for it",
    "question": "what to look for, and where",
    "why": "why this weight and half-life",
}
# Two weights near the largest float would sum to infinity.
MAX_WEIGHT: Final = 100_000
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def read_indicator(fields: Fields) -> Indicator | None:
    """
    Read one indicator; None where its kind is not known.

    `fields.is_broken` says whether it must not be used.
    """
    kind = _kind(fields)
    if kind is None:
        # What the other keys must be depends on the kind: mend that first.
        plain_name(fields, "id")
        return None
    scale = _scale(fields, lowest=kind.lowest_number)
    indicator = Indicator(
        id=plain_name(fields, "id"),
        title=fields.text("title"),
        group=fields.text("group", default=""),
        kind=kind,
        weight=fields.number("weight", at_least=0, at_most=MAX_WEIGHT),
        half_life_days=fields.number("half_life_days", above=0) if kind.fades else 0.0,
        review_days=fields.whole("review_days", at_least=1),
        initial=_initial(fields, scale) if kind is Kind.STATUS else 0.0,
        scale=scale,
        words=fields.texts("words"),
        question=fields.text("question", default=""),
        why=fields.text("why", default=""),
        origin=fields.origin,
    )
    unused = "initial" if kind.fades else "half_life_days"
    fields.allow(key for key in INDICATOR_KEYS if key != unused)
    return indicator


def _kind(fields: Fields) -> Kind | None:
    spelled = fields.text("kind")
    names = [kind.value for kind in Kind]
    if spelled not in names:
        hint = hint_for(spelled, names)
        fields.wrong("kind", "status, contact or incident", hint)
        return None
    return Kind(spelled)


def plain_name(fields: Fields, key: str) -> str:
    """Return a name of lower-case letters, digits and hyphens."""
    name = fields.text(key)
    if name and not NAME.fullmatch(name):
        fields.wrong(
            key, "lower-case letters, digits and hyphens", f'like {key} = "new-start"'
        )
    return name


def _scale(fields: Fields, *, lowest: float) -> tuple[ScaleValue, ...]:
    table = fields.values.get("scale", {})
    if not isinstance(table, dict) or not table:
        fields.wrong("scale", "a table of values")
        if "scale" not in fields.values or not table:
            fields.note(
                "missing-keys",
                "an indicator has no `scale`",
                hint="add [indicator.scale] with a line for each value",
            )
        return ()
    place = _scale_place(fields)
    scale = []
    for name, values in table.items():
        line = Place(name, place.keys.get(name, place.line))
        value = Fields(
            values if isinstance(values, dict) else {},
            fields.document,
            line,
            what=f"the scale value `{name}`",
        )
        if isinstance(values, dict) and NAME.fullmatch(name):
            scale.append(
                ScaleValue(
                    name=name,
                    title=value.text("title", default=name.replace("-", " ")),
                    number=value.number("number", at_least=lowest, at_most=1),
                    means=value.text("means", default=""),
                )
            )
            value.allow(("number", "title", "means"))
        else:
            value.note(
                "wrong-types",
                f"the scale value `{name}` must be a plain name with a table",
                hint=f"{name} = {{ number = 0.5, means = ... }}",
            )
        fields.is_broken = fields.is_broken or value.is_broken
    return tuple(scale)


def _scale_place(fields: Fields) -> Place:
    """Return where the scale of the indicator at `fields` stands."""
    start, places = fields.origin.line, fields.document.places
    later = [it.line for it in places_of(places, "indicator")]
    end = min((line for line in later if line > start), default=None)
    for place in places_of(places, "indicator.scale"):
        if place.line > start and (end is None or place.line < end):
            return place
    return Place("indicator.scale", start)


def _initial(fields: Fields, scale: tuple[ScaleValue, ...]) -> float:
    value = fields.value("initial")
    numbers = {it.name: it.number for it in scale}
    if isinstance(value, str):
        if value not in numbers:
            fields.wrong(
                "initial",
                "a value of the scale",
                hint_for(value, numbers, otherwise=f"one of: {', '.join(numbers)}"),
            )
        return numbers.get(value, 0.0)
    if not 0 <= value <= 1:
        fields.wrong("initial", "a number from 0 to 1")
    return value
