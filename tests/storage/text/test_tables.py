from collections.abc import Callable, Sequence

import pytest

from riskctl.model.finding import Finding
from riskctl.storage.text.codings import read_codings
from riskctl.storage.text.issues import read_issues
from riskctl.storage.text.seen import read_seen

READERS: dict[str, Callable[[bytes, str], tuple[Sequence[object], list[Finding]]]] = {
    "coding": read_codings,
    "bulletin": read_issues,
    "seen": read_seen,
}


@pytest.mark.parametrize("name", READERS)
class TestHeaded:
    @pytest.mark.parametrize(
        "spelled",
        ["{} = 1", "{} = [1]", '{} = [{{ id = "x" }}]', "[{}]\nid = 1"],
    )
    def test_what_is_no_table_is_not_passed_over(self, name: str, spelled: str) -> None:
        """What was decided, issued or coded would else be forgotten in silence."""
        text = f"# by hand\n{spelled.format(name)}\n"
        found, problems = READERS[name](text.encode(), "a.toml")

        assert not found
        assert [f"a.toml:2: `{name}` must be written as [[{name}]] tables"] == [
            str(it) for it in problems
        ]
        assert all(it.blocking for it in problems)

    def test_what_is_no_toml_is_said_once(self, name: str) -> None:
        """And not that its tables are none."""
        found, problems = READERS[name](f"[[{name}]]\nid = \n".encode(), "a.toml")

        assert not found
        assert ["a.toml:2"] == [str(it.origin) for it in problems]
