"""
What a database is asked: one text for every engine, to the letter.

Only whole numbers are added up there, so every engine gives the same. What is
judged is judged by riskctl itself.

Views: `raw` are the rows of one file as texts, `codes` the coding, `checked` the
rows of all files, each with what is wrong with it, `earlier` those of earlier runs.
"""

from datetime import date, datetime
from typing import Final

# Why a row is not counted; each row has one reason, the first that holds.
FAULTS: Final[dict[str, str]] = {
    "no-identity": "its number is missing",
    "bad-day": "its day is no day, or lies after the moment at which it was added",
    "bad-added": "the moment at which it was added is none",
    "no-pair": "one of the two actors has no country",
    "one-country": "both actors are of one country",
    "learned-later": "it was added after --known-at",
    "outside": "it lies outside --from and --to",
    "unknown-code": "its code stands on no scale of the catalogue",
    "no-weight": "its code weighs nothing",
    "repeated": "its number stands in another row, which counts",
}

# A country is three capital letters; data sets spell a missing one in several ways.
_IS_COUNTRY: Final = "length({0}) = 3 AND {0} = upper({0}) AND {0} NOT LIKE '%-%'"
_DAY: Final = (
    "TRY_CAST(concat(substr({0}, 1, 4), '-', substr({0}, 5, 2), '-', "
    "substr({0}, 7, 2)) AS DATE)"
)
# Most rows were added on their day, whose text is then taken apart but once.
_TIDY: Final = f"""
SELECT TRY_CAST(identity AS BIGINT) AS id, coalesce(trim(first), '') AS a,
  coalesce(trim(second), '') AS b, coalesce(trim(raw.code), '') AS code,
  {_DAY.format("day")} AS day, length(day) AS digits,
  TRY_CAST(day AS BIGINT) AS day_number,
  TRY_CAST(CASE WHEN length(added) = 8 THEN concat(added, '235959') ELSE added END
    AS BIGINT) AS added,
  CASE WHEN substr(added, 1, 8) = day THEN {_DAY.format("day")}
    ELSE {_DAY.format("added")} END AS added_day, length(raw.added) AS width
FROM raw
"""
_CHECK: Final = """
SELECT id, day, added, tidy.code AS code,
  CASE WHEN a < b THEN concat(a, '-', b) ELSE concat(b, '-', a) END AS pair,
  CASE
    WHEN id IS NULL THEN 'no-identity'
    WHEN added_day IS NULL OR added IS NULL OR width NOT IN (8, 14)
      THEN 'bad-added'
    WHEN day IS NULL OR day_number IS NULL OR digits <> 8 OR day > added_day
      THEN 'bad-day'
    WHEN NOT ({is_a}) OR NOT ({is_b}) THEN 'no-pair'
    WHEN a = b THEN 'one-country'
    WHEN added > {known_at} THEN 'learned-later'
    WHEN day < DATE '{first}' OR day > DATE '{last}' THEN 'outside'
    WHEN codes.code IS NULL THEN 'unknown-code'
    WHEN NOT codes.counts THEN 'no-weight'
    ELSE '' END AS fault
FROM ({tidy}) AS tidy LEFT JOIN codes ON tidy.code = codes.code
"""

# Identities that stand in the inputs of earlier runs: there they count, not here.
KNOWN: Final = """
SELECT DISTINCT earlier.id AS id FROM earlier
  SEMI JOIN (SELECT id FROM checked WHERE fault = '') AS fresh ON earlier.id = fresh.id
"""
# Identities that stand more than once, here or in what is known.
REPEATED: Final = """
SELECT id FROM checked WHERE fault = '' GROUP BY id HAVING count(*) > 1
UNION SELECT id FROM known
"""
# Of the rows of one identity the first counts: by input, then by what they say.
_ONCE: Final = """
SELECT id, day, added, code, pair FROM checked
  ANTI JOIN repeated ON checked.id = repeated.id
WHERE fault = ''
UNION ALL
SELECT id, day, added, code, pair FROM (
  SELECT id, day, added, code, pair, row_number() OVER (
    PARTITION BY id ORDER BY input, added, day, pair, code) AS place
  FROM (
    SELECT checked.* FROM checked SEMI JOIN repeated ON checked.id = repeated.id
    WHERE fault = '') AS again ANTI JOIN known ON again.id = known.id) AS ranked
WHERE place = 1
"""
# A bucket is one of 32 parts of all pairs, by a digest, the same on every engine. It
# is asked once for each pair: a digest takes longer than all the rest of counting.
BUCKETS: Final = """
SELECT pair, concat(substr(md5(pair), 1, 1),
  CASE WHEN substr(md5(pair), 2, 1) < '8' THEN '0' ELSE '8' END) AS bucket
FROM (SELECT DISTINCT pair FROM checked WHERE fault = '') AS named
"""
COUNT: Final = f"""
SELECT buckets.bucket AS bucket, counted.* FROM (
  SELECT pair, indicator, day, number, grade,
    CASE WHEN holds THEN concat(
      CAST(added AS STRING), '-', lpad(CAST(id AS STRING), 20, '0'))
      ELSE '' END AS turn,
    count(*) AS n
  FROM ({_ONCE}) AS once JOIN codes ON once.code = codes.code
  GROUP BY pair, indicator, day, number, grade, turn) AS counted
  JOIN buckets ON counted.pair = buckets.pair
"""
# With the last day on which a row of each reason was added; it may be no day.
FAULT_COUNTS: Final = """
SELECT fault, count(*) AS n, substr(CAST(max(added) AS STRING), 1, 8) AS last
FROM checked GROUP BY fault
"""
UNKNOWN_CODES: Final = """
SELECT code, count(*) AS n FROM checked WHERE fault = 'unknown-code'
GROUP BY code ORDER BY n DESC, code LIMIT 20
"""


def check_text(*, known_at: datetime | None, first: date, last: date) -> str:
    """Return what says of every row of `raw` what is wrong with it; often nothing."""
    moment = f"{known_at:%Y%m%d%H%M%S}" if known_at else "99999999999999"
    return _CHECK.format(
        is_a=_IS_COUNTRY.format("a"),
        is_b=_IS_COUNTRY.format("b"),
        known_at=moment,
        first=first.isoformat(),
        last=last.isoformat(),
        tidy=_TIDY,
    )
