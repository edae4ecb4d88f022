"""The words of time, and the pieces of regular expression made of them."""

from __future__ import annotations

MONTHS = dict(
    zip(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        range(1, 13),
        strict=True,
    )
)
WEEKDAYS = dict(zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], range(7), strict=True))
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)(?:[- ]?time)?"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
SMALL = rf"(?:{_TENS}(?:[- ]{_ONES})?|{_TEENS}|{_ONES})"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:(?:a|{SMALL})[- ])?(?:hundred|thousand)"
    rf"(?:[- ](?:and[- ])?{SMALL})?|(?:{_ONES}[- ])?dozen|{SMALL})"
)
_ORDINAL_ONES = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
ORDINAL_WORD = (
    rf"(?:(?:twenty|thirty)[- ]{_ORDINAL_ONES}|{_ORDINAL_ONES}|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?![\w/]|[.,:]\d)|{ORDINAL_WORD}(?!\w))"
SPELLED_YEAR = (
    rf"(?:(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|twenty)[- ](?:hundred(?:[- ](?:and[- ])?{SMALL})?|(?:oh|zero)[- ]{_ONES}|{_TENS}[- ]{_ONES}"
    rf"|{_TENS}|{_TEENS})|two thousand(?: (?:and )?{SMALL})?)"
)
YEAR = rf"(?:[12]\d{{3}}(?![\d/]|[.,:]\d)|['\u2019\u2018]\d\d(?!\d)|{SPELLED_YEAR}(?!\w))"
UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|week-?ends?|fortnights?"
    r"|months?|quarters?|years?|yrs?|twelvemonth|decades?|century|centuries)"
)
PART = (
    r"(?:mornings?|afternoons?|evenings?|nights?|dawn|daybreak|sunrise|dusk|sunset|nightfall"
    r"|twilight|forenoon|lunchtime|night[- ]?time|day[- ]?time)"
)
EARLY = r"(?:early|mid|middle|late|later)"
# What may follow 'the day after' or 'two days before' when they lean on what was told already.
STOP = (
    r"(?=\s*(?:[.,;:!?)\"\u201d\u2019\u2014\u2013-]|$)"
    r"|\s+(?:and|but|when|as|at|he|she|they|we|I|it|that|then|the)\b)"
)
ALONE = r"(?!\s+(?:the|a|an|his|her|my|our|your|their|its|this|that|he|she|I|we|you|it|they)\b)"
DASH = r"[-\u2013\u2014~]"

HOUR = 3600
PARTS = {
    "dawn": (5, 7),
    "daybreak": (5, 7),
    "sunrise": (5, 7),
    "morning": (5, 12),
    "forenoon": (5, 12),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "dusk": (18, 21),
    "sunset": (18, 21),
    "twilight": (18, 21),
    "nightfall": (18, 21),
    "night": (20, 29),
    "nighttime": (20, 29),
    "daytime": (6, 18),
    "lunchtime": (11, 14),
    "tonight": (18, 29),
    "tonite": (18, 29),
    "teatime": (16, 18),
    "suppertime": (18, 21),
    "dinnertime": (18, 21),
}
_UNITS = {
    "s": "second",
    "sec": "second",
    "m": "minute",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "night": "day",
    "w": "week",
    "yr": "year",
    "twelvemonth": "year",
    "centurie": "century",
    "centurys": "century",
}


def unit(word: str) -> str:
    """Return the unit of the calendar that a word names, in the singular."""
    single = word.lower()
    if single == "centuries":
        return "century"
    single = (single.removesuffix("s") or single).replace("-", "")
    return _UNITS.get(single, single)


def month_number(text: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return MONTHS[text[:3].lower()]


def weekday_number(text: str) -> int:
    """Return the number of a weekday, Monday 0."""
    return WEEKDAYS[text[:3].lower()]
