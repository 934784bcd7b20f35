# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many findings stand in each examination, and by which rules it was made."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_waivers")]

    operations = [
        migrations.AddField(
            model_name="examination",
            name="rules",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="examination",
            name="errors",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="examination",
            name="warnings",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="examination",
            name="infos",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
