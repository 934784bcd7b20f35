# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an import understood and did, as lines to read and as plain values."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from ledtrad.commands import summary
from ledtrad.commands.terminal import one_line, table
from ledtrad.documents.actions import corrected_document
from ledtrad.documents.models import Import
from ledtrad.sentences import gettext as _
from ledtrad.sentences import of_field, of_import_note, of_note, of_placement, of_rows
from plandoc.model import PlanDocument
from plandoc.naming import element_names

WIDTH = 100
MAX_LISTED = 20


def understood(import_: Import) -> dict[str, Any]:
    """What was understood of a file, as plain values: what was guessed comes first."""
    document = corrected_document(import_).document
    return {
        "guesses": [
            *({"field": name, **_placed(import_, name)} for name in import_.placement["guesses"]),
            *(
                {"element": guess.element, "field": guess.field, "value": guess.chosen}
                | {"why": guess.why, "alternatives": list(guess.alternatives)}
                for guess in document.guesses
            ),
        ],
        "model": document.model,
        "placement": {key: value for key, value in import_.placement.items() if key != "guesses"},
        "left_over": len(document.leftovers),
    }


def understood_lines(import_: Import) -> list[str]:
    """What was understood of a file: guesses, where it belongs, the thread, what is left over."""
    document = corrected_document(import_).document
    lines = [f"  {of_note(code)}" for code in import_.notes]
    guesses = [*_placement_guesses(import_), *summary.guesses(document)]
    for heading, part in (
        (_("Guesses to check"), guesses),
        (_("Belongs to"), _placement(import_)),
        (_("The red thread"), list(summary.thread(document))),
        (_("Counts"), summary.counts(document)),
        (_("Left over"), summary.leftovers(document)),
    ):
        if part:
            lines += ["", heading, *part]
    return [*lines, ""]


def _placed(import_: Import, name: str) -> dict[str, Any]:
    """What was chosen for a field of the placement, why, and what else it could be."""
    placement = import_.placement
    if name == "period":
        value = placement["period_text"]
        return {"value": value, "why": placement["period_why"], "alternatives": []}
    choice = placement[name]
    return {
        "value": choice["name"],
        "why": choice["why"],
        "alternatives": list(choice["alternatives"]),
    }


def _placement_guesses(import_: Import) -> list[str]:
    """The guesses of who and when, that the document itself did not make."""
    lines = []
    for name in import_.placement["guesses"]:
        placed = _placed(import_, name)
        field = of_field(name)
        reason = of_placement(placed["why"])
        lines.append(f"  {field[:1].upper()}{field[1:]}: ”{placed['value']}”. {reason}.")
    return lines


def _placement(import_: Import) -> list[str]:
    """The units from the top down and the period; which of the units are new."""
    rows = []
    for name in ("municipality", "board", "administration", "unit"):
        choice = import_.placement[name]
        if choice is not None:
            new = "" if choice["unit_id"] is not None else f" ({_('new')})"
            field = of_field(name)
            rows.append((field[:1].upper() + field[1:], choice["name"] + new))
    rows.append((_("Period"), import_.placement["period_text"]))
    return table(rows)


def result(import_: Import) -> dict[str, Any]:
    """What accepting did, as plain values."""
    done = import_.result
    return {
        "import": import_.pk,
        "added": done["added"],
        "filled": done["filled"],
        "differs": done["differs"],
        "notes": done["notes"],
        "left_over": done["left_over"],
    }


def result_lines(import_: Import) -> list[str]:
    """What accepting did: added, filled, differs, left over."""
    done = import_.result
    added = [f"  {of_rows(model, count)}" for model, count in done["added"].items() if count]
    document = corrected_document(import_).document
    lines = [_("Import %(number)s is done.") % {"number": import_.pk}]
    for heading, part in (
        (_("Added"), added or [f"  {_('nothing')}"]),
        (_("Filled"), _listed(_filled(row) for row in done["filled"])),
        (_("Differs: what was there stays"), _listed(_differing(row) for row in done["differs"])),
        (_("To know"), _listed(_noted(note, document) for note in done["notes"])),
        (_("Left over"), [f"  {_left_over(done['left_over'])}"] if done["left_over"] else []),
    ):
        if part:
            lines += ["", heading, *part]
    undo = _("The whole import can be undone with: ledtrad undo %(number)s")
    return [*lines, "", undo % {"number": import_.pk}, ""]


def _listed(rows: Any) -> list[str]:
    """The first rows, and how many more there are."""
    every = list(rows)
    lines = [f"  {one_line(row, 2 * WIDTH)}" for row in every[:MAX_LISTED]]
    if len(every) > MAX_LISTED:
        lines.append("  " + _("and %(count)s more") % {"count": len(every) - MAX_LISTED})
    return lines


def _filled(row: dict[str, Any]) -> str:
    values = ", ".join(
        f"{_field_name(row['model'], name)} ”{value}”" for name, value in row["fields"].items()
    )
    return f"{one_line(row['label'], 70)}: {values}"


def _differing(row: dict[str, Any]) -> str:
    about = {
        "label": one_line(row["label"], 70),
        "field": _field_name(row["model"], row["field"]),
        "there": row["there"],
        "here": row["here"],
    }
    return _("%(label)s: %(field)s is ”%(there)s”, the document says ”%(here)s”") % about


def _noted(note: dict[str, Any], document: PlanDocument) -> str:
    sentence = of_import_note(note["code"], note["params"])
    named = element_names(document).get(note["element"])
    return f"{one_line(named, 70)}: {sentence}" if named else sentence


def _left_over(count: int) -> str:
    return _("%(count)s pieces were not understood. They are kept with the import.") % {
        "count": count
    }


def _field_name(model: str, name: str) -> str:
    """What people call a column, as the model's field says it."""
    fields = {field.attname: field for field in apps.get_model(model)._meta.concrete_fields}
    found = fields.get(name) or fields.get(f"{name}_id")
    return str(found.verbose_name) if found is not None else name
