"""
What a command accepts from the person who types it; the rest gets a hint.

The functions are called with the module's name: `accept.grade("B2")`.
"""

from collections.abc import Iterable
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator
from riskctl.model.similar import hint_for
from riskctl.model.source import cited, source_fault, source_slip
from riskctl.model.tlp import Tlp
from riskctl.model.zone import zone

MAX_BYTES: Final = 16 * 1024


def indicator(name: str, catalogue: Catalogue) -> Indicator:
    """
    Return the indicator that *name* means: its id, a part that is clear, or a word.

    Raises:
        UsageError: None is meant, or several may be; the hint offers the names.
    """
    if name in catalogue:
        return catalogue[name]
    from riskctl.model.naming import indicators_named

    found = indicators_named(name, catalogue)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"`{name}` may mean {len(found)} indicators",
            hint=_one_of([it.id for it in found]),
        )
    raise UsageError(
        f"there is no indicator `{name}`",
        hint=hint_for(
            name,
            [it.id for it in catalogue],
            otherwise="`riskctl indicators` lists them",
        ),
    )


def value(text: str, about: Indicator) -> str | float:
    """
    Return the name on the indicator's scale that *text* means, or a number in range.

    Raises:
        UsageError: It is neither, or may mean several names.
    """
    if text in about.value_names:
        return text
    number = _number(text)
    if number is None:
        return _value_name(text, about)
    if about.number(number) is None:
        raise UsageError(
            f"{text} is out of range for `{about.id}`",
            hint=f"a number from {about.kind.lowest_number:g} to 1, or one of: "
            + ", ".join(about.value_names),
        )
    return number


# A minus as word processors and phones type it.
_MINUS: Final = ("\u2212", "\u2013", "\u2011", "\uff0d")


def _number(text: str) -> float | None:
    """
    Return the number that is typed, with any minus and a decimal point or comma.

    >>> _number("-0.5"), _number("\u22120,5"), _number("call")
    (-0.5, -0.5, None)
    """
    plain = text.strip()
    if plain.startswith(_MINUS):
        plain = f"-{plain[1:]}"
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _value_name(text: str, about: Indicator) -> str:
    from riskctl.model.naming import values_named

    found = values_named(text, about)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"`{text}` may mean {len(found)} values of `{about.id}`",
            hint=_one_of(found),
        )
    raise UsageError(
        f"`{text}` is not on the scale of `{about.id}`",
        hint=hint_for(
            text, about.value_names, otherwise="one of: " + ", ".join(about.value_names)
        ),
    )


def _one_of(names: Iterable[str]) -> str:
    return "one of: " + ", ".join(names)


def grade(text: str) -> Grade:
    """
    Return the grade that *text* spells.

    Raises:
        UsageError: It spells none.
    """
    found = Grade.parse(text.strip())
    if found is None:
        raise UsageError(
            f"`{text}` is not a grade",
            hint="a letter A to F for the source and a digit 1 to 6 for the "
            "information, like B2",
        )
    return found


def tlp(text: str) -> Tlp:
    """
    Return the TLP mark that *text* spells.

    Raises:
        UsageError: It spells none.
    """
    mark = Tlp.parse(text)
    if mark is None:
        words = [it.value for it in Tlp]
        raise UsageError(
            f"`{text}` is not a TLP mark",
            hint=hint_for(text, words, otherwise="one of: " + ", ".join(words)),
        )
    return mark


def timezone(name: str) -> str:
    """
    Return *name* when it is a time zone.

    Raises:
        UsageError: This machine knows no such zone.
    """
    try:
        zone(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(
            f"`{name}` is not a time zone that this machine knows",
            hint="an IANA name, like Europe/Vienna or UTC",
        ) from None
    return name


def plain_line(text: str, what: str) -> str:
    """
    Return *text* without outer blanks when it is one line that prints as it is.

    Raises:
        UsageError: It is empty, too long, or holds what is not shown as it is.
    """
    line = text.strip()
    if not line:
        raise UsageError(f"the {what} is empty", hint="one line of plain text")
    if fault := _hidden(line):
        raise UsageError(
            f"the {what} holds a line break"
            if line.splitlines()[0] != line
            else f"the {what} holds {fault}, which is not shown",
            hint="one line of plain text"
            + ("; the rest belongs in --note" if what == "title" else ""),
        )
    return _short(line, what)


def plain_text(text: str, what: str) -> str:
    """
    Return *text* when all of it but line breaks and tabs prints as it is.

    Raises:
        UsageError: It is too long, or holds what is not shown as it is.
    """
    unified = text.replace("\r\n", "\n").strip()
    if fault := _hidden(unified, allowed="\n\t"):
        raise UsageError(
            f"the {what} holds {fault}, which is not shown", hint="plain text only"
        )
    return _short(unified, what)


def sources(texts: Iterable[str]) -> tuple[str, ...]:
    """
    Return the sources, each once.

    Raises:
        UsageError: One has an unsafe scheme, credentials or control characters.
    """
    kept = []
    for source in dict.fromkeys(plain_line(it, "source") for it in texts):
        fault = source_fault(source) or source_slip(source)
        if fault:
            raise UsageError(
                f"source: {fault}",
                hint="an http or https address without credentials, or a plain "
                "reference such as a newspaper and its page",
            )
        kept.append(source)
    return tuple(kept)


def cited_sources(
    texts: Iterable[str],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Return the sources, and for each whom it took it from; the second may be empty.

    A name before an address, like `TASS: https://example.org/a`, says it.

    Raises:
        UsageError: One has an unsafe scheme, credentials or control characters.
    """
    pairs = dict(cited(plain_line(it, "source")) for it in texts)
    origins = tuple(pairs.values())
    return sources(pairs), origins if any(origins) else ()


def _hidden(text: str, *, allowed: str = "") -> str | None:
    if text.isprintable():
        return None
    from riskctl.model.plain import hidden_words

    return hidden_words(text, allowed=allowed)


def _short(text: str, what: str) -> str:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise UsageError(
            f"the {what} takes {size} bytes, more than {MAX_BYTES}", hint="shorten it"
        )
    return text
