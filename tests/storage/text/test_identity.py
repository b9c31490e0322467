"""An identity, put into settings that were written without one."""

import pytest
import tomli

from riskctl.storage.text.identity import new_identity, with_identity
from riskctl.storage.text.settings import IDENTITY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'title = "A"\n', b'title = "A"\nidentity = "0f"\n'),
        (b'title = "A"', b'title = "A"\nidentity = "0f"\n'),
        (b'title = "A"\r\n', b'title = "A"\r\nidentity = "0f"\r\n'),
        (b"", b'identity = "0f"\n'),
        (b"# Mine\n\n[more]\nx = 1\n", b'# Mine\n\nidentity = "0f"\n[more]\nx = 1\n'),
        (
            b'note = """\n[no table]\n"""\n[more]\n',
            b'note = """\n[no table]\n"""\nidentity = "0f"\n[more]\n',
        ),
    ],
)
def test_stands_where_a_setting_may_stand(old: bytes, new: bytes) -> None:
    """Above the first table, in the file's line endings; all else stays."""
    assert with_identity(old, "0f") == new
    assert tomli.loads(new.decode()) == tomli.loads(old.decode()) | {"identity": "0f"}


def test_is_put_into_no_file_that_cannot_be_read() -> None:
    """What it would mean there nobody knows."""
    assert with_identity(b"title = \n", "0f") is None


def test_no_two_are_the_same() -> None:
    """And each is one that riskctl reads."""
    made = {new_identity() for _ in range(50)}
    assert len(made) == 50
    assert all(IDENTITY.fullmatch(it) for it in made)
