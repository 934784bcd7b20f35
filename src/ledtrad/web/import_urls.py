# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of Läs in: Swedish and permanent, with an import's public code and never a key."""

from __future__ import annotations

from django.urls import path

from ledtrad.web import import_pages, import_proposals, imports

pages_of_imports = [
    path("", imports.show_imports, name="imports"),
    path("<uuid:code>/", imports.show_import, name="imports-one"),
    path("<uuid:code>/las-igen/", imports.read_again, name="imports-again"),
    path("<uuid:code>/skillnader/", import_pages.show_consequences, name="imports-consequences"),
    path("<uuid:code>/del/<slug:element>/", import_pages.show_part, name="imports-part"),
    path("<uuid:code>/plats/", import_pages.save_place, name="imports-place"),
    path("<uuid:code>/gissning/", import_pages.answer_guess, name="imports-guess"),
    path("<uuid:code>/ta-tillbaka/", import_pages.take_back_correction, name="imports-uncorrect"),
    path("<uuid:code>/ta-in/", import_pages.accept, name="imports-accept"),
    path("<uuid:code>/forslag/", import_proposals.decide, name="imports-decide"),
    path("<uuid:code>/kasta/", import_pages.discard, name="imports-discard"),
    path("<uuid:code>/angra/", import_pages.undo, name="imports-undo"),
]
