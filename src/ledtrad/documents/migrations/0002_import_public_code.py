# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Give every import a code for its address."""

from __future__ import annotations

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_codes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A code of its own for each import that is there; a default alone would give all the same."""
    imports = apps.get_model("documents", "Import")
    for pk in imports.objects.values_list("pk", flat=True):
        imports.objects.filter(pk=pk).update(public_code=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField("import", "public_code", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            "import",
            "public_code",
            models.UUIDField(default=uuid.uuid4, unique=True, editable=False),
        ),
    ]
