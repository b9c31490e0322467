"""The TOML keys of `indicators.toml`, and the catalogue they make."""

from collections.abc import Callable
from typing import Final, TypeVar

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue, Group
from riskctl.model.finding import Finding
from riskctl.model.floor import Condition, Descent, Floor
from riskctl.model.indicator import Indicator
from riskctl.model.similar import hint_for
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.indicators import MAX_WEIGHT, plain_name, read_indicator
from riskctl.storage.text.locate import Place, first_place
from riskctl.storage.text.meaning import digest_of_meaning
from riskctl.storage.text.tables import tables_of, top_of
from riskctl.storage.text.toml import Document, parse

HALF_PRESSURE: Final = 20.0
Made = TypeVar("Made")

CATALOGUE_KEYS: Final = {
    "title": "what the catalogue is about",
    "sides": "a list of the two states",
    "minimum_coverage": "0 to 1: below this share of fresh weight the level is "
    "called provisional",
    "rule": "half_pressure: the points of pressure that close half the distance to 100",
    "descent": "dwell_days and margin: how slowly the level eases",
    "level": "one table for each of the five levels",
    "group": "one table for each heading, when they name a goal",
    "indicator": "one table for each indicator",
    "floor": "one table for each tripwire",
}
LEVEL_KEYS: Final = {
    "number": "5 (calm) to 1 (imminent)",
    "colour": "green, blue, yellow, orange or red",
    "word": "one word",
    "from_score": "the lowest score, 0 to 100, that gives this level",
    "meaning": "one sentence",
}
GROUP_KEYS: Final = {
    "title": "the name that indicators use in their `group`",
    "goal": "what watching them is for; several groups may share one",
}
FLOOR_KEYS: Final = {
    "name": "lower-case letters, digits and hyphens",
    "level": "the level at which it holds, 5 to 1",
    "when": "a list of { indicator = ..., at_least = ... }; all of them at once",
    "hold_days": "how many days an incident holds it, its own day counted",
    "reason": "why",
}
WHEN_HINT: Final = 'when = [{ indicator = "...", at_least = "..." }]'
COLOURS: Final = ("green", "blue", "yellow", "orange", "red")


def read_catalogue(data: bytes, file: str) -> tuple[Catalogue, list[Finding]]:
    """Read a catalogue: what is whole of it, and every problem with its line."""
    document = parse(data, file)
    readable = not document.problems
    top = top_of(document, "the catalogue")
    groups = _each(document, "group", "a group", _group)
    catalogue = Catalogue(
        title=top.text("title", default=""),
        sides=top.texts("sides"),
        levels=tuple(
            sorted(
                _each(document, "level", "a level", _band),
                key=lambda band: -band.level.value,
            )
        ),
        groups=groups,
        indicators=_each(document, "indicator", "an indicator", _under(groups)),
        floors=_each(document, "floor", "a floor", _floor),
        descent=_descent(document),
        half_pressure=_half_pressure(document),
        minimum_coverage=top.number(
            "minimum_coverage", at_least=0, at_most=1, default=0.3
        ),
        digest="",
    )
    catalogue = catalogue.replaced(digest=digest_of_meaning(catalogue))
    top.allow(CATALOGUE_KEYS)
    if readable and not catalogue.indicators and not document.problems:
        top.note(
            "missing-keys",
            "the catalogue has no [[indicator]]",
            hint="restore it, or take one from a new watch: riskctl init DIR",
        )
    return catalogue, document.problems


def _each(
    document: Document, name: str, what: str, build: Callable[[Fields], Made | None]
) -> tuple[Made, ...]:
    """Build a record of every `[[name]]` table that is whole."""
    tables = tables_of(document, name, what=what)
    if tables is None:
        place = first_place(document.places, name, line=0)
        wrong = Fields(document.tables, document, place, what="the catalogue")
        wrong.wrong(name, f"written as [[{name}]] tables")
        return ()
    built = [(build(fields), fields) for fields in tables]
    return tuple(it for it, fields in built if it and not fields.is_broken)


