from datetime import date

from riskctl.model.identity import new_id

DAY = date(2026, 2, 5)


class TestNewId:
    def test_begins_with_the_day(self) -> None:
        """Six letters or digits follow, none of which reads like another."""
        name = new_id(DAY, "expired", taken=())

        assert "2026-02-05-nsv6pb" == name
        assert not set(name[11:]) & set("ilou")

    def test_is_made_from_the_content(self) -> None:
        """The same content gives the same id, other content another."""
        assert new_id(DAY, "a", taken=()) == new_id(DAY, "a", taken=())
        assert new_id(DAY, "a", taken=()) != new_id(DAY, "b", taken=())

    def test_moves_on_when_it_is_taken(self) -> None:
        """Twenty records of one content have twenty ids."""
        taken: set[str] = set()
        for _ in range(20):
            taken.add(new_id(DAY, "same", taken=taken))

        assert 20 == len(taken)
