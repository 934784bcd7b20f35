# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Swedish running text: keys for comparing, sentences, and words that extraction has broken.

What is known here is the language and the habits of PDF extraction, never a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")


def _listed(text: str) -> frozenset[str]:
    """A set of words written with blanks between them."""
    return frozenset(text.split())


# Abbreviations that are always followed by more of the same sentence …
_OPEN_ABBREVIATIONS = _listed("""
    bl.a t.ex dvs d.v.s ca bitr bit kap s.k fr.o.m t.o.m p.g.a pga jfr resp inkl exkl ev nr tel kl
    f.d f.n ex sid dir dnr enl f.ö fig tab i.o.m m.a.o p.s.s alt avd utb stf prof dr m.h.a h.t v.t
    s.a.s
""")
# … and a number after these words is their number, not the end of a sentence.
_NUMBERED = frozenset({"sid", "sid.", "s.", "nr", "nr."})
# A hyphen before these is a suspended one: "kultur- och fritid".
_CONJUNCTIONS = frozenset({"och", "samt", "eller", "respektive", "resp", "och/eller", "&", "/"})
# Swedish words of at most three letters: none of them is the torn end of a longer word.
_SHORT_WORDS = _listed("""
    ack ad aha akt all alm ana ann apa apt ara arg ark arm art arv ask att av avi axa axe
    ban bar be ben ber bi bil bin bit bli blå bo bod bok bor bot bra bro bry bu bud by byt
    bär båt bör ca cup da dag dal de del dem den der det dig din dit do dog dom dra du dua
    där då dö död dör döv e ed eg ej ek eko el eld elf en ena era ert ess etc ett ev ex
    fax fel fem fes fet fil fin fix flo fly flå for fot fri fru fyr få fån får fåt föd fög
    föl för ge ger get gil gin giv go god gol grå gud gul gun gym gå går gör ha had hal han
    har hav hed hel hem hen het hit hiv hon hop hos hot hov hr hud hur hus hyr hål hår hög
    höj hör i ibs id idé ih ikt ila in int iq is it ja jag jo jul kaj kal kan kap kar ke kf
    kl ks kul kur kö kök köp lag lam lat led lek ler lik liv lov lss lur lya lyx läg län lär
    läs lät lån lås låt lön lös löv man mat mc med mej men mer mig mil min mis mod mor mot
    mur må mål mån mår mö möt nat ned nej ner ni nio nog npf nr nu ny nya nyp nä när nät nå
    nåd nån når nöd nöt ob och ock om ont opp ord oro ort osa oss ost par pay per pga pil
    pip pm pol på påk pån rad ram ras ren rik ris rit ro rot rum rus rut ryt räv rå råd råg
    rån rår röd röj rök rör sak sal sam se sen ser sex sfi sig sin sju sjå sjö ska ski sko
    små snö so sol som son spa st sto stå sur sva syn säd säg sän så såg sån sår sök söm sön
    söt ta tag tak tal tar te tex the tid tio tom ton tre tro tur tv två tyg täm tän tåg tår
    uf ung upp ur ut ute va vab val van var vb ved vem ver vet vfu vi via vid vik vis vit vp väg
    väl vän vår yr yta äga ägg än äng är ära ärr ät å åka ål år åt åta ö öga öka öl öm öra ös öva
    cm dvs ggr jfr kg km kvm maj mfl mkr mm osv str syd tfn typ
""")

_SENTENCE_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"”’»')\]]*+)(?P<blank>\s++)"
    r"(?=[\"”“»'(\[–-]*+\s?(?P<next>[^\W_]))"
)


def fold(text: str) -> str:
    """A key for comparing: words of letters and digits in small letters, one blank between.

    Compatibility forms are alike ("CO₂" and "CO2"), and soft hyphens do not count.
    """
    plain = unicodedata.normalize("NFKC", text).replace(SOFT_HYPHEN, "")
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", plain.casefold())))


def known_words(lines: Iterable[str]) -> frozenset[str]:
    """The folded words of a document that are surely whole.

    Where a line is followed by one that begins with a small letter, the words on both sides of
    the break may be halves of one word, so they do not count.
    """
    filled = [line.split() for line in lines if line.strip()]
    known: set[str] = set()
    for i, words in enumerate(filled):
        first = 1 if i > 0 and words[0][0].islower() else 0
        cut = i + 1 < len(filled) and filled[i + 1][0][0].islower()
        whole = words[first : len(words) - 1 if cut else None]
        for word in whole:
            if not word.endswith("-"):
                known.update(fold(word).split())
    return frozenset(known)


