# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks found when plans were last examined, and which findings may stand."""

from __future__ import annotations

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_proposals"),
        ("organisation", "0002_no_cycles"),
        ("plans", "0002_what_documents_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Examination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("findings", models.JSONField(blank=True, default=list)),
                (
                    "examined_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("seen_from", models.BigIntegerField(default=0, editable=False)),
                ("seen_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "plan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examination",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examinations",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plan__isnull", False), ("year__isnull", True)),
                            models.Q(("plan__isnull", True), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="examination_of_plan_or_year",
                        violation_error_message="Either a plan is examined, or all plans of a year.",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "year"),
                        name="examination_once_in_year",
                        violation_error_message="The plans of that unit and year are examined already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("code", models.CharField(max_length=10, verbose_name="rule")),
                ("fingerprint", models.CharField(max_length=64)),
                ("findings", models.JSONField(blank=True, default=list, editable=False)),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="organisation.unit",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "year"], name="waiver_by_unit_and_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="waiver_says_why",
                        violation_error_message="Say why the finding may stand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plan__isnull", False), ("year__isnull", True)),
                            models.Q(("plan__isnull", True), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="waiver_of_plan_or_year",
                        violation_error_message="A waiver is for a plan, or for all plans of a year.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="waiver_withdrawn_by_somebody",
                        violation_error_message="Say who withdrew the waiver, and when.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None), ("year", None)),
                        fields=("plan", "fingerprint"),
                        name="waiver_once_in_plan",
                        violation_error_message="The finding is already waived.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("plan", None), ("withdrawn_at", None)),
                        fields=("unit", "year", "fingerprint"),
                        name="waiver_once_in_year",
                        violation_error_message="The finding is already waived.",
                    ),
                ],
            },
        ),
    ]
