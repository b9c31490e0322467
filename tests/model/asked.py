"""A part of a log that tells what of it was asked for."""

from typing import Any

from riskctl.model.records import Records

# What a part that lies in a file has to read it for.
READS = {
    *("events", "reviews", "notes", "retractions", "by_indicator", "marks"),
    *("event", "record", "events_with", "events_from"),
}


class Asked:
    """A part that notes what it is asked for."""

    def __init__(self, name: str, *records: Any) -> None:
        """Hold records."""
        self.name = name
        self.held_records = Records(records)
        self.asked: list[str] = []
        self.forgotten = 0

    def __getattr__(self, name: str) -> Any:
        """Note the question, and answer it as records at hand do."""
        found = getattr(self.held_records, name)
        if name in READS:
            self.asked.append(name)
        return found

    def forget(self) -> None:
        """Note that it may let go of what it holds."""
        self.forgotten += 1

    def events_with(self, text: str) -> Any:
        """Note the text, too."""
        self.asked.append(f"events with {text}")
        return self.held_records.events_with(text)
