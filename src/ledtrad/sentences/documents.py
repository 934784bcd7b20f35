# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of the document core as sentences: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import SWEDISH, gettext
from ledtrad.sentences.catalogue import marked as _
from plandoc.errors import (
    InvalidDocument,
    InvalidSteeringModel,
    PlanDocError,
    UnreadableFile,
    UnusableTemplate,
)
from plandoc.model import Guess, Place

NO_BREAK = "\N{NO-BREAK SPACE}"
MAX_QUOTED = 80

UNREADABLE: Mapping[str, str] = {
    "empty": _(
        "The file is empty. Nothing was read. Choose the file again, or save it anew in the "
        "program that it was made in."
    ),
    "unknown_format": _(
        "The file is of a kind that cannot be read. Nothing was read. Save the document as Word "
        "(.docx), OpenDocument (.odt), PDF, Excel (.xlsx) or text, and try with that file."
    ),
    "not_an_edited_copy": _(
        "The file was not written from a plan here. Nothing was read. You can bring back plans "
        "that you have downloaded and edited; other documents are read in by administrators and "
        "controllers."
    ),
    "broken": _(
        "The file is damaged and cannot be opened. Nothing was read. Open it in the program that "
        "it was made in, save a new copy and try with the copy."
    ),
    "encrypted": _(
        "The file is locked with a password. Nothing was read. Save a copy without a password and "
        "try with the copy."
    ),
    "scanned": _(
        "The file holds pictures of pages and no text. Nothing was read. Ask for the document as "
        "Word or as a PDF with text, or run text recognition on it first."
    ),
    "too_large": _(
        "The file is larger than can be read: the limit is %(limit)s. Nothing was read. Divide the "
        "document and read the parts one by one."
    ),
    "too_many_pages": _(
        "The file has more pages than can be read: the limit is %(limit)s. Nothing was read. "
        "Divide the document and read the parts one by one."
    ),
    "expands_too_much": _(
        "The file is packed in a way that would fill the memory when it is unpacked. Nothing was "
        "read. Open it in the program that it was made in, save a new copy and try with the copy."
    ),
    "unsafe": _(
        "The file holds something that a document should not hold, and it may be harmful. Nothing "
        "was read. Ask whoever sent it for a new copy, as Word or PDF."
    ),
    "legacy_format": _(
        "The file is in an older format (.%(format)s) that cannot be read. Nothing was read. Open "
        "it and save it in the present format: Word (.docx), Excel (.xlsx) or PDF."
    ),
}

UNUSABLE_TEMPLATE: Mapping[str, str] = {
    "template_not_word": _(
        "The template is not a Word file. Nothing was written. Choose a Word file (.docx) or a "
        "Word template (.dotx)."
    ),
    "template_with_macros": _(
        "The template holds macros, which a plan should not carry. Nothing was written. Save it "
        "in Word as .docx or .dotx, without macros, and try with that file."
    ),
    "template_strict": _(
        "The template is saved as Strict Open XML, which cannot be used. Nothing was written. Save "
        "it in Word as an ordinary Word document (.docx) or Word template (.dotx) and try again."
    ),
    "template_broken": _(
        "The template is damaged and cannot be used. Nothing was written. Open it in Word, save a "
        "new copy and try with the copy."
    ),
    "template_unsafe": _(
        "The template holds something that a Word file should not hold, or it is too large. "
        "Nothing was written. Open it in Word, save a new copy and try with the copy."
    ),
}

INVALID_DOCUMENT: Mapping[str, str] = {
    "unknown_key": _("The document has a key that plandoc/1 does not know: %(key)s, at %(path)s."),
    "missing_key": _("The document lacks the key %(key)s at %(path)s."),
    "wrong_type": _(
        "The document's value at %(path)s is of the wrong kind: expected %(expected)s."
    ),
    "wrong_format": _("The document says that it is %(found)s; only plandoc/1 can be read."),
    "bad_reference": _(
        "The document refers to %(id)s at %(path)s, but holds nothing with that id."
    ),
    "not_json": _("The document is not JSON."),
}

INVALID_STEERING_MODEL: Mapping[str, str] = {
    "not_toml": _(
        "%(file)s is not a TOML file in UTF-8 (%(remedy)s). Mend the file and try again."
    ),
    "unknown_key": _(
        "%(file)s: the key %(key)s is not known. Remove it, or write one of these: %(remedy)s."
    ),
    "missing_key": _("%(file)s: the key %(key)s is missing. Add it."),
    "wrong_type": _("%(file)s: the value of %(key)s is of the wrong kind. Write a %(remedy)s."),
    "unknown_value": _(
        "%(file)s: the value of %(key)s is not known. Write one of these: %(remedy)s."
    ),
    "duplicate": _("%(file)s: %(key)s is there twice. Give one of them another code."),
    "unknown_reference": _(
        "%(file)s: %(key)s names something that is not in the file. These are: %(remedy)s."
    ),
    "cycle": _("%(file)s: %(key)s goes in a circle. Take the level %(remedy)s out of it."),
    "not_found": _(
        "There is no steering model %(file)s. Write the path of a TOML file, or one of these: "
        "%(remedy)s."
    ),
}

