# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Try to break a constraint, and see that both the check and the database refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

Breaks = Mapping[str, Callable[[], models.Model]]
"""By the constraint's name: a row that breaks it, and no other one, when it is saved."""


def named(app: str) -> dict[str, models.BaseConstraint]:
    """All constraints of an app's models, by name."""
    return {
        constraint.name: constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def assert_refused(app: str, name: str, row: models.Model) -> None:
    """The constraint tells its own sentence, and the database stops whoever does not ask."""
    constraint = named(app)[name]
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    assert str(constraint.violation_error_message) in caught.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
