"""The words that are the same in every watch, for completion: by what they are."""

from typing import Final

from riskctl.cli.completion.line import TypedWord

FIXED: Final[dict[str, tuple[TypedWord, ...]]] = {
    "action": (
        TypedWord("list", "what waits"),
        TypedWord("accept", "into the log"),
        TypedWord("reject", "out of the inbox"),
        TypedWord("undo", "the last answer"),
    ),
    "colour": tuple(map(TypedWord, ("auto", "always", "never"))),
    "engine": (TypedWord("duckdb", "on one machine"), TypedWord("spark", "on several")),
    "export": (
        TypedWord("events", "every record of the log"),
        TypedWord("scores", "level and score of each day"),
        TypedWord("contributions", "what the score is made of"),
    ),
    "layout": (TypedWord("gdelt2", "since 2013"), TypedWord("gdelt1", "before")),
    "level": (
        TypedWord("4", "watchful or worse"),
        TypedWord("3", "tense or worse"),
        TypedWord("2", "severe or worse"),
        TypedWord("1", "imminent"),
    ),
    "paper": tuple(map(TypedWord, ("a4", "letter"))),
    "refusal": tuple(
        map(TypedWord, ("off-topic", "opinion", "old-news", "false", "twin"))
    ),
    "side": (
        TypedWord("ours", "this copy's words stand"),
        TypedWord("theirs", "the other copy's words stand"),
    ),
    "step": tuple(map(TypedWord, ("day", "week", "month"))),
}
