"""The code's own words: each class is one thing."""

import ast
from collections import Counter

from tests.helpers import ROOT


def test_no_two_classes_have_one_name() -> None:
    """A reader who knows one of them would take the other for it."""
    names = Counter(
        node.name
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )

    assert len(names) > 100
    assert [] == [name for name, count in names.items() if count > 1]