# What can be said of a failure whose code is not known here, for example from a newer core.
UNKNOWN_FAILURE = _(
    "The file could not be read (%(code)s). Nothing was changed. Try with the document in another "
    "format."
)

NOTES: Mapping[str, str] = {
    "pages_without_text": _(
        "Some pages are pictures without text. What they say was not read: look in the document."
    ),
    "hidden_sheets": _("The file has hidden sheets. They were read too."),
    "carried_data_broken": _(
        "The file was written by Ledtråd, but its hidden data are broken. It was read like any "
        "other file: look through what was found."
    ),
    "tracked_changes": _(
        "The document has tracked changes. They were read as if they had been accepted: what was "
        "inserted counts, what was deleted does not."
    ),
    "carried_data_foreign": _(
        "The PDF carries a plan's data, but they are not those of its pages. The pages were read "
        "instead."
    ),
}

# Why something was guessed, as a clause that the choice follows.
GUESSES: Mapping[str, str] = {
    "model_by_evidence": _("The steering model was chosen by the words of the document"),
    "model_without_evidence": _("Nothing in the document shows which steering model it follows"),
    "kind_by_model": _("The document does not say what kind of document it is"),
    "year_from_heading": _("The year was taken from a heading"),
    "year_from_dates": _("The year was taken from the dates in the tables"),
    "municipality_from_text": _("The municipality was taken from the running text"),
    "administration_from_text": _("The administration was taken from the running text"),
    "unit_from_text": _("The unit was taken from the running text"),
    "board_from_text": _("The board was taken from the running text"),
    "title_split": _("Title and text stand in the same cell and were told apart"),
    "level_by_heading": _("The level was taken from the heading above the table"),
    "lone_target": _("There is one target value where there are two columns"),
    "worded_target": _("A target in words was taken off the end of the name"),
    "lone_due": _("There is one date where there are two columns"),
    "no_values": _("The row has no values"),
    "torn_row": _("The row was torn by a page break and was put together again"),
    "department_missing": _("The department that it belongs to is not named"),
    "aim_or_activity": _("The border between aim and activity could be drawn otherwise"),
}
UNKNOWN_GUESS = _("The document does not say it clearly")

IGNORED: Mapping[str, str] = {
    "page_furniture": _("page header or footer"),
    "contents": _("table of contents"),
    "outline": _("outline"),
    "label": _("label"),
    "table_head": _("table head"),
    "separator": _("rule or empty cell"),
    "repeated": _("repeated from above"),
}

DOCUMENT_KINDS: Mapping[str, str] = {
    "operational_plan": _("operational plan"),
    "competence_plan": _("competence plan"),
    "follow_up": _("follow-up"),
    "annual_report": _("annual report"),
    "other": _("other document"),
}

DUE_KINDS: Mapping[str, str] = {
    "date": _("a day"),
    "year": _("a year"),
    "range": _("from one day to another"),
    "period": _("a part of the year"),
    "occasion": _("an occasion"),
    "ongoing": _("ongoing"),
    "steps": _("several steps"),
    "none": _("no time given"),
}

CONFIDENCES: Mapping[str, str] = {
    "sure": _("sure"),
    "likely": _("likely"),
    "guessed": _("guessed"),
}

FIELDS: Mapping[str, str] = {
    "model": _("steering model"),
    "kind": _("kind of document"),
    "period": _("period"),
    "municipality": _("municipality"),
    "board": _("board"),
    "administration": _("administration"),
    "unit": _("unit"),
    "title": _("title"),
    "text": _("text"),
    "level": _("level"),
    "parent": _("goal above"),
    "target": _("target"),
    "row": _("row"),
    "goal": _("goal"),
    "department": _("department"),
    "start": _("start"),
    "due": _("due"),
    "status": _("status"),
    "addressee": _("addressee"),
    "handler": _("handler"),
}

# Whose a target is, as `plandoc.model.Target.set_by` says it.
TARGET_OWNERS: Mapping[str, str] = {
    "unit": _("the target of the goal's own unit"),
    "council": _("the council's target"),
}

