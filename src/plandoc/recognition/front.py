# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the cover: what kind of document it is, whose, for when, to whom.

What no cover says is guessed from the body, and the guess is noted: the year from headings and
dates, names of units, boards and municipalities from where they stand most often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandoc.blocks import Block, Paragraph
from plandoc.model import Decision, Period
from plandoc.recognition.draft import Draft
from plandoc.recognition.labels import Labels
from plandoc.recognition.rebuild_table import RebuiltTable
from plandoc.recognition.titles import same_title, whole_title
from plandoc.steering import FrontField, SteeringModel
from plandoc.words import fold, mend

_YEARS = re.compile(
    r"(?<![\d.,-])((?:19|20)\d{2})(?:\s*[-–/]\s*((?:19|20)\d{2}|\d{2}))?(?![\d,]|[-.]\d)"
)
_ISO_YEAR = re.compile(r"\b((?:19|20)\d{2})-\d{2}-\d{2}\b")
_CASE_NUMBER = re.compile(r"^(?:dnr|diarienummer|diarienr|ärendenummer)\b", re.IGNORECASE)
_TITLE_WORDS = 10
_MOST_LINES = 40
_LONG = 140
_NAME = r"[A-ZÅÄÖ][\wåäöéÅÄÖ]*(?:[-/ ][A-ZÅÄÖ][\wåäöé]*)*"
# Names of boards, administrations and municipalities, which are no unit's.
_OWNER = re.compile(r"(?:n[äa]mnd(?:en)?|förvaltning(?:en)?|\bkommun|\bstad)$", re.IGNORECASE)
_GENERIC = "(?!Stads|Kommundels)"
_BOARD = re.compile(
    rf"\b({_NAME} (?:[Ss]tadsdels|[Kk]ommundels)[Nn]ämnd(?:en)?)(?=s?\b)"
    r"|\b([A-ZÅÄÖ][a-zåäö]+-(?:,? (?:och|samt) |, )[a-zåäö]*nämnden"
    rf"|{_GENERIC}[A-ZÅÄÖ][a-zåäö]{{3,}}nämnden)(?=s?\b)"
)
_ADMINISTRATION = re.compile(
    rf"\b({_NAME} (?:[Ss]tadsdels|[Kk]ommundels)[Ff]örvaltning(?:en)?)(?=s?\b)"
    r"|\b([A-ZÅÄÖ][a-zåäö]+-(?: och | samt )[a-zåäö]*förvaltningen"
    rf"|{_GENERIC}[A-ZÅÄÖ][a-zåäö]{{3,}}förvaltningen)(?=s?\b)"
)
_MUNICIPALITY = re.compile(
    r"\b(?!(?:En|Ett|Den|Vår|Er) )"
    r"([A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)? (?:kommun|stad))(?=s?\b)"
)
_UNIT_WORDS = (
    "förskolor", "förskola", "förskoleenhet", "skolor", "skola", "hemtjänst", "hemtjänstenhet",
    "äldreboende", "äldreboenden", "servicehus", "gruppbostäder", "gruppbostad", "servicebostäder",
    "fritidsgårdar", "fritidsgård", "parklekar", "dagliga verksamheter", "daglig verksamhet",
    "vård- och omsorgsboende", "bibliotek", "gymnasium",
)  # fmt: skip
# Words that begin a sentence rather than a name.
_NOT_NAMES = (
    "På|I|Vid|Alla|Allas|Flera|Våra|Vår|Samtliga|Kommunala|Enhetens|Förvaltningens|Avdelning|Nya"
    "|Fler|Nytt|Ny|Det|Dessa|Från|Till|Hos|För|Inom|En|Ett|Den|Vi"
)
_UNIT = re.compile(
    rf"\b(?!(?:{_NOT_NAMES})\b)({_NAME}s? (?:{'|'.join(map(re.escape, _UNIT_WORDS))}))\b"
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The blocks after the cover, and the year that undated targets and dues belong to."""

    rest: list[Block | RebuiltTable]
    year: int | None


def read_front(blocks: Sequence[Block | RebuiltTable], draft: Draft, model: SteeringModel) -> Cover:
    """Read the cover into the draft's front; returns what follows it."""
    labels = Labels(model)
    end = _end_of_cover(blocks, labels, wrapped=draft.source.wrapped)
    cover = [block for block in blocks[:end] if isinstance(block, Paragraph)]
    _Reader(draft, model, labels).read(cover)
    body = [draft.front.get("title", ""), *(t for block in blocks for t in _texts(block))]
    _guess_period(draft, blocks)
    _guess_names(draft, body)
    period = draft.front.get("period")
    year = int(period.start[:4]) if period and period.start else None
    return Cover(list(blocks[end:]), year)


def _end_of_cover(blocks: Sequence[Block | RebuiltTable], labels: Labels, *, wrapped: bool) -> int:
    """The cover ends where the text begins: a standing chapter, a goal, a table, or long prose."""
    for index, block in enumerate(blocks[:_MOST_LINES]):
        if not isinstance(block, Paragraph):
            return _back_over_heading(blocks, index)
        level = labels.level(block)
        if level is not None and level.level.assignment and not level.title:
            return _back_over_heading(blocks, index)
        if level is not None or labels.chapter(block.text) or labels.prompt(block.text):
            return index
        if index and _is_prose(block, blocks[index + 1 : index + 2]):
            return _back_over_heading(blocks, index)
        again = _type_of(block.text, labels.model) is not None
        if block.heading and not again and blocks_have_title(blocks[:index], labels.model):
            before = blocks[index - 1]
            if wrapped and isinstance(before, Paragraph) and same_title(before, block):
                continue
            return index
    return min(len(blocks), _MOST_LINES) if len(blocks) <= _MOST_LINES else 0


def _is_prose(block: Paragraph, after: Sequence[Block | RebuiltTable]) -> bool:
    """A long line, a whole sentence, or a line that goes on in the next in small letters."""
    text = block.text.rstrip()
    if len(text) > _LONG or (len(text) > 70 and text.endswith(".")):
        return True
    goes_on = any(
        isinstance(b, Paragraph) and not b.gap_before and b.text.strip()[:1].islower()
        for b in after
    )
    return len(text) > 50 and goes_on


def blocks_have_title(blocks: Sequence[Block | RebuiltTable], model: SteeringModel) -> bool:
    """Whether a document type's name has been met, so that a heading after it begins the text."""
    return any(
        isinstance(block, Paragraph) and _type_of(block.text, model) is not None for block in blocks
    )


def _back_over_heading(blocks: Sequence[Block | RebuiltTable], index: int) -> int:
    """A short line right above the first text or table is its heading, unless it is the title."""
    before = blocks[index - 1] if index else None
    if isinstance(before, Paragraph) and len(before.text) < 90 and index > 1:
        return index - 1
    return index if index > 1 or not isinstance(before, Paragraph) else 0


def _type_of(text: str, model: SteeringModel) -> str | None:
    """The kind of document that a title names."""
    text = " ".join(text.split())
    folded = fold(mend(text, frozenset())[0].replace("- ", ""))
    for document in model.documents:
        for label in document.labels:
            name = fold(label)
            if f" {name} " in f" {folded} " and len(text) <= _LONG:
                return document.kind
    return None


class _Reader:
    """Reads the lines of a cover."""

    def __init__(self, draft: Draft, model: SteeringModel, labels: Labels) -> None:
        self._draft = draft
        self._model = model
        self._labels = labels
        self._fields: dict[str, FrontField] = {
            fold(label): front.field for front in model.front for label in front.labels
        }

    def read(self, cover: Sequence[Paragraph]) -> None:
        """Take title, labelled fields and the unit from the cover; the rest is left over."""
        index = 0
        while index < len(cover):
            index += self._labelled(cover, index) or self._title(cover, index) or 1
        kinds = list(dict.fromkeys(d.kind for d in self._model.documents))
        if self._draft.front["kind"] == "other" and kinds and self._draft.is_plan:
            self._draft.front["kind"] = kinds[0]
            self._draft.guess(None, "kind", kinds[0], "kind_by_model", kinds[1:])
        self._rest(cover)

    def _labelled(self, cover: Sequence[Paragraph], index: int) -> int:
        """A label and the lines of its value; returns how many lines were used."""
        text = cover[index].text.strip()
        decided = self._decision(text)
        if decided is not None:
            self._draft.front["decision"] = decided
            self._draft.claim_front([cover[index].span], "decision")
            return 1
        inline = re.match(r"^([^:\t]{2,40}?)\s*[:\t]\s*(\S.*)$", text)
        if inline and fold(inline[1]) in self._fields:
            self._put(self._fields[fold(inline[1])], inline[2], [cover[index]])
            self._draft.ignore_part(inline[1], cover[index].span, "label")
            return 1
        field = self._fields.get(fold(text))
        if field is None:
            return 0
        # Without gaps between paragraphs nothing but the next label ends a value.
        gaps = any(line.gap_before for line in cover)
        most = 3 if gaps else 1
        value: list[Paragraph] = []
        for line in cover[index + 1 :]:
            taken = self._starts_field(line.text) or _type_of(line.text, self._model)
            if taken or (value and (line.gap_before or _ends_value(value[-1].text, line.text))):
                break
            if len(value) == most:
                break
            value.append(line)
        if not value:
            return 0
        self._draft.ignore([cover[index].span], "label")
        self._put(field, " ".join(" ".join(line.text.split()) for line in value), value)
        return 1 + len(value)

    def _starts_field(self, text: str) -> bool:
        """Whether a line begins with a label of the cover."""
        folded = fold(text)
        return any(folded == label or folded.startswith(label + " ") for label in self._fields)

    def _decision(self, text: str) -> Decision | None:
        """A line that says who decided the plan: "Antagen av nämnden 2025-12-09, § 114"."""
        labels = [
            lb for front in self._model.front if front.field == "decision" for lb in front.labels
        ]
        for label in labels:
            match = re.match(rf"{re.escape(label)}\s*:?\s+(?P<body>\S.*)$", text, re.IGNORECASE)
            if match is None or len(text) > _LONG:
                continue
            date = re.search(r"\b\d{4}-\d{2}-\d{2}\b", text)
            paragraph = re.search(r"§\s*(\d+)", text)
            body = re.split(r",|\bden\b|\d|§", match["body"])[0].strip()
            return Decision(
                body=body or None,
                date=date[0] if date else None,
                paragraph=paragraph[1] if paragraph else None,
                text=text,
            )
        return None

    def _put(self, field: FrontField, text: str, lines: Sequence[Paragraph]) -> None:
        spans = [line.span for line in lines]
        if field == "period":
            self._draft.front["period"] = _period(text)
        elif field == "decision":
            self._draft.front["decision"] = self._decision(text) or Decision(text=text)
        else:
            self._draft.front.setdefault(field, text)
            if self._draft.front[field] != text:
                self._draft.leave(spans)
                return
        self._draft.claim_front(spans, field)

    def _title(self, cover: Sequence[Paragraph], index: int) -> int:
        text = " ".join(cover[index].text.split())
        kind = _type_of(text, self._model)
        if kind is None:
            return 0
        title = self._title_line(cover)
        lines = whole_title(cover, title)
        if cover[index] is not title:
            if cover[index] in lines:
                return 1
            # The title again, as a page header or a sheet's name has it, or another document's.
            words, own = set(fold(text).split()), set(fold(title.text).split())
            if not (words <= own or own <= words):
                return 0
            self._draft.ignore([cover[index].span], "repeated")
            return 1
        if len(lines) > 1:
            text = " ".join(" ".join(line.text.split()) for line in lines)
            text = re.sub(r"(\d[-–]) (?=\d)", r"\1", text)
            kind = _type_of(text, self._model) or kind
        mended = re.sub(r"(\w)- (?=[a-zåäö])(?!och |samt |eller )", r"\1", text)
        mended = re.sub(r"(\d)- (\d)", r"\1-\2", mended)
        if fold(mended) != fold(text):
            self._draft.repair([(text, mended)], [cover[index].span])
        self._draft.front["title"] = mended
        self._draft.front["kind"] = kind
        self._draft.claim_front([line.span for line in lines], "title")
        return 1

    def _title_line(self, cover: Sequence[Paragraph]) -> Paragraph:
        """The line that gives the title: one with a year, a heading, and nothing but the title."""
        named = [line for line in cover if _type_of(line.text, self._model) is not None]
        return min(
            named,
            key=lambda line: (
                not _YEARS.search(line.text),
                not line.heading,
                len(line.text.split()) > _TITLE_WORDS,
                bool(re.search(r"\s[–-]\s", line.text)),
            ),
        )

    def _rest(self, cover: Sequence[Paragraph]) -> None:
        """Lines that nobody took: the unit stands next to the title; others are left over."""
        taken = {claim.span for claim in self._draft.claims}
        taken_texts = {(item.place, item.text) for item in self._draft.ignored}
        loose = [
            line
            for line in cover
            if line.span.id not in taken and (line.span.place, line.text.strip()) not in taken_texts
        ]
        self._unit_beside_title(cover, loose)
        furniture = {fold(word) for word in self._model.furniture}
        for line in loose:
            text = " ".join(line.text.split())
            if text == self._draft.front.get("unit"):
                self._draft.claim_front([line.span], "unit")
                continue
            if fold(text) in furniture:
                self._draft.ignore([line.span], "page_furniture")
                continue
            named = self._names_owner(text) and not _YEARS.fullmatch(text)
            case_number = _CASE_NUMBER.match(text)
            if case_number and "case_number" not in self._draft.front:
                self._draft.front["case_number"] = text[case_number.end() :].strip(" :")
                self._draft.ignore_part(case_number[0], line.span, "label")
                self._draft.claim_front([line.span], "case_number")
            elif named and self._owner(text, line):
                continue
            elif _YEARS.fullmatch(text) and "period" not in self._draft.front:
                self._draft.front["period"] = _period(text)
                self._draft.claim_front([line.span], "period")
            else:
                self._draft.leave([line.span])

    def _unit_beside_title(self, cover: Sequence[Paragraph], loose: Sequence[Paragraph]) -> None:
        """The first name below the title is the unit's; what stands above it owns the unit."""
        front = self._draft.front
        titles = [line.span.id for line in cover if _type_of(line.text, self._model)]
        taken = {claim.span for claim in self._draft.claims if claim.field == "title"}
        above = [i for i, line in enumerate(cover) if line.span.id in taken & set(titles)]
        if "unit" in front or not above:
            return
        below = [line for line in cover[above[0] + 1 :] if line in loose][:2]
        for line in below:
            text = " ".join(line.text.split())
            if self._names_owner(text) and _looks_like_name(text):
                front["unit"] = text
                return

    def _names_owner(self, text: str) -> bool:
        return (
            1 < len(text) <= 90
            and text[0].isupper()
            and not text.rstrip().endswith(":")
            and (not text.rstrip().endswith("."))
        )

    def _owner(self, text: str, line: Paragraph) -> bool:
        """Put a cover line where its own words say: municipality, board, administration or unit."""
        front = self._draft.front
        board = re.match(r"^(.*n[äa]mnd(?:en)?)(?:s\s+verksamhet(?:er)?)?$", text, re.IGNORECASE)
        field = "unit"
        if board and "board" not in front:
            front["board"] = board[1]
            if board[1] != text:
                front.setdefault("unit", text)
            field = "board"
        elif (
            re.search(r"förvaltning(?:en)?$", text, re.IGNORECASE) and "administration" not in front
        ):
            field = "administration"
            front[field] = text
        elif re.search(r"\b(?:kommun|stad)$", text) and "municipality" not in front:
            field = "municipality"
            front[field] = text
        elif text in {front.get("municipality"), front.get("administration"), front.get("board")}:
            self._draft.ignore([line.span], "repeated")
            return True
        elif "unit" not in front and "title" in front and _looks_like_name(text):
            front[field] = text
        else:
            return False
        self._draft.claim_front([line.span], field)
        return True


def _ends_value(before: str, text: str) -> bool:
    """Whether a line cannot go on with the value of a cover's label that the last one began."""
    complete = re.search(r"n[äa]mnd(?:en)?\s*$", before, re.IGNORECASE)
    return bool(complete or re.search(r"\d|@|:", text))


def _looks_like_name(text: str) -> bool:
    return (
        len(text.split()) <= 9
        and not (_OWNER.search(text) or _CASE_NUMBER.match(text))
        and not re.search(r"\d{4}-\d{2}|(?:19|20)\d{2}$|@", text)
        and not re.search(r"\bsid(?:a|an)?\b|telefon", text, re.IGNORECASE)
        and not re.match(r"^\d", text)
        and (re.match(r"rullande|reviderad|version|utkast|bilaga", text, re.IGNORECASE) is None)
    )


def _period(text: str) -> Period | None:
    """The years that a text names as a period of whole years."""
    found = _YEARS.search(text)
    if found is None:
        return None
    first = found[1]
    last = found[2] or first
    if len(last) == 2:
        last = first[:2] + last
    if int(last) < int(first):
        last = first
    return Period(re.sub(r"\s+", "", found[0]), f"{first}-01-01", f"{last}-12-31")


def _guess_period(draft: Draft, blocks: Sequence[Block | RebuiltTable]) -> None:
    """The period from the title; else from headings, then from the dates of the tables."""
    if draft.front.get("period"):
        return
    if draft.front.get("title"):
        period = _period(draft.front["title"])
        if period is not None:
            draft.front["period"] = period
            return
    for texts, why in (
        (_short_lines(blocks), "year_from_heading"),
        (_due_years(blocks), "year_from_dates"),
    ):
        years = Counter(match[1] for text in texts for match in _YEARS.finditer(text))
        if years:
            chosen = min(years, key=lambda year: (-years[year], year))
            draft.front["period"] = Period(chosen, f"{chosen}-01-01", f"{chosen}-12-31")
            others = [year for year, _ in years.most_common(4) if year != chosen]
            draft.guess(None, "period", chosen, why, others)
            return


def _short_lines(blocks: Sequence[Block | RebuiltTable]) -> Iterable[str]:
    """Headings: formatted ones, and lines of at most four words."""
    for block in blocks:
        if not isinstance(block, Paragraph) or _ISO_YEAR.search(block.text):
            continue
        short = block.heading or len(block.text.split()) <= 4
        if short and re.search(r"[^\W\d]{3}", block.text):
            yield block.text


def _due_years(blocks: Sequence[Block | RebuiltTable]) -> Iterable[str]:
    for text in (text for block in blocks for text in _texts(block)):
        for match in _ISO_YEAR.finditer(text):
            yield match[1]
        if re.fullmatch(r"\s*(?:19|20)\d{2}\b.*", text) and len(text) < 60:
            yield text


def _guess_names(draft: Draft, body: Sequence[str]) -> None:
    """Names that the cover does not give, from where they stand most often in the text."""
    text = "\n".join(body)
    for field, pattern, why in (
        ("municipality", _MUNICIPALITY, "municipality_from_text"),
        ("administration", _ADMINISTRATION, "administration_from_text"),
    ):
        if draft.front.get(field) is None:
            _guess_name(draft, field, pattern, why, text)
    if draft.front.get("unit") is None and draft.front["kind"] != "competence_plan":
        _guess_name(draft, "unit", _UNIT, "unit_from_text", text)
    _settle_board(draft, text)


def _guess_name(draft: Draft, field: str, pattern: re.Pattern[str], why: str, text: str) -> None:
    found = _most_often(pattern, text)
    if found:
        draft.front[field] = found[0]
        draft.guess(None, field, found[0], why, found[1:4])


def _settle_board(draft: Draft, text: str) -> None:
    """The board as the cover's addressee or the text names it, in its most usual spelling."""
    found = _most_often(_BOARD, text)
    front = draft.front
    if front.get("board") is None and re.search(
        r"n[äa]mnd", front.get("addressee", ""), re.IGNORECASE
    ):
        same = [name for name in found if fold(name) == fold(front["addressee"])]
        front["board"] = same[0] if same else front["addressee"]
    if front.get("board") is None and found:
        front["board"] = found[0]
        draft.guess(None, "board", found[0], "board_from_text", found[1:4])


def _most_often(pattern: re.Pattern[str], text: str) -> list[str]:
    """The names that a pattern finds, most frequent first; spellings that fold alike are one."""
    spelt: dict[str, Counter[str]] = {}
    for match in pattern.finditer(text):
        name = " ".join(next(group for group in match.groups() if group).split())
        spelt.setdefault(fold(name), Counter())[name] += 1
    ranked = sorted(spelt.values(), key=lambda names: -sum(names.values()))
    return [names.most_common(1)[0][0] for names in ranked]


def _texts(block: Block | RebuiltTable) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, RebuiltTable):
        return [span.text for span in block.spans()]
    return [span.text for row in block.rows for cell in row.cells for span in cell.spans]