def sentences(text: str) -> list[str]:
    """The sentences of a text, every word kept. A line break ends a sentence.

    Wrapped lines have to be put together first (see `join_lines`).
    """
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for match in _SENTENCE_END.finditer(line):
            if _ends_sentence(line, start, match):
                found.append(line[start : match.end("close")].strip())
                start = match.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _ends_sentence(line: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop that was found ends the sentence that begins at `start`."""
    following = match["next"]
    if not (following.isupper() or following.isdigit()) or len(match["stop"]) > 3:
        return False
    if match["stop"] != ".":
        return following.isupper() or match["stop"] in "!?"
    before = line[start : match.start()].split()
    word = before[-1].lstrip("(\"”“'[") if before else ""
    if word.casefold() in _OPEN_ABBREVIATIONS:
        return False
    if re.fullmatch(r"\d+(\.\d+)*", word):  # the number of a list item, a heading or a page
        numbered = len(before) == 1 or before[-2].casefold() in _NUMBERED
        return not numbered and following.isupper()
    if len(word) == 1 and word.isupper():  # an initial: "A. Lind"
        return False
    return following.isupper() or (word.isalpha() and len(word) > 2)


def join_lines(
    lines: Sequence[str], known: AbstractSet[str]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Wrapped lines as running text, and the words that were mended: (as written, as mended).

    `known` are the folded words of the document (`known_words`). A hyphen at the end of a line is
    dropped before a small letter; it is kept without a blank before a capital or a digit and after
    an abbreviation, and with a blank before och, samt or eller. A word that fills a narrow line and
    goes on in the next without any hyphen is joined where the document itself shows that it may.
    """
    text = ""
    repairs: list[tuple[str, str]] = []
    last = ""  # the line before, to see how narrow it is
    for raw in lines:
        line, inside = mend(" ".join(raw.split()), known)
        if not line:
            continue
        repairs += inside
        if not text:
            text = last = line
            continue
        glue, drop = _seam(last, line, known)
        head, tail = text.split(" ")[-1], line.split(" ", 1)[0]
        text = (text[:-1] if drop else text) + glue + line
        if not glue and fold(f"{head} {tail}") != fold(f"{head[:-1] if drop else head}{tail}"):
            repairs.append((f"{head} {tail}", (head[:-1] if drop else head) + tail))
        last = line
    return text.replace(SOFT_HYPHEN, ""), tuple(repairs)


def _seam(line: str, following: str, known: AbstractSet[str]) -> tuple[str, bool]:
    """What stands between two lines, and whether the last character of the first is dropped."""
    head, tail = line.split(" ")[-1], following.split(" ", 1)[0]
    if head.endswith(SOFT_HYPHEN):
        return "", True
    if head.endswith("-") and len(head) > 1:
        stem = head[:-1]
        if tail.casefold().rstrip(",.") in _CONJUNCTIONS or tail.endswith("-"):
            return " ", False
        if not tail[0].isalnum():
            return " ", False
        if not tail[0].islower() or _keeps_hyphen(stem, tail, known):
            return "", False
        return "", True
    return ("" if _is_broken_word(line, head, tail, known) else " "), False


def _keeps_hyphen(stem: str, tail: str, known: AbstractSet[str]) -> bool:
    """Whether a compound is written with its hyphen: "LSS-verksamhet", "e-tjänst", "2-åring"."""
    if fold(stem + tail) in known:
        return False
    part = re.split(r"[-/(]", stem)[-1]
    return len(part) < 2 or part.isupper() or not part.isalpha()


def _is_broken_word(line: str, head: str, tail: str, known: AbstractSet[str]) -> bool:
    """Whether a word goes on in the next line although no hyphen says so.

    A table cell breaks a word only when it is wider than the cell, so the word fills its line.
    """
    first, rest = fold(head), fold(tail)
    if head != line or not (4 <= len(first) <= 24) or not head.isalpha() or not tail[0].islower():
        return False
    if first in known or " " in rest or not rest.isalpha():
        return False
    if rest in known:
        return len(first) >= 8 and first + rest in known
    return first + rest in known or (
        len(first) >= 8 and len(rest) <= 3 and rest not in _SHORT_WORDS
    )


def mend(text: str, known: AbstractSet[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """One line with hyphens that were left inside it mended, and the repairs made.

    "Kompetens- försörjning" is joined where the document knows the word; "2021- 2023" always.
    """
    repairs: list[tuple[str, str]] = []

    def join(match: re.Match[str]) -> str:
        head, tail = match[1], match[2]
        if head[-1].isdigit() and tail[0].isdigit():
            return f"{head}-{tail}"
        if tail[0].islower() and fold(head + tail) in known and tail not in _CONJUNCTIONS:
            repairs.append((match[0], head + tail))
            return head + tail
        return match[0]

    mended = re.sub(r"(?<![^\W_])([^\W_]+)- ([^\W_]+)\b(?!-)", join, text)
    return mended, tuple(repairs)


def strip_number(title: str) -> tuple[str | None, str]:
    """A title's own number without its last stop, and the rest: "1.3. Alla" is "1.3", "Alla".

    A year or a count ("2022 …", "3 lokaler") is no number of a title.
    """
    stripped = title.strip()
    match = re.match(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)(\s*)(?=[\"”“(]?([^\W_]))", stripped)
    if match is None or not match[4].isalpha():
        return None, stripped
    number, stop, blank, letter = match.groups()
    if (stop and (blank or letter.isupper())) or (blank and letter.isupper()):
        return number, stripped[match.end() :].strip()
    return None, stripped


# A capitalised word after one of these is a name, not the first word of a new statement.
_BEFORE_NAMES = _listed("""
    i på av från till med och för vid inom om hos mot under över genom mellan enligt samt eller som
    att en ett den det de via per
""")


def split_title(text: str) -> tuple[str, str] | None:
    """A title and a description that run together in one cell, told apart; None if they do not.

    The description begins with the first capitalised word that follows a word in small letters.
    """
    words = list(re.finditer(r"\S+", text))
    for before, word in pairwise(words):
        first = word[0].lstrip('("”“')
        if not re.match(r"[^\W\d_][^\W\d_A-ZÅÄÖÉ]*", first) or not first[:1].isupper():
            continue
        if len(first) > 1 and not first[1].islower() and first[1].isalpha():  # an abbreviation
            continue
        if not before[0][0].islower() and not before[0].startswith("("):
            continue
        if not before[0][-1].isalnum() and before[0][-1] != ")":
            continue
        if before[0].casefold() in _BEFORE_NAMES:
            continue
        return text[: before.end()].strip(), text[word.start() :].strip()
    return None
