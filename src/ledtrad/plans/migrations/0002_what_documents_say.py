# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What documents say that had no place of its own."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0002_no_cycles"),
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="chapter",
            name="report",
            field=models.SlugField(blank=True, editable=False, max_length=70),
        ),
        migrations.AddField(
            model_name="goal",
            name="comment",
            field=models.JSONField(blank=True, default=list, verbose_name="comment"),
        ),
        migrations.AddField(
            model_name="plan",
            name="decision_text",
            field=models.TextField(blank=True, verbose_name="decision as written"),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="comment",
            field=models.JSONField(blank=True, default=list, verbose_name="comment"),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="start_end",
            field=models.DateField(blank=True, null=True, verbose_name="begins no later than"),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="start_steps",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name="ListedWorkplace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name", models.TextField(verbose_name="name")),
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="kind")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="plans.listedworkplace",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workplaces",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "position"),
                        name="listed_workplace_once",
                        violation_error_message="The plan already lists a workplace in that place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("pk", models.F("parent")), _negated=True),
                            _connector="OR",
                        ),
                        name="listed_workplace_is_not_its_own_part",
                        violation_error_message="A workplace cannot be a part of itself.",
                    ),
                ],
            },
        ),
    ]
