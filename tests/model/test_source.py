import pytest

from riskctl.model.source import is_address, source_fault


class TestSourceFault:
    @pytest.mark.parametrize(
        "source",
        [
            "https://example.org/a?b=c#d",
            "http://example.org",
            "HTTPS://example.org",
            "Izvestia, 5 May 2026, p. 2",
            "Note: seen on television",
            "https://example.org/@user/status",
            "Исторический архив",
            "doi:10.1000/182",
            "urn:isbn:9780000000002",
            "ISBN:9780000000002",
            "https://example.org/?monkey=1&q=code",
            "https://example.org/token/secret?article=5",
            "https://example.org/?passage=4&author=x&designer=y",
            "https://example.org/#key",
            "TASS:20260205-1",
            "RIA:1998/fx",
            "arXiv:2601.00001",
            "mailto:press@example.org",
        ],
    )
    def test_is_nothing_for_addresses_and_references(self, source: str) -> None:
        """A newspaper page is as good as a web page."""
        assert source_fault(source) is None

    @pytest.mark.parametrize(
        ("source", "fault"),
        [
            ("javascript:alert(1)", "the scheme `javascript` is not safe to open"),
            (" JavaScript:alert(1)", "the scheme `javascript` is not safe to open"),
            ("data:text/html,x", "the scheme `data` is not safe to open"),
            ("file:///etc/passwd", "the scheme `file` is not safe to open"),
            ("VBScript:x", "the scheme `vbscript` is not safe to open"),
            ("ms-word:ofe|u|x", "the scheme `ms-word` is not safe to open"),
            ("smb://host/share", "the scheme `smb` is not safe to open"),
            ("urn:x?token=y", "the address carries credentials"),
            ("https://u:p@example.org/", "the address carries credentials"),
            ("https://u@example.org", "the address carries credentials"),
            *(
                (it, "the address carries credentials")
                for it in (
                    "u:p@example.org",
                    "u:p@example.org/feed",
                    "https://example.org/?key=AIzaSyA1234567890",
                    "https://example.org/?X-Amz-Signature=abc",
                    "https://example.org/?X-Amz-Credential=abc",
                    "https://example.org/?sessionid=abc",
                    "https://example.org/;jsessionid=abc",
                    "https://example.org/#access_token=abc",
                    "https://example.org/?auth=abc",
                    "https://example.org/?a=1&client_secret=abc",
                    "https://hooks.slack.com/services/T000/B000/XXXX",
                    "https://example.org/?code=abc",
                    "https://example.org/?jwt=abc",
                    "https://example.org/?x=eyJhbGciOi.eyJzdWIiOi.c2ln",
                    "https://example.org/ghp_0123456789abcdef0123456789abcdef",
                    "https://example.org/?x=glpat-0123456789abcdef0123",
                    "https://example.org/?TOKEN=abc",
                    "https://example.org/?sv=1&se=2&sig=abc",
                )
            ),
            ("https://e.org/?a=1&token=x", "the address carries credentials"),
            ("https://e.org/?API_KEY=x", "the address carries credentials"),
            ("https://", "the address has no host"),
            ("http:///path", "the address has no host"),
            ("https://?q=1", "the address has no host"),
            ("https:example.org", "the address has no host"),
            ("", "the source is empty"),
            (" \t", "the source is empty"),
        ],
    )
    def test_says_what_is_wrong(self, source: str, fault: str) -> None:
        """Schemes that run something, secrets, nothing at all."""
        assert fault == source_fault(source)


class TestIsAddress:
    @pytest.mark.parametrize(
        ("source", "is_one"),
        [
            ("https://example.org/a", True),
            ("http://example.org", True),
            ("https://u:p@example.org", False),
            (" https://example.org", False),
            ("ftp://example.org", False),
            ("example.org", False),
        ],
    )
    def test_lets_only_plain_web_addresses_become_links(
        self, source: str, is_one: bool
    ) -> None:
        """Everything else is shown as text."""
        assert is_one is is_address(source)
