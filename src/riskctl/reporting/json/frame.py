"""What every JSON document begins with, and how it is spelled."""

import json
from typing import Any

from riskctl.model.watch import Settings
from riskctl.reporting.words import UNOFFICIAL

Document = dict[str, Any]


def as_text(document: Document) -> str:
    """Return a document as ASCII text; it can hold neither NaN nor a control byte."""
    return json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def headed(schema: str, settings: Settings, **rest: object) -> Document:
    """Return a document with what every one begins with."""
    return {
        "schema": schema,
        "unofficial": UNOFFICIAL,
        "watch": {"title": settings.title, "sides": list(settings.sides)},
        **rest,
    }
