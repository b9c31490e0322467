import os

import pytest

from riskctl.reporting.weekly.pdf import refuse, render_pdf
from tests.reporting.weekly.weeks import hostile_report

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

    def test_fetches_nothing(self) -> None:
        """Neither files nor addresses."""
        for url in ("file:///etc/passwd", "https://example.org/", "data:text/css,x"):
            with pytest.raises(ValueError, match="refused"):
                refuse(url)