_UNITS: Mapping[str, str] = {
    "characters": _("%(number)s characters"),
    "pieces": _("%(number)s paragraphs"),
    "cells": _("%(number)s cells"),
    "pages": _("%(number)s pages"),
}


def of_error(error: PlanDocError, language: str = SWEDISH) -> str:
    """What happened, what was kept and what to do, for a failure that the core foresees."""
    message = _table_of(error).get(error.code)
    if message is None:
        return gettext(UNKNOWN_FAILURE, language) % {"code": error.code}
    params = {name: str(value) for name, value in error.params.items()}
    limit = error.params.get("limit")
    if isinstance(limit, int):
        params["limit"] = amount(limit, str(error.params.get("unit", "")), language)
    return gettext(message, language) % params


def _table_of(error: PlanDocError) -> Mapping[str, str]:
    if isinstance(error, UnreadableFile):
        return UNREADABLE
    if isinstance(error, InvalidSteeringModel):
        return INVALID_STEERING_MODEL
    if isinstance(error, InvalidDocument):
        return INVALID_DOCUMENT
    if isinstance(error, UnusableTemplate):
        return UNUSABLE_TEMPLATE
    return {}


def of_guess(guess: Guess, language: str = SWEDISH) -> str:
    """Why something was guessed, what was chosen, and what else it could be.

    The element itself is not named: it stands beside the sentence, or is named before it.
    """
    why = gettext(GUESSES.get(guess.why, UNKNOWN_GUESS), language)
    if guess.chosen == guess.why:
        return f"{why}."
    sentence = gettext("%(why)s. %(field)s: %(value)s.", language) % {
        "why": why,
        "field": _capital(of_field(guess.field, language)),
        "value": _value(guess.field, guess.chosen, language),
    }
    if not guess.alternatives:
        return sentence
    others = ", ".join(_value(guess.field, each, language) for each in guess.alternatives)
    return f"{sentence} " + gettext("It could also be: %(others)s.", language) % {"others": others}


def of_note(code: str, language: str = SWEDISH) -> str:
    """Something the user should know of a source that could be read."""
    return gettext(NOTES[code], language) if code in NOTES else code


def of_ignored(reason: str, language: str = SWEDISH) -> str:
    """Why a piece of the source carries no content of its own, in a few words."""
    return gettext(IGNORED[reason], language) if reason in IGNORED else reason


def of_document_kind(kind: str, language: str = SWEDISH) -> str:
    """The name of a kind of document."""
    return gettext(DOCUMENT_KINDS[kind], language) if kind in DOCUMENT_KINDS else kind


def of_due_kind(kind: str, language: str = SWEDISH) -> str:
    """What sort of time a due is."""
    return gettext(DUE_KINDS[kind], language) if kind in DUE_KINDS else kind


def of_confidence(confidence: str, language: str = SWEDISH) -> str:
    """How sure the recognition was."""
    return gettext(CONFIDENCES[confidence], language) if confidence in CONFIDENCES else confidence


def of_field(field: str, language: str = SWEDISH) -> str:
    """The name of a document's or an element's field."""
    return gettext(FIELDS[field], language) if field in FIELDS else field


def of_place(place: Place | None, language: str = SWEDISH) -> str:
    """Where something stands in its source: "rad 12", "sida 3, rad 40", "Blad1 B3"; or nothing."""
    if place is None:
        return ""
    if place.sheet is not None:
        return f"{place.sheet} {place.cell or ''}".strip()
    parts = []
    if place.page is not None:
        parts.append(gettext("page %(number)s", language) % {"number": place.page})
    if place.line is not None:
        parts.append(gettext("line %(number)s", language) % {"number": place.line})
    return ", ".join(parts)


def amount(number: int, unit: str = "", language: str = SWEDISH) -> str:
    """A limit as people write it: "100 MB", "6 000 000 tecken", "1 000"."""
    if unit == "bytes":
        return f"{number // (1024 * 1024)}{NO_BREAK}MB"
    written = f"{number:,}".replace(",", NO_BREAK)
    return gettext(_UNITS[unit], language) % {"number": written} if unit in _UNITS else written


def _value(field: str, value: str, language: str) -> str:
    """A chosen value: one of our own codes by its name, the document's words in quotes."""
    names = {"kind": DOCUMENT_KINDS, "target": TARGET_OWNERS}.get(field, {})
    if value in names:
        return gettext(names[value], language)
    if not value:
        return gettext("nothing", language)
    flat = " ".join(value.split())
    shown = flat if len(flat) <= MAX_QUOTED else f"{flat[:MAX_QUOTED].rstrip()}…"
    return f"”{shown}”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
