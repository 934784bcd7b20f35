# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fictional municipality to try: its documents, and setting it up by importing them.

`documents/manifest.toml` says which units there are and which documents to import, and where each
belongs. Nothing is put into the database in any other way, so the demo proves the import.
"""
