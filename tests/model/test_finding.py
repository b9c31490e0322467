from riskctl.model.finding import Finding
from riskctl.model.origin import Origin


class TestOrigin:
    def test_is_spelled_as_editors_jump(self) -> None:
        """The file and the line, or the file alone."""
        assert "log/2026-01.toml:7" == str(Origin("log/2026-01.toml", 7))
        assert "indicators.toml" == str(Origin("indicators.toml"))

    def test_sorts_by_file_then_line(self) -> None:
        """Lines are numbers: 9 stands before 10."""
        assert [Origin("a", 9), Origin("a", 10), Origin("b", 1)] == sorted(
            [Origin("b", 1), Origin("a", 10), Origin("a", 9)]
        )


class TestFinding:
    def test_is_one_line_for_an_editor(self) -> None:
        """The place, then what is wrong."""
        finding = Finding(check="c", message="m", hint="h", origin=Origin("f", 1))

        assert "f:1: m" == str(finding)
        assert not finding.blocking
