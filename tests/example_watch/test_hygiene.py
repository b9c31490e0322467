"""Nothing that riskctl prints of the example watch reads as a probability of war."""

import json
import re
from collections.abc import Iterator

import pytest

from riskctl.reporting.weekly.formats import RENDERERS
from tests.helpers import EXAMPLE, open_folder, run

pytestmark = pytest.mark.slow  # every output of the example watch

# Words that say how likely something is.
LIKELIHOOD = re.compile(
    r"\b(?:likel(?:y|ier|iest|ihoods?)|unlikel(?:y|ier)|probabl[ey]|probabilit(?:y|ies)"
    r"|improbable|chances?|odds|expected|forecasts?|predict\w*|will happen"
    r"|bound to|risk of war|per cent sure)\b",
    re.IGNORECASE,
)
# Words that say how sure a judgement is.
CONFIDENCE = re.compile(
    r"\b(?:confiden(?:t|ce)|high|moderate|low|robust(?:ness)?|certain(?:ty)?)\b",
    re.IGNORECASE,
)
# What the Admiralty code calls its digits, and what riskctl says that it is not.
ALLOWED = (
    "It is not a forecast, and not a probability of anything.",
    "probably true",
    "improbable",
)
DAYS = ("2007-06-01", "2014-04-12", "2022-03-08", "2026-05-22")
WINDOWS = str(EXAMPLE / "windows.csv")
PLAIN = [
    ["level", "--brief"],
    *(["level", "--as-of", day] for day in DAYS),
    *(["level", "--as-of", day, "--json"] for day in DAYS),
    *(["explain", "--as-of", day] for day in DAYS),
    ["explain", "new-start", "--as-of", "2026-05-22"],
    ["explain", "--json", "--as-of", "2022-03-08"],
    ["explain", "--sensitivity", "--as-of", "2022-10-06"],
    ["explain", "--sensitivity", "--json", "--as-of", "2022-10-06"],
    ["history"],
    ["history", "--plain"],
    ["history", "--as-known", "--json"],
    ["history", "--csv"],
    ["change", "2022-02-20", "2022-02-28"],
    ["change", "2022-02-20", "2022-02-28", "--json"],
    *(["outlook", "--as-of", day] for day in DAYS),
    ["outlook", "--json", "--as-of", "2022-03-08"],
    ["backtest", WINDOWS],
    ["backtest", WINDOWS, "--json"],
    ["backtest", WINDOWS, "--csv"],
    ["indicators"],
    ["indicators", "--json"],
    ["check"],
    ["check", "--json"],
    *(["report", "--week", "2022-W09", "-f", name] for name in RENDERERS),
]
# These show what others wrote: titles, notes and quotations are not riskctl's words.
OTHERS = [["events", "--all"], ["events", "--all", "--json"]]


def sentences(text: str) -> Iterator[str]:
    """Yield what ends with a stop, a blank line or a table's row."""
    for allowed in ALLOWED:
        text = re.sub(re.escape(allowed).replace(r"\ ", r"\s+"), "", text)
    for block in re.split(r"\n\s*\n|\n(?=\S+ {2,})|\n(?=[-#|])", text):
        yield from re.split(r"(?<=[.;!?])\s", " ".join(block.split()))


def strings(value: object) -> Iterator[str]:
    """Yield every text of a JSON document, and every key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, it in value.items():
            yield name
            yield from strings(it)
    elif isinstance(value, list):
        for it in value:
            yield from strings(it)


@pytest.fixture(scope="module")
def quoted() -> set[str]:
    """Return what the authors of the log and of the catalogue wrote."""
    watch = open_folder(EXAMPLE)
    return {
        " ".join(it.split())
        for it in (
            *(event.title for event in watch.log.events),
            *(event.note for event in watch.log.events),
            *(indicator.why for indicator in watch.catalogue),
        )
        if it
    }


def texts(arguments: list[str]) -> list[str]:
    """Return what a command prints: whole, or each text of a document."""
    outcome = run(*arguments, folder=EXAMPLE)
    assert outcome.exit_code in {0, 3}
    if outcome.stdout.startswith("{"):
        return list(strings(json.loads(outcome.stdout)))
    return [outcome.stdout]


def mixed(text: str) -> list[str]:
    """Return the sentences that have a word of either list."""
    return [
        it for it in sentences(text) if LIKELIHOOD.search(it) and CONFIDENCE.search(it)
    ]


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "We have high confidence that war is likely.",
            "Low odds of a strike",
            "robustness: the chance is small",
            "With moderate confidence, an attack\nis expected",
        ],
    )
    def test_that_mix_both_are_seen(self, text: str) -> None:
        """So that the test below can fail."""
        assert [" ".join(text.split())] == mixed(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Confidence is low. War is unlikely.",
            "It is not a forecast, and not a\nprobability of anything. Confidence: low",
            "B2 probably true, high",
        ],
    )
    def test_that_do_not_are_left_alone(self, text: str) -> None:
        """Two sentences are two, and the fixed words are known."""
        assert [] == mixed(text)


class TestOutputs:
    @pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
    def test_keep_likelihood_out(self, arguments: list[str], quoted: set[str]) -> None:
        """No sentence mixes it with confidence, and none of riskctl's own has it."""
        for text in texts(arguments):
            assert [] == mixed(text)
            own = " ".join(text.split())
            for title in quoted:
                own = own.replace(title, "…")
            assert [] == [it for it in sentences(own) if LIKELIHOOD.search(it)]

    @pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
    def test_that_quote_others_never_mix_them(self, arguments: list[str]) -> None:
        """What the log says stands beside a grade, and not beside a confidence."""
        for text in texts(arguments):
            assert [] == mixed(text)
