# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions, Word templates, written files, and what imports leave for writing again."""

from __future__ import annotations

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remember_plans(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whose plan each accepted import is, which its result and its document say."""
    imports = apps.get_model("documents", "Import").objects.filter(state="accepted")
    known = imports.values_list("pk", "result__own_plan", "document__kind")
    for pk, plan, kind in list(known):
        imports.filter(pk=pk).update(own_plan=plan, document_kind=kind or "")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_import_public_code"),
        ("organisation", "0002_no_cycles"),
        ("plans", "0002_what_documents_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="document_kind",
            field=models.CharField(blank=True, editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name="import",
            name="front",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="import",
            name="leftovers",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="import",
            name="own_plan",
            field=models.BigIntegerField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="importedrow",
            name="ordinal",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(remember_plans, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("document", models.JSONField(editable=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("export", "downloaded"),
                            ("adoption", "adopted"),
                            ("comparison", "compared"),
                        ],
                        max_length=10,
                        verbose_name="kept because it was",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "used_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
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
                        related_name="versions",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sha256"], name="version_by_sha256"),
                    models.Index(fields=["used_at"], name="version_by_use"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "sha256"),
                        name="version_once",
                        violation_error_message="That version is already kept.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["export", "adoption", "comparison"])),
                        name="version_reason_known",
                        violation_error_message="Say why the version is kept.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("size", models.PositiveIntegerField(editable=False)),
                ("data", models.BinaryField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_template",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__lte", 5242880)),
                        name="word_template_size",
                        violation_error_message="The template is too large.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("format", models.CharField(max_length=10)),
                ("size", models.PositiveIntegerField(editable=False)),
                ("data", models.BinaryField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="written_file_by_age")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__lte", 104857600)),
                        name="written_file_size",
                        violation_error_message="The file is too large.",
                    )
                ],
            },
        ),
    ]
