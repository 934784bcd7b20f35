# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Failures that the core foresees: a code with parameters, turned into sentences by interfaces."""

from __future__ import annotations


class PlanDocError(Exception):
    """A foreseen failure. `code` names the rule, `params` are what a sentence about it needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class UnreadableFile(PlanDocError):
    """A file cannot be read at all.

    Codes: `empty`, `unknown_format`, `broken`, `encrypted`, `scanned`, `too_large` (limit),
    `too_many_pages` (limit), `expands_too_much` (limit), `unsafe`, `legacy_format` (format).
    Callers that only take back what they have written themselves add `not_an_edited_copy`.
    """


class UnusableTemplate(PlanDocError):
    """A file that cannot be the template of a Word file.

    Codes: `template_not_word`, `template_with_macros`, `template_strict` (in the variant of the
    format that is called so), `template_broken`, `template_unsafe`.
    """


class InvalidDocument(PlanDocError):
    """Data that is no `plandoc/1` document.

    Codes: `unknown_key` (path, key), `missing_key` (path, key), `wrong_type` (path, expected),
    `wrong_format` (found), `bad_reference` (path, id), `not_json`.
    """


class InvalidSteeringModel(PlanDocError):
    """A steering model that cannot be used: `params` hold file, key and what to do (remedy).

    Codes: `not_toml`, `unknown_key`, `missing_key`, `wrong_type`, `unknown_value`, `duplicate`,
    `unknown_reference`, `cycle`, `not_found`.
    """
