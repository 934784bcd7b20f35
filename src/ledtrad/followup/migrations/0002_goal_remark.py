# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said beside the analysis of a goal."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="goalassessment",
            name="remark",
            field=models.JSONField(blank=True, default=list, verbose_name="remark"),
        ),
    ]
