import pytest

from riskctl.model.source import (
    cited,
    is_address,
    origins_of,
    source_fault,
    source_slip,
    without_secret,
)


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


class TestWithoutSecret:
    @pytest.mark.parametrize(
        ("source", "site"),
        [
            ("https://u:p@www.example.org/a", "www.example.org"),
            ("https://example.org?token=abc", "example.org"),
            ("https://example.org/a?token=abc", "example.org"),
            ("u:p@mail.example.org", "mail.example.org"),
            ("https://a-b.example.org:8080/?key=abc", "a-b.example.org"),
            ("https://localhost/?key=abc", "a source"),
        ],
    )
    def test_names_the_site_and_says_why(self, source: str, site: str) -> None:
        """Nothing of the rest is published."""
        assert without_secret(source) == (
            f"{site} (the address is withheld: it carries credentials)"
        )

    def test_leaves_what_carries_none(self) -> None:
        """As it is."""
        assert without_secret("https://example.org/a?b=c") == (
            "https://example.org/a?b=c"
        )


class TestCited:
    @pytest.mark.parametrize(
        ("text", "source", "origin"),
        [
            ("TASS: https://e.org/a", "https://e.org/a", "TASS"),
            ("RIA Novosti :  http://e.org", "http://e.org", "RIA Novosti"),
            ("TASS:https://e.org/a", "TASS:https://e.org/a", ""),
            ("TASS: https://e.org/a b", "TASS: https://e.org/a b", ""),
            ("a/b: https://e.org", "a/b: https://e.org", ""),
            (": https://e.org", ": https://e.org", ""),
            ("", "", ""),
        ],
    )
    def test_parts_a_name_from_the_address_behind_it(
        self, text: str, source: str, origin: str
    ) -> None:
        """Where there is a name, and nothing else beside the address."""
        assert cited(text) == (source, origin)


class TestOriginsOf:
    @pytest.mark.parametrize(
        ("sources", "origins", "found"),
        [
            ((), (), ()),
            (("https://WWW.E.org/1", "http://e.ORG:80/2"), (), ("e.org",)),
            (("https://e.org?x", "https://f.org#y"), (), ("e.org", "f.org")),
            (("Gazette, 1", " gazette ,2", "Post"), (), ("Gazette", "Post")),
            (("https://e.org", "https://e.org"), ("TASS", ""), ("TASS", "e.org")),
            (("a", "b"), (" The  Wire ", "the wire"), ("The Wire",)),
        ],
    )
    def test_are_told_apart_whatever_their_spelling(
        self, sources: tuple[str, ...], origins: tuple[str, ...], found: tuple[str, ...]
    ) -> None:
        """The first spelling is shown."""
        assert origins_of(sources, origins) == found

    def test_one_origin_for_each_source(self) -> None:
        """Or it is not known whose they are."""
        with pytest.raises(ValueError, match="shorter"):
            origins_of(("a", "b"), ("c",))


class TestSourceSlip:
    @pytest.mark.parametrize(
        ("source", "meant"),
        [
            ("htp:/example.org", "http"),
            ("HTTPS;//example.org", "https"),
            ("htpps ://example.org", "https"),
            ("hhtp.//example.org", "http"),
        ],
    )
    def test_shows_the_scheme_that_was_meant(self, source: str, meant: str) -> None:
        """Letters swapped, missing, doubled, and a mark that slipped."""
        assert source_slip(source) == (
            f"`{source}` looks like a mistyped address: {meant}://"
        )

    @pytest.mark.parametrize(
        "source",
        [
            "https://example.org",
            "TASS / RIA",
            "b22",
            "b\u0662",
            "b",
            "page 2",
            "x:/y",
            "A1 motorway",
        ],
    )
    def test_is_none_where_it_may_be_meant(self, source: str) -> None:
        """An address, names with a stroke, what only begins like a grade."""
        assert source_slip(source) is None

    @pytest.mark.parametrize("source", ["b2", "F6", "z9"])
    def test_knows_what_looks_like_a_grade(self, source: str) -> None:
        """Which is given in another place."""
        assert source_slip(source) == (
            f"`{source}` looks like a grade, which is given with -g"
        )
