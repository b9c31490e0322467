"""The commands, by the day's work; a module is loaded when its command is used."""

from typing import Final

# In the order in which they are listed. A test holds each text and the command's
# own together.
GROUPS: Final[dict[str, dict[str, str]]] = {
    "Every day": {
        "log": "Log an event: what happened, when, and where it was read.",
        "level": "Print the alert level and why it is that.",
        "agenda": "Show what to look at today, and what to type for it.",
        "report": "Report on a week: the bulletin, one page, with what is known now.",
        "review": "Say that you looked, and that there is nothing to add.",
        "note": "Note what fits no indicator: kept and listed, never scored.",
        "confirm": "Say that a plan came about; what did not happen is retracted.",
    },
    "Look closer": {
        "explain": "Show every point of the score, down to the event.",
        "change": "Say why the score moved: every point of it, by cause.",
        "history": "Show level and score over time, and why the level changed.",
        "outlook": "Show what silence would do, and what would move the level.",
        "events": "List and search events, oldest first.",
        "show": "Show one record whole, and what became of it.",
        "indicators": "Show the catalogue: weights, readings, and the last looks.",
        "backtest": "Compare the level with dated crises and three simpler rules.",
    },
    "Correct": {
        "undo": "Take back your last entry; a second time, take that back.",
        "amend": "Correct an event or a note: a new one takes its place.",
        "retract": "Withdraw records; they stay in the log with the reason.",
        "edit": "Open the catalogue or a month in your editor, and check it.",
    },
    "Evidence in": {
        "import": "Take in the rows of a spreadsheet, a data set or a feed.",
        "triage": "Look at the inbox, one candidate after the other, and decide.",
        "inbox": "List, accept or reject the candidates of the inbox.",
    },
    "Publish": {
        "export": "Write the records, the scores or what they are made of as a table.",
        "site": "Write a static site: the level, every week, a feed.",
        "publish": "Issue a week's bulletin, and keep what was issued when.",
    },
    "Several pairs": {
        "board": "Show several watches, one line each, by what changed.",
        "sweep": "Judge every pair of states in files of machine-coded events.",
    },
    "Upkeep": {
        "init": "Make a new watch.",
        "recode": "Code events a second time, without seeing what the log says.",
        "setup": "Say where each status stands, and when the last contacts were.",
        "watches": "List your watches by their short names.",
        "merge": "Take over what another copy of the watch has more.",
        "check": "Find what is wrong with the watch, and say how to mend it.",
        "docs": "Read the manual that came with riskctl; without a page, list them.",
        "doctor": "Look at the machine: libraries, terminal, folders, disk.",
    },
}
COMMANDS: Final = {name: it for group in GROUPS.values() for name, it in group.items()}
