import os
from io import BytesIO

import pytest
from pypdf import PdfReader

from riskctl.model.period import Week
from riskctl.reporting.weekly.pdf import PAPERS, refuse, render_pdf
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import hostile_report, report_of

MOST_SHEETS = 5
# In points of an inch, 72 of them.
WIDTHS = {"a4": 595.3, "letter": 612.0}

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def weasyprint() -> None:
    """Skip where WeasyPrint or Pango is missing, unless a browser is required."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        if os.environ.get("RISKCTL_REQUIRE_BROWSER"):
            raise
        pytest.skip("WeasyPrint does not run here")


class TestRenderPdf:
    def test_prints_the_page(self) -> None:
        """The same bytes each time, and nothing fetched."""
        report = hostile_report("<img src='https://evil.example/x.png'>")
        printed = render_pdf(report)

        assert printed.startswith(b"%PDF-")
        assert printed == render_pdf(report)
        assert b"evil.example/x.png" not in printed

    @pytest.mark.parametrize("paper", PAPERS)
    def test_is_one_sheet_and_with_its_annex_at_most_five(self, paper: str) -> None:
        """Tagged, titled, in a language, and with its head on every sheet."""
        report = report_of(open_folder(EXAMPLE), Week(2022, 9))
        for full, most in ((False, 1), (True, MOST_SHEETS)):
            printed = PdfReader(BytesIO(render_pdf(report, full=full, paper=paper)))
            root = printed.root_object
            assert len(printed.pages) <= most
            assert "/StructTreeRoot" in root
            assert str(root["/MarkInfo"]) == "{'/Marked': True}"
            assert str(root["/Lang"]) == "en"
            assert printed.metadata is not None
            assert "unofficial" in (printed.metadata.title or "")
            for number, page in enumerate(printed.pages, start=1):
                text = page.extract_text()
                assert page.mediabox.width == pytest.approx(WIDTHS[paper], abs=1)
                assert f"page {number} of {len(printed.pages)}" in text
                assert "unofficial" in text

    def test_fetches_nothing(self) -> None:
        """Neither files nor addresses."""
        for url in ("file:///etc/passwd", "https://example.org/", "data:text/css,x"):
            with pytest.raises(ValueError, match="refused"):
                refuse(url)
