# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages' building blocks. `templates/web/components/README.md` shows each in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledtrad.web import formats, richtext
from ledtrad.web.shell import unit_url

register = template.Library()

# Kind of assessment: the shape that stands for it, and its word when the model has none.
ASSESSMENTS = {
    "full": ("full", _("Fully met")),
    "partial": ("partial", _("Partly met")),
    "none": ("none", _("Not met")),
    "unclear": ("missing", _("Cannot be assessed")),
    "not_applicable": ("missing", _("Does not apply")),
    "unknown": ("missing", _("Not assessed")),
}
STATUSES = {
    "not_started": ("notstarted", _("Not started")),
    "ongoing": ("ongoing", _("Ongoing")),
    "done": ("done", _("Done")),
    "remaining": ("remaining", _("Remains")),
    "deviates": ("deviates", _("Deviates")),
    "not_done": ("notdone", _("Not done")),
    "dropped": ("dropped", _("Dropped")),
    "unknown": ("notstarted", _("Unknown status")),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite: down, up, right, search, check, close or stop."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def assessment(kind: str | None, word: str = "", *, tag: bool = False) -> SafeString:
    """Circle and word. `kind` as in plandoc; an empty one is not assessed."""
    shape, default = ASSESSMENTS.get(kind or "unknown", ASSESSMENTS["unknown"])
    return format_html(
        '<span class="as as--{0}{1}"><svg class="shape" aria-hidden="true">'
        '<use href="#s-{0}"/></svg> {2}</span>',
        shape,
        " as--tag" if tag else "",
        word or default,
    )


@register.simple_tag
def status(kind: str | None, word: str = "") -> SafeString:
    """Square or arrow, and word. `kind` as in plandoc."""
    shape, default = STATUSES.get(kind or "unknown", STATUSES["unknown"])
    return format_html(
        '<span class="st st--{0}"><svg class="shape" aria-hidden="true">'
        '<use href="#s-{0}"/></svg> {1}</span>',
        shape,
        word or default,
    )


@register.simple_tag
def late(due: dt.date | None, today: dt.date | None = None) -> SafeString | str:
    """`78 days late`, when the day has passed; otherwise nothing."""
    days = ((today or timezone.localdate()) - due).days if due else 0
    if days <= 0:
        return ""
    sentence = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    return format_html('<span class="late">{}</span>', sentence)


@register.simple_tag(takes_context=True)
def place_url(context: Context, name: str, unit: Any = None, year: int | None = None) -> str:
    """The address of a unit's page: `{% place_url "web:goals" %}` for the page's own place."""
    place = context["shell"].place
    return unit_url(name, unit or place.unit, year or place.year)


@register.inclusion_tag("web/components/sort_header.html", takes_context=True)
def sort_header(
    context: Context, field: str, label: str, *, numeric: bool = False
) -> dict[str, object]:
    """A column's head that sorts by `?sort=field`, and by `?sort=-field` the second time."""
    request: HttpRequest = context["request"]
    current = str(request.GET.get("sort") or context.get("sort") or "")
    query = request.GET.copy()
    query["sort"] = f"-{field}" if current == field else field
    query.pop("page", None)
    direction = {field: "ascending", f"-{field}": "descending"}.get(current, "")
    return {
        "label": label,
        "url": f"?{query.urlencode()}",
        "direction": direction,
        "numeric": numeric,
    }


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, label: str = "") -> dict[str, object]:
    """Links between the pages of a list. `page` is a page of Django's paginator; in `?page=`."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context["request"],
        "page": page,
        "numbers": list(numbers),
        "gap": page.paginator.ELLIPSIS,
        "label": label or _("Pages of the list"),
    }


@register.inclusion_tag("web/components/progress.html")
def progress(done: int, total: int, text: str, more: str = "") -> dict[str, object]:
    """A bar with its sentence. An unknown total (0) draws an empty bar."""
    percent = min(100 * done // total, 100) if total else 0
    return {"percent": percent, "text": text, "more": more}


@register.simple_block_tag
def note(content: str, kind: str = "", title: str = "") -> SafeString:
    """A message in the text: a rule beside it, its word first. `kind`: warn, fail or good."""
    return format_html(
        '<div class="note{}">{}{}</div>',
        f" note--{kind}" if kind else "",
        format_html("<b>{}</b>", title) if title else "",
        content,
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """An empty page that teaches: what this is, an example in `blockquote`, the one button."""
    return format_html('<div class="empty"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def bar(content: str, label: str) -> SafeString:
    """The bar at the bottom: a sentence about the consequence, and `p.actions` with one button."""
    return format_html(
        '<div class="bar" role="region" aria-label="{}"><div class="wrap">{}</div></div>',
        label,
        content,
    )


@register.simple_block_tag
def why(content: str, value: str, panel_id: str, question: str) -> SafeString:
    """A number that can be asked why. The block is the panel; it opens without script.

    `question` is the panel's heading ("Varför 86 %?") and is read out with the number.
    """
    return format_html(
        '<button class="whybtn" type="button" popovertarget="{0}">{1}'
        '<span class="vh"> {2}</span></button>'
        '<div class="pop why" id="{0}" popover role="dialog" aria-label="{2}">'
        '<header><h2 class="why__h">{2}</h2><button class="btn btn--small btn--icon" type="button" '
        'popovertarget="{0}" popovertargetaction="hide" aria-label="{4}">{5}</button></header>'
        "{3}</div>",
        panel_id,
        value,
        question,
        content,
        _("Close"),
        icon("close"),
    )


@register.simple_block_tag
def scroll(content: str, label: str) -> SafeString:
    """Something wide that scrolls sideways in a region of its own, by keyboard too."""
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>', label, content
    )


@register.inclusion_tag("web/components/field.html")
def form_field(field: BoundField, *, hint: str = "") -> dict[str, object]:
    """A form's field with label, help and errors."""
    kind = getattr(field.field.widget, "input_type", "")
    # A placeholder that repeats the label disappears when one begins to write.
    attrs: dict[str, str | bool] = {
        "class": "select" if kind == "select" else "field__control",
        "placeholder": "",
    }
    return {"field": field, "control": field.as_widget(attrs=attrs), "hint": hint}


