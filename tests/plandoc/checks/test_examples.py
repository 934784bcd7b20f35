# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule says something where it should, says it in Swedish, and is silent where it should."""

from __future__ import annotations

import re

import pytest

from ledtrad import sentences
from ledtrad.sentences.findings import FINDINGS, of_finding
from plandoc.checks import check, rules
from tests.plandoc.checks.examples import all_examples
from tests.plandoc.checks.examples.builders import Example

EXAMPLES = all_examples()
_PARAM = re.compile(r"%\((\w+)\)s")


def _name(example: Example) -> str:
    return f"{example.code}{'.' if example.case else ''}{example.case}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_a_rule_says_what_is_wrong_where_it_is(example: Example) -> None:
    found = [each for each in check(example.fires, codes=[example.code]).findings
             if each.case == example.case]  # fmt: skip
    assert found, "the rule is silent"
    assert found[0].element == example.element
    told = of_finding(found[0])
    assert example.says in told.what
    assert "%(" not in " ".join((told.title, told.what, told.why, told.remedy))


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_and_nothing_of_the_same_document_mended(example: Example) -> None:
    assert check(example.silent, codes=[example.code]).findings == ()


def test_every_rule_and_every_sentence_has_an_example() -> None:
    assert {each.code for each in rules()} == {each.code for each in EXAMPLES}
    assert {_name(each) for each in EXAMPLES} == set(FINDINGS)


def test_every_sentence_is_said_in_swedish_with_the_same_params() -> None:
    catalogue = sentences.catalogue("sv")
    for key, text in FINDINGS.items():
        pairs = [(each, catalogue.gettext(each)) for each in (text.title, text.why, text.remedy)]
        if isinstance(text.what, str):
            pairs.append((text.what, catalogue.gettext(text.what)))
        else:
            several = catalogue.ngettext(*text.what, 2)
            pairs += [(text.what[0], catalogue.ngettext(*text.what, 1)), (text.what[1], several)]
        for english, swedish in pairs:
            assert swedish != english, f"{key}: {english}"
            assert "!" not in swedish
            assert set(_PARAM.findall(swedish)) == set(_PARAM.findall(english)), key
