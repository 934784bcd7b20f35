# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which characters the fonts have: a PDF/A must not hold a character that cannot be drawn.

The fonts are those in this package and those within typst. A letter that none of them has (most
of the world's scripts, most emoji) is printed as a box; the attached data keep it as it is.
"""

from __future__ import annotations

import re
import unicodedata

BOX = "\N{WHITE SQUARE}"
# Ranges of the basic plane, as hexadecimal numbers; each was set by typst as PDF/A.
_RANGES = """
    20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-556 559-58a 58d-58f
    591-5c7 5d0-5ea 5ef-5f4 606-60c 615 61b-61c 61f 621-63a 640-655 65a 660-66d 674 679-67b
    67e-680 683-684 686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 900-97f e3f e81-e82 e84 e87-e88
    e8a e8d e94-e97 e99-e9f ea1-ea3 ea5 ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160
    13a0-13f5 13f8-13fd 17b4-17b5 17c1-17c3 180b-180f 1ab0-1ace 1d00-1f15 1f18-1f1d 1f20-1f45
    1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb
    1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2040 2042 2044-2052 2054-2064 2066-2071 2074-208e
    2090-209c 20a0-20c0 20d0-20f0 2100-211e 2120 2122 2124 2126-2184 2189 2190-23ff 2422-2423
    2460-2606 2609-262f 2638-268b 2690-269c 26a0-26a7 26aa-26af 26b2 2701-2704 2706-2709
    270c-2714 2717-2726 272a-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794 2798-27af
    27b1-2b73 2b76-2b95 2b97-2bff 2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f
    2e22-2e25 2e2e 3000 3012 3016-3017 301a-301b 302e-3030 3036 306e 3164 a46a-a46b a640-a641
    a648-a649 a656-a657 a708-a716 a71b-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa
    a7f8-a7f9 ab52 ab66 ab70-abbf fb00-fb06 fb13-fb17 fb1d-fb36 fb38-fb3c fb3e fb40-fb41
    fb43-fb44 fb46-fb4f fb52-fb81 fb8a-fb95 fb9e-fb9f fbaa-fbad fbe8-fbe9 fbfc-fbff fe00-fe0f
    fe20-fe2f fe66 fe70-fe74 fe76-fefc feff ffa0 fff9-fffd
"""


def _drawn(ranges: str) -> frozenset[int]:
    found: set[int] = set()
    for each in ranges.split():
        first, _, last = each.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


DRAWN = _drawn(_RANGES)
_MARKS = range(0x300, 0x330)
_MARK = ("Mn", "Me")


# Signs that people mark what is done and how it goes with, by others that can be drawn. Print may
# have no colours: a colour is said.
_INSTEAD = {
    "\N{WHITE HEAVY CHECK MARK}": "\N{CHECK MARK}",
    "\N{CROSS MARK}": "\N{BALLOT X}",
    "\N{HEAVY MULTIPLICATION X}": "\N{BALLOT X}",
    "\N{LARGE GREEN CIRCLE}": "\N{BLACK CIRCLE} (grön)",
    "\N{LARGE YELLOW CIRCLE}": "\N{BLACK CIRCLE} (gul)",
    "\N{LARGE ORANGE CIRCLE}": "\N{BLACK CIRCLE} (orange)",
    "\N{LARGE RED CIRCLE}": "\N{BLACK CIRCLE} (röd)",
    "\N{LARGE BLUE CIRCLE}": "\N{BLACK CIRCLE} (blå)",
}


def printable(text: str) -> str:
    """The text with line feeds and what can be drawn; control characters are left out.

    Of a text that is nothing but marks without letters a box is left: no heading must be empty.
    """
    if not _CARE.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    made = "".join(map(_printable, unicodedata.normalize("NFC", text)))
    if not made.strip() and any(unicodedata.category(each) in _MARK for each in text):
        return BOX
    return made


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n" or category in ("Zl", "Zp"):
        return "\n"
    if category in ("Zs", "Cc"):
        return character if ord(character) in DRAWN else " "
    # Format characters draw nothing, and marks of other scripts need a font that has both the mark
    # and its letter.
    if category in ("Cf", "Cs") or (category in _MARK and ord(character) not in _MARKS):
        return character if character == "\N{SOFT HYPHEN}" else ""
    return character if ord(character) in DRAWN else _INSTEAD.get(character, BOX)


# Nearly all texts have no character that is printed as anything but itself.
_CARE = re.compile(
    "[^{}]".format(
        "".join(
            re.escape(chr(each))
            for each in sorted(DRAWN | {10})
            if _printable(chr(each)) == chr(each)
        )
    )
)
