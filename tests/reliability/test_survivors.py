"""A mutant is excused by what it changes, and by nothing that is out of date."""

import re

import pytest

from tests.helpers import ROOT
from tools.survivors import Same, function_of, known_to_mean_the_same, reasons

F, METHOD = "riskctl.model.log.x_f__mutmut_3", "riskctl.model.log.xǁLogǁf__mutmut_3"
ELSEWHERE = "riskctl.model.sheet.x_f__mutmut_3"
BOTH = "y(a, b, strict=True), z(a, b, strict=True)"
SAME = Same("riskctl.model.log.*", "a, b, strict=True)", "a, b, )", "both are as long")


def difference(before: str, after: str) -> str:
    """Return what mutmut shows of a mutant."""
    changed = [*(f"-{it}" for it in before.splitlines())]
    changed += [f"+{it}" for it in after.splitlines()]
    return "\n".join(["# x: survived", "--- f", "+++ f", "@@ -1 +1 @@", *changed])


class TestReasons:
    @pytest.mark.parametrize(
        ("name", "before", "after", "excused"),
        [
            (F, "z(a, b, strict=True)", "z(a, b, )", True),
            (METHOD, "  z(\n    a, b, strict=True)", "z(\n a, b, )", True),
            (ELSEWHERE, "z(a, b, strict=True)", "z(a, b, )", False),
            (F, "z(a, b, strict=True)", "z(a, b, strict=False)", False),
            (F, BOTH, "y(a, b, strict=True), z(a, b, )", True),
            (F, BOTH, "y(a, b, ), z(a, b, )", False),
        ],
    )
    def test_excuse_what_is_the_whole_difference(
        self, name: str, before: str, after: str, excused: bool
    ) -> None:
        """In the function that is named, however its lines are broken."""
        found = reasons({name: difference(before, after)}, [SAME])
        assert found == ({name: "both are as long"} if excused else {})

    def test_speak_of_code_that_is_there(self) -> None:
        """A reason for what was rewritten since excuses nothing, and goes."""
        known = known_to_mean_the_same()
        assert known
        for it in known:
            if it.where == "*":
                continue
            path = it.where.removesuffix(".*").replace(".", "/")
            files = [
                ROOT / "src" / f"{path.rsplit('/', back)[0]}.py" for back in range(3)
            ]
            (file,) = [found for found in files if found.exists()]
            text = " ".join(file.read_text(encoding="utf-8").split())
            assert it.was in text, it
            function = it.where.rpartition(".")[2]
            assert function == "*" or re.search(rf"def {function}\(", text), it
            assert it.why


def test_a_mutant_has_the_name_of_its_function() -> None:
    """With the class, where it is a method; a private one keeps its mark."""
    assert function_of("riskctl.a.b.x_f__mutmut_1") == "riskctl.a.b.f"
    assert function_of("riskctl.a.b.x__f__mutmut_1") == "riskctl.a.b._f"
    assert (
        function_of("riskctl.a.b.xǁCǁ__init____mutmut_12") == "riskctl.a.b.C.__init__"
    )
    with pytest.raises(ValueError, match="something else"):
        function_of("something else")
