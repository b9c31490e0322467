from hashlib import sha256

from riskctl.storage.disk.made import digest_of, made_from


class TestDigestOf:
    def test_is_the_one_that_everybody_can_check(self) -> None:
        """With `sha256sum`."""
        assert digest_of(b"log") == sha256(b"log").hexdigest()


class TestMadeFrom:
    def test_is_the_same_for_the_same(self) -> None:
        """In this process and in every other: no hash of Python's own."""
        expected = sha256(b"('walk', 14)").hexdigest()[:32]

        assert made_from("walk", 14) == expected

    def test_tells_apart_what_is_put_together_otherwise(self) -> None:
        """Two texts are not their sum, a number is not its digits."""
        names = {
            made_from(*it)
            for it in (
                ("a", "b"),
                ("ab",),
                (["a", "b"],),
                ("a", ["b"]),
                ("b", "a"),
                ("1",),
                (1,),
                (1.0,),
                (),
                ("",),
                ([],),
            )
        }

        assert len(names) == 11

    def test_takes_any_text(self) -> None:
        """Also one that no encoding has."""
        assert made_from("\udcff") != made_from("\udcfe")
