# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work with progress; knows no plan rules.

An app registers the kinds of work it has in a module `jobs`, an interface asks for one with
`actions.enqueue`, and a worker runs it: the thread that `serve` starts, or `ledtrad worker`.

Invariants: a job that has begun ends, as done or as failed, also when its process is killed;
a failed job has a sentence for people, and never a trace; a job is seen by who asked for it.
"""
