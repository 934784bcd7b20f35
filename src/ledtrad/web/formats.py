# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and dates as Swedish readers expect them: `1 234,5`, `12,5 %`, `−0,7`, `31 maj 2026`.

Pure: no settings, no locale of the machine. Spaces inside a value are no-break, so that a number
never parts from its thousands or its unit at the end of a line.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = (
    *("jan", "feb", "mars", "april", "maj", "juni"),
    *("juli", "aug", "sept", "okt", "nov", "dec"),
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def swedish_number(value: Decimal | int, decimals: int | None = None) -> str:
    """`1 234,5`. With `decimals`, exactly that many, halves rounded away from zero.

    Without `decimals` the value keeps the decimals it has.
    """
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    text = f"{grouped},{fraction}" if fraction else grouped
    return f"{MINUS}{text}" if number < 0 else text


def with_unit(number: str, unit: str) -> str:
    """`12,5 %`, `1 234 kr`: the number and its unit of measure, kept on one line."""
    return f"{number}{NO_BREAK}{unit}" if unit else number


def swedish_date(day: dt.date) -> str:
    """`31 maj 2026`."""
    return NO_BREAK.join((str(day.day), MONTHS[day.month - 1], str(day.year)))


def swedish_day(day: dt.date) -> str:
    """`31 maj`, for lists where the year is known. Long months are shortened: `14 sept`."""
    return NO_BREAK.join((str(day.day), SHORT_MONTHS[day.month - 1]))


def swedish_weekday(day: dt.date) -> str:
    """`onsdag 16 september 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {swedish_date(day)}"


def swedish_moment(moment: dt.datetime) -> str:
    """`16 september 2026 kl. 09.12`, in the moment's own time zone."""
    return f"{swedish_date(moment.date())} kl.{NO_BREAK}{moment:%H.%M}"


def due_words(text: str, kind: str, day: dt.date | None) -> str:
    """When something is to be done: a day in words, everything else as it was written."""
    return swedish_date(day) if kind == "date" and day else text


def swedish_bytes(size: int) -> str:
    """`812 byte`, `1,4 MB`: a file's size in the decimal units that Swedish systems show."""
    amount = Decimal(size)
    for unit in ("byte", "kB", "MB"):
        if amount < 1000 or unit == "MB":
            break
        amount /= 1000
    return with_unit(swedish_number(amount, 0 if unit == "byte" or amount >= 10 else 1), unit)
