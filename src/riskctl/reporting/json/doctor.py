"""What `doctor` found, as a document; there may be no watch to name in it."""

from collections.abc import Sequence

from riskctl.model.examined import Examined
from riskctl.reporting.json.frame import Document


def doctor_document(examined: Sequence[Examined]) -> Document:
    """Return `riskctl.doctor/1`."""
    return {
        "schema": "riskctl.doctor/1",
        "fine": all(it.is_fine for it in examined),
        "examined": [
            {
                "topic": it.topic,
                "name": it.name,
                "found": it.found,
                "fine": it.is_fine,
                "advice": it.advice,
            }
            for it in examined
        ],
    }
