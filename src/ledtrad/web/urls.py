# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages: Swedish, permanent, with a unit's public code and never a key.

A page of a unit stands below `/<unit code>/<year>/` and its view is made by `unit_page`. The name
of a page under a page begins with the upper one's name and a hyphen (`web:indicators-detail`):
that is how the menu knows where it is.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter

from ledtrad.web import (
    accounts,
    activities,
    compare,
    downloads,
    files,
    findings,
    indicator_page,
    indicators,
    plan,
    search,
    start,
    theme,
    thread,
    units,
    versions,
)
from ledtrad.web.http import FourDigitYear
from ledtrad.web.import_urls import pages_of_imports

register_converter(FourDigitYear, "yyyy")

app_name = "web"

pages_of_a_unit = [
    path("", start.show_start, name="unit"),
    path("mal/", thread.show_goals, name="goals"),
    path("plan/", plan.show_plan, name="plan"),
    path("plan/<slug:word>/", plan.show_plan, name="plan-document"),
    path(
        "plan/<slug:word>/ladda-ner/<slug:name>/",
        downloads.download_plan,
        name="plan-download",
    ),
    path("plan/<slug:word>/skriv/", downloads.order_file, name="plan-order"),
    path("plan/<slug:word>/granska/", findings.show_plan_findings, name="plan-findings"),
    path("plan/<slug:word>/versioner/", versions.show_versions, name="plan-versions"),
    path("aktiviteter/", activities.show_activities, name="activities"),
    path("jamfor/", compare.show_comparison, name="compare"),
    path("granska/", findings.show_findings, name="findings"),
    path("indikatorer/", indicators.show_indicators, name="indicators"),
    path("indikatorer/<str:code>/", indicator_page.show_indicator, name="indicators-detail"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.go_home, name="home"),
    path("enheter/", units.find_units, name="units"),
    path("konto/", accounts.show_account, name="account"),
    path("sok/", search.show_search, name="search"),
    path("utseende/", theme.choose_theme, name="theme"),
    path("demo-inloggning/", accounts.log_in_to_demo, name="demo-login"),
    path("filer/", files.show_files, name="files"),
    path("filer/wordmall/", files.show_template, name="word-template"),
    path("filer/<uuid:code>/", files.show_file, name="files-one"),
    path("filer/<uuid:code>/hamta/", files.fetch_file, name="files-fetch"),
    path("granskning/<uuid:code>/", findings.show_progress, name="findings-progress"),
    path("las-in/", include(pages_of_imports)),
    path("<slug:unit_code>/<yyyy:year>/", include(pages_of_a_unit)),
]
