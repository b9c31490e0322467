"""The words that are the same in every watch, for completion: by what they are."""

from typing import Final

from riskctl.cli.completion.line import Word

FIXED: Final[dict[str, tuple[Word, ...]]] = {
    "action": (
        Word("list", "what waits"),
        Word("accept", "into the log"),
        Word("reject", "out of the inbox"),
        Word("undo", "the last answer"),
    ),
    "colour": tuple(map(Word, ("auto", "always", "never"))),
    "engine": (Word("duckdb", "on one machine"), Word("spark", "on several")),
    "export": (
        Word("events", "every record of the log"),
        Word("scores", "level and score of each day"),
        Word("contributions", "what the score is made of"),
    ),
    "layout": (Word("gdelt2", "since 2013"), Word("gdelt1", "before")),
    "level": (
        Word("4", "watchful or worse"),
        Word("3", "tense or worse"),
        Word("2", "severe or worse"),
        Word("1", "imminent"),
    ),
    "paper": tuple(map(Word, ("a4", "letter"))),
    "refusal": tuple(map(Word, ("off-topic", "opinion", "old-news", "false", "twin"))),
    "side": (
        Word("ours", "this copy's words stand"),
        Word("theirs", "the other copy's words stand"),
    ),
    "step": tuple(map(Word, ("day", "week", "month"))),
}
