# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A difference as one HTML file with two columns: no network, no script, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from ledtrad.commands.terminal import printable
from ledtrad.sentences import gettext as _
from ledtrad.sentences.differences import Part, Relation, Told, headlines, parts
from ledtrad.sentences.elision import elided

if TYPE_CHECKING:
    from plandoc.diff import Difference, Run

STYLE = "diff_page.css"
# Nothing in the documents can make the page ask for anything.
POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def page(difference: Difference, names: tuple[str, str], relation: Relation = "time") -> str:
    """The whole page; `names` are what the two documents are called."""
    style = files("ledtrad.commands").joinpath(STYLE).read_text(encoding="utf-8")
    title = _("%(old)s compared with %(new)s") % {"old": names[0], "new": names[1]}
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="sv">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            POLICY,
            f"<title>{_text(title)}</title>",
            f"<style>{style}</style></head>",
            "<body><main>",
            f"<h1>{_text(title)}</h1>",
            *_summary(difference, relation),
            *(line for part in parts(difference, relation) for line in _part(part, names)),
            "</main></body></html>",
            "",
        )
    )


def _text(text: str) -> str:
    """A text of a document, harmless in HTML."""
    return escape(printable(text))


def _summary(difference: Difference, relation: Relation) -> Iterator[str]:
    if not difference:
        said = _("Nothing differs. The two say the same, in the same order.")
        yield f"<p>{said}</p>"
        return
    yield '<ul class="short">'
    for headline in headlines(difference, relation):
        yield f'<li><a href="#{headline.topic}">{escape(headline.text)}</a></li>'
    yield "</ul>"


def _part(part: Part, names: tuple[str, str]) -> Iterator[str]:
    yield f'<section id="{part.topic}"><h2>{escape(part.name)} <small>{part.count}</small></h2>'
    yield '<table><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'.format(
        *map(_text, names)
    )
    for told in part.told:
        yield from _row(told, names)
    yield "</table></section>"


def _row(told: Told, names: tuple[str, str]) -> Iterator[str]:
    change = told.change
    field = f", {escape(told.field)}" if told.field else ""
    said = f'<span class="said">{_text(told.sentence)}</span>' if told.sentence else ""
    named = (
        "<ul>{}</ul>".format("".join(f"<li>{_named(each)}</li>" for each in told.everyone))
        if told.others
        else _named(told)
    )
    yield (
        f'<tbody class="{told.weight or "plain"}"><tr><th colspan="2" scope="rowgroup">'
        f'<span class="tag">{escape(told.tag)}</span> '
        f'<span class="noun">{escape(told.noun)}{field}</span>'
        f"{named}{said}</th></tr>"
    )
    if change.runs:
        old, new = _side(change.runs, "delete"), _side(change.runs, "insert")
    else:
        old = f'<del class="whole">{_text(told.old)}</del>' if told.old else _nothing()
        new = f'<ins class="whole">{_text(told.new)}</ins>' if told.new else _nothing()
    if told.old or told.new:
        yield (
            f'<tr><td data-h="{_text(names[0])}">{old}</td>'
            f'<td data-h="{_text(names[1])}">{new}</td></tr>'
        )
    yield "</tbody>"


def _named(told: Told) -> str:
    """What an element is called and what it stands under."""
    name = f"<b>{_text(told.name)}</b>" if told.name and not told.repeats else ""
    under = told.change.under
    return name + (f'<span class="under">{_text(under)}</span>' if under else "")


def _nothing() -> str:
    word = _("not there")
    return f'<span class="nothing">{word}</span>'


def _side(runs: tuple[Run, ...], operation: str) -> str:
    """One side of the words: what stayed, and what went (delete) or came (insert), marked."""
    tag, spoken = ("del", _("went: ")) if operation == "delete" else ("ins", _("came: "))
    said = [
        _text(run.text)
        if run.operation == "equal"
        else f'<{tag}><span class="vh">{spoken}</span>{_text(run.text)}</{tag}>'
        for run in elided(runs)
        if run.operation in ("equal", operation)
    ]
    return "".join(said) if "".join(said).strip() else _nothing()
