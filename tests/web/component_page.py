# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product's addresses, and a page on which every component stands once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import URLPattern, URLResolver, include, path

from ledtrad import urls as product
from ledtrad.web import urls as web
from ledtrad.web.http import MemberRequest, Place, unit_page

COMPONENTS = """
{% extends "web/base.html" %}{% load ledtrad %}
{% block title %}Komponenter{% endblock %}
{% block pagehead %}<div class="pagehead">
  {% include "web/components/crumbs.html" with here="Komponenter" %}
  <h1 class="t knot">Komponenter</h1><p class="lead t">Var och en för sig.</p>
  <p class="actions"><a class="btn" href="{% place_url 'web:unit' %}">Till enheten</a></p>
</div>{% endblock %}
{% block content %}
<h2 class="t t--end">Märken</h2>
{% for kind in assessments %}
<p>{% assessment kind %} {% assessment kind "Eget ord" tag=True %}</p>{% endfor %}
{% for kind in statuses %}<p>{% status kind %}</p>{% endfor %}
<p>{% late overdue today %} {% icon "down" %} {{ amount|number|unit_of:"%" }}</p>
<p>{{ today|date_sv }}</p>
<p id="saknas">{{ missing|number }}</p>
<h2>Meddelanden</h2>
{% note %}Bara text.{% endnote %}
{% note "fail" "Filen gick inte att läsa" %}Inget har ändrats.{% endnote %}
{% note "warn" "Någon annan har ändrat" %}Båda finns kvar.{% endnote %}
{% note "good" "Inskickat" %}Klart.{% endnote %}
{% progress 1 3 "1 av 3 filer läses." "Du kan lämna sidan." %}
{% empty "Inga egna indikatorer än" %}<p>En indikator visar om ni är på väg.</p>
<blockquote>Andel dagar då alla barn fått höra en saga.</blockquote>{% endempty %}
{% why amount|number "varfor-1" "Varför 12,5?" %}<p>Räknat i maj.</p>{% endwhy %}
<h2>Tabell</h2>
{% scroll "Tabell som går att rulla" %}
<table role="table" class="table table--list" data-rows>
  <caption>Indikatorer</caption>
  <thead role="rowgroup"><tr role="row">
    {% sort_header "namn" "Namn" %}{% sort_header "varde" "Värde" numeric=True %}</tr></thead>
  <tbody role="rowgroup">{% for row in page %}<tr role="row">
    <th role="rowheader" scope="row"><a href="#rad-{{ row }}">Rad {{ row }}</a></th>
    <td role="cell" class="num" data-h="Värde:">{{ row }}</td></tr>{% endfor %}</tbody>
</table>
{% endscroll %}
{% pagination page "Radernas sidor" %}
<h2>Text och filer</h2>
<div class="prose">{{ text|rich_text:3 }}</div>
<form><div class="drop" data-drop><label for="filer">Filer</label>
  <input id="filer" type="file" multiple><ul data-drop-list></ul></div></form>
<div class="margin"><div class="finding finding--stop">
  <h3><span>Hindrar</span></h3><p>Ingen indikator.</p></div></div>
{% endblock %}
{% block bar %}{% bar "Ta in" %}<p><b>64 delar tas in.</b></p>
<p class="actions"><button class="btn btn--go" type="button">Ta in</button></p>{% endbar %}
{% endblock %}
"""

TEXT = [
    {"type": "heading", "text": "Arbetssätt", "level": 1},
    {"type": "paragraph", "text": "Vi läser <högt>."},
    {"type": "bullet", "text": "varje dag", "level": 1},
    {"type": "table", "rows": [[{"text": "Rum"}, {"text": "Dag"}]]},
]


@unit_page
def show_components(request: MemberRequest, place: Place) -> HttpResponse:
    """Every component once, with values that are easy to tell apart."""
    context = {
        "assessments": ["full", "partial", "none", "unclear", "not_applicable", "unknown", ""],
        "statuses": [
            "not_started",
            "ongoing",
            "done",
            "remaining",
            "deviates",
            "not_done",
            "dropped",
        ],
        "today": dt.date(2026, 9, 16),
        "overdue": dt.date(2026, 6, 30),
        "amount": Decimal("12.5"),
        "missing": None,
        "page": Paginator(range(1, 91), 3).page(request.GET.get("page", "2")),
        "text": TEXT,
    }
    return HttpResponse(engines["django"].from_string(COMPONENTS).render(context, request))


*logging_in, _pages = product.urlpatterns
pages: list[URLPattern | URLResolver] = [
    path("<slug:unit_code>/<yyyy:year>/komponenter/", show_components, name="components"),
    *web.urlpatterns,
]
urlpatterns = [*logging_in, path("", include((pages, web.app_name)))]
