# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outcomes and forecasts keep the unit of measure they are written with."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="forecast",
            name="unit_of_measure",
            field=models.CharField(blank=True, max_length=200, verbose_name="unit of measure"),
        ),
        migrations.AddField(
            model_name="outcome",
            name="unit_of_measure",
            field=models.CharField(blank=True, max_length=200, verbose_name="unit of measure"),
        ),
    ]