def _band(fields: Fields) -> LevelBand:
    colour = fields.text("colour")
    if colour and colour not in COLOURS:
        fields.wrong("colour", "one of " + ", ".join(COLOURS))
    band = LevelBand(
        level=_alert_level(fields, "number"),
        word=fields.text("word"),
        colour=colour,
        from_score=fields.number("from_score", at_least=0, at_most=100),
        meaning=fields.text("meaning"),
        origin=fields.origin,
    )
    fields.allow(LEVEL_KEYS)
    return band


def _alert_level(fields: Fields, key: str) -> AlertLevel:
    number = fields.whole(key, at_least=1)
    if number > AlertLevel.CALM.value:
        fields.wrong(key, "a level from 5 (calm) to 1 (imminent)")
        return AlertLevel.CALM
    return AlertLevel(number)


def _floor(fields: Fields) -> Floor:
    conditions = fields.values.get("when", [])
    if not isinstance(conditions, list) or not all(
        isinstance(it, dict) for it in conditions
    ):
        fields.wrong("when", "a list of conditions", WHEN_HINT)
        conditions = []
    elif not conditions:
        fields.note("missing-keys", "a floor has no `when`", hint=WHEN_HINT)
    line = Place("floor", fields.origin.line)
    when = []
    for values in conditions:
        condition = Fields(values, fields.document, line, what="a floor's condition")
        when.append(
            Condition(
                indicator=condition.text("indicator"),
                at_least=condition.value("at_least"),
            )
        )
        condition.allow(("indicator", "at_least"))
        fields.is_broken = fields.is_broken or condition.is_broken
    floor = Floor(
        name=plain_name(fields, "name"),
        level=_alert_level(fields, "level"),
        when=tuple(when),
        hold_days=fields.whole("hold_days", at_least=1, default=1),
        reason=fields.text("reason"),
        origin=fields.origin,
    )
    fields.allow(FLOOR_KEYS)
    return floor


def _group(fields: Fields) -> Group:
    group = Group(title=fields.text("title"), goal=fields.text("goal"))
    fields.allow(GROUP_KEYS)
    return group


def _under(groups: tuple[Group, ...]) -> Callable[[Fields], Indicator | None]:
    """Return what reads an indicator that must stand under one of *groups*, if any."""
    titles = [it.title for it in groups]

    def read(fields: Fields) -> Indicator | None:
        indicator = read_indicator(fields)
        if not indicator or not titles or fields.is_broken:
            return indicator
        if indicator.group not in titles:
            fields.wrong(
                "group",
                "the title of a [[group]]",
                hint_for(
                    indicator.group, titles, otherwise=f"one of: {', '.join(titles)}"
                ),
            )
        return indicator

    return read


def _descent(document: Document) -> Descent:
    fields = _one(document, "descent", "the descent rule")
    descent = Descent(
        dwell_days=fields.whole("dwell_days", at_least=1, default=14),
        margin=fields.number("margin", at_least=0, at_most=100, default=3),
    )
    fields.allow(("dwell_days", "margin"))
    return descent


def _half_pressure(document: Document) -> float:
    fields = _one(document, "rule", "the rule")
    if "rule" not in document.tables:
        if document.tables.get("indicator") and not document.problems:
            fields.note(
                "missing-keys",
                "the catalogue is of the first edition, whose score was a weighted "
                "mean: now statuses and contacts make the ground, and the pressure "
                "of incidents lifts the score above it",
                hint=f"add the two lines `[rule]` and `half_pressure = "
                f"{HALF_PRESSURE:g}`, and see what a weight means now: "
                "docs/explanation/method.md",
            )
        return HALF_PRESSURE
    points = fields.number("half_pressure", above=0, at_most=MAX_WEIGHT)
    fields.allow(("half_pressure",))
    return points


def _one(document: Document, name: str, what: str) -> Fields:
    """Return the one table `[name]`; an empty one when it is missing or wrong."""
    table = document.tables.get(name, {})
    place = first_place(document.places, name, line=1)
    keys = table if isinstance(table, dict) else {}
    fields = Fields(keys, document, place, what=what)
    if not isinstance(table, dict):
        fields.note(
            "wrong-types",
            f"`{name}` of the catalogue must be one table",
            hint=f"write its header with single brackets: [{name}]",
        )
    return fields
