#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures `ledtrad check`, counts what it finds, and holds its dictionary against spylls.

python bench/checks.py [DOCUMENT …]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plandoc.checks.hunspell import swedish, swedish_files
from run import LEDTRAD, OWN_DOCUMENTS

SECONDS = 3.0
LEAST_AGREEMENT = 0.99
TURNS = 3
WORD = re.compile(r"[^\W\d_]{2,}")


def check(documents: Iterable[Path]) -> tuple[float, list[dict[str, Any]]]:
    """The best time of several turns, start included, and the findings."""
    command = [LEDTRAD, "check", *documents, "--format", "json"]
    times = []
    output = ""
    for _turn in range(TURNS + 1):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        output = done.stdout
    return min(times[1:]), json.loads(output)


def agreement(words: Iterable[str]) -> tuple[float, list[str]]:
    """The share of the words that our reader and spylls say the same of, and the others."""
    from spylls.hunspell import Dictionary

    general = Dictionary.from_files(str(swedish_files()[0].with_suffix("")))
    ours = swedish()
    asked = sorted(set(words))
    differing = [word for word in asked if ours.knows(word) != general.lookup(word)]
    return 1 - len(differing) / max(1, len(asked)), differing


def words_of(documents: Iterable[Path]) -> Iterable[str]:
    from plandoc.readers import read

    for path in documents:
        for block in read(path.read_bytes(), path.name).blocks:
            yield from WORD.findall(repr(block))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", type=Path, default=list(OWN_DOCUMENTS))
    documents = parser.parse_args().documents
    seconds, findings = check(documents)
    print(f"{len(documents)} documents, start included: {seconds:.2f} s (limit {SECONDS} s)")
    for code, number in sorted(Counter(each["code"] for each in findings).items()):
        places = sum(each["count"] for each in findings if each["code"] == code)
        print(f"  {code}: {number} findings, {places} places")
    share, differing = agreement(words_of(documents))
    print(f"words of which spylls says the same: {share:.2%} (at least {LEAST_AGREEMENT:.0%})")
    print("  " + " ".join(differing[:40]))
    return 0 if seconds <= SECONDS and share >= LEAST_AGREEMENT else 1


if __name__ == "__main__":
    sys.exit(main())
