# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Excel shows for a stored value: dates are numbers with a format, and so are percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# Formats that Excel knows by number alone.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    **dict.fromkeys(range(27, 37), "y-m-d"),
    **dict.fromkeys(range(50, 59), "y-m-d"),
}  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"[0#?](?:\.([0#?]+))?\s?%?\s*\Z")
# The zone is never shown: what Excel stores has none.
_START = datetime(1899, 12, 30, tzinfo=UTC)
_START_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_LAST_SERIAL = 2_958_465
_MAX_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Format:
    """How a number is shown. `decimals` None means as many as it has."""

    percent: bool = False
    decimals: int | None = None
    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False


def formats(root: _Element | None) -> list[Format]:
    """The number format of each cell style, in the order that cells refer to them."""
    if root is None:
        return []
    codes = dict(_BUILT_IN)
    for element in root.iter(S + "numFmt"):
        identity = str(element.get("numFmtId", ""))
        if identity.isdigit():
            codes[int(identity)] = str(element.get("formatCode", ""))
    found = []
    styles = root.find(S + "cellXfs")
    for element in styles.findall(S + "xf") if styles is not None else ():
        identity = str(element.get("numFmtId", "0"))
        found.append(_format(codes.get(int(identity), "") if identity.isdigit() else ""))
    return found


def _format(code: str) -> Format:
    bare = _LITERAL.sub("", code[:200].split(";", 1)[0]).strip().lower()
    if not bare or bare in ("general", "@"):
        return Format()
    if re.search(r"[yd]", bare) or "mmm" in bare:
        clock = bool(re.search(r"[hs]", bare))
        return Format(year="y" in bare, month="m" in bare, day="d" in bare, time=clock)
    if re.search(r"[hs]", bare):
        return Format(time=True)
    found = _DECIMALS.search(bare)
    decimals = len(found[1] or "") if found else None
    return Format(percent="%" in bare, decimals=decimals)


def shown(text: str, form: Format, *, base_1904: bool) -> str:
    """A stored number as Excel shows it in Swedish: decimal comma, ISO dates, "33 %"."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value) > Decimal("1e15"):
        return text
    if form.year or form.month or form.day or form.time:
        return _moment(value, form, base_1904=base_1904) or _number(value, None)
    if form.percent:
        return f"{_number(value * 100, form.decimals)} %"
    return _number(value, form.decimals)


def _number(value: Decimal, decimals: int | None) -> str:
    places = _MAX_DECIMALS if decimals is None else min(decimals, _MAX_DECIMALS)
    text = f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    if "." in text and decimals is None:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def _moment(value: Decimal, form: Format, *, base_1904: bool) -> str | None:
    if not 0 <= value <= _LAST_SERIAL:
        return None
    # Excel counts a 29 February 1900 that never was.
    start = _START_1904 if base_1904 else _START
    days = value + 1 if not base_1904 and value < 60 else value
    seconds = int((days % 1 * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    try:
        moment = start + timedelta(days=int(days), seconds=seconds)
    except OverflowError:
        return None
    clock = f"{moment:%H:%M}"
    if not (form.year or form.month or form.day):
        return clock
    if form.year and not form.day:
        return f"{moment:%Y-%m}" if form.month else f"{moment:%Y}"
    date = moment.date().isoformat()
    return f"{date} {clock}" if form.time and seconds else date
