from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.seen import Decision, Seen
from riskctl.storage.text.seen import read_seen, seen_text

text = st.text(st.characters(codec="utf-8"), max_size=20)


@st.composite
def decisions(draw: st.DrawFn) -> Seen:
    """Draw a decision about a row of whatever name."""
    return Seen(
        mapping=draw(text.filter(bool)),
        row=draw(text.filter(bool)),
        decision=draw(st.sampled_from(Decision)),
        at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        candidate=draw(text),
        reason=draw(text),
        record=draw(text),
        by=draw(text),
        answer=draw(text),
    )


class TestSeen:
    @given(st.lists(decisions(), max_size=4))
    def test_reads_what_was_written(self, made: list[Seen]) -> None:
        """Whatever a row is called, and whoever decided."""
        found, problems = read_seen(seen_text(made).encode(), "inbox/seen.toml")
        assert list(found) == made
        assert problems == []

    def test_names_what_it_cannot_read(self) -> None:
        """One broken table does not hide the others."""
        good = Seen("feed", "1", Decision.REFUSED, datetime(2026, 11, 20, tzinfo=UTC))
        broken = '[[seen]]\nmapping = "feed"\nrow = "2"\ndecision = "maybe"\n'
        data = f"{broken}\n{seen_text([good])}".encode()
        found, problems = read_seen(data, "inbox/seen.toml")
        assert found == (good,)
        assert [str(it) for it in problems] == [
            (
                "inbox/seen.toml:4: `decision` of a decision must be one of accepted, "
                "merged, refused, deferred, passed, withdrawn, reopened"
            )
        ]