@register.inclusion_tag("web/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """What is wrong with the form as a whole."""
    return {"errors": form.non_field_errors()}


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`1 234,5`. An en dash when there is no value: missing is never zero."""
    return "–" if value is None else formats.swedish_number(value, decimals)


@register.filter
def unit_of(value: str, unit: str) -> str:
    """`{{ target|number|unit_of:"%" }}` gives `12,5 %`, kept on one line."""
    return formats.with_unit(value, unit)


@register.filter
def date_sv(day: dt.date | None) -> str:
    """`31 maj 2026`."""
    return formats.swedish_date(day) if day else ""


@register.filter
def day_sv(day: dt.date | None) -> str:
    """`14 sept`."""
    return formats.swedish_day(day) if day else ""


@register.filter
def weekday_sv(day: dt.date | None) -> str:
    """`onsdag 16 september 2026`."""
    return formats.swedish_weekday(day) if day else ""


@register.filter
def moment_sv(moment: dt.datetime | None) -> str:
    """`16 september 2026 kl. 09.12`, in the municipality's time."""
    return formats.swedish_moment(timezone.localtime(moment)) if moment else ""


@register.filter
def bytes_sv(size: int) -> str:
    """`1,4 MB`."""
    return formats.swedish_bytes(size)


@register.filter
def rich_text(blocks: Iterable[richtext.RichBlock] | None, heading_level: int = 4) -> SafeString:
    """Rich text as safe HTML; put it in `div.prose`. The number is the highest heading's level."""
    return richtext.rich_text_html(blocks or (), heading_level)
