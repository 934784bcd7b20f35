# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the documents of the demo municipality and of the tests, in all formats they occur in.

`python -m scripts.documents` writes them all anew. The texts are our own and the municipality is
fictional; the layouts are those in which Swedish plans are found.
"""
