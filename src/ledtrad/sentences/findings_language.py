# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about a document's words: repeated texts, names, spelling, privacy."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from ledtrad.sentences.finding_text import FindingText

_WHY_NAME = _(
    "A goal that names another unit was copied from there or has not been read through. Whoever "
    "searches for the unit does not find it."
)
_WRITE_NAME = _("Write “%(name)s”.")
_WHY_CONTENTS = _("Whoever looks a part up in the contents does not find it.")
_MAKE_CONTENTS = _(
    "Make the contents anew from the headings, or mend the one of them that is wrong."
)
_WHY_SPELLING = _(
    "Spelling mistakes make readers doubt what else has not been checked, and searches miss the "
    "word."
)
_WRITE_RIGHT = _("Write: %(right)s.")
_WHY_PERSONAL = _(
    "The plan is a public document that is published and spread. Personal data may only be in it "
    "when the purpose needs them."
)

LANGUAGE: Mapping[str, FindingText] = {
    "R9": FindingText(
        title=_("The same text under several goals"),
        what=_("The same text stands under %(goals)s goals: “%(quote)s …”."),
        why=_(
            "A text that fits several goals says nothing of what is done for each of them, and "
            "auditors read it as a goal without a plan of its own."
        ),
        remedy=_(
            "Write what is particular to each goal, or say it once in a chapter and leave it out "
            "under the goals."
        ),
    ),
    "R21.misspelt": FindingText(
        title=_("The unit's name is misspelt"),
        what=ngettext_lazy(
            "The unit's name is written “%(written)s”, but the unit is called “%(name)s”.",
            "The unit's name is written “%(written)s” in %(count)s places, but the unit is called "
            "“%(name)s”.",
        ),
        why=_WHY_NAME,
        remedy=_WRITE_NAME,
    ),
    "R21.written": FindingText(
        title=_("The unit's name in two forms"),
        what=ngettext_lazy(
            "The unit's name is written “%(written)s” here and “%(name)s” elsewhere.",
            "The unit's name is written “%(written)s” in %(count)s places and “%(name)s” in "
            "others.",
        ),
        why=_WHY_NAME,
        remedy=_WRITE_NAME,
    ),
    "R21.shortened": FindingText(
        title=_("The unit's name is shortened"),
        what=ngettext_lazy(
            "“%(written)s” is only a part of the unit's name, which is “%(name)s”.",
            "“%(written)s”, in %(count)s places, is only a part of the unit's name, which is "
            "“%(name)s”.",
        ),
        why=_(
            "A reader cannot tell whether the whole unit is meant, a part of it, or another unit."
        ),
        remedy=_("Write “%(name)s” if the whole unit is meant; otherwise say which part is."),
    ),
    "R21.mixed": FindingText(
        title=_("Another name than the unit's"),
        what=ngettext_lazy(
            "The text says “%(written)s”, but the unit is called “%(name)s”.",
            "The text says “%(written)s” in %(count)s places, but the unit is called “%(name)s”.",
        ),
        why=_WHY_NAME,
        remedy=_WRITE_NAME,
    ),
    "R21.other": FindingText(
        title=_("Another unit under the unit's own goal"),
        what=ngettext_lazy(
            "A text under one of the unit's own goals is about “%(written)s”, another unit.",
            "%(count)s texts under the unit's own goals are about “%(written)s”, another unit.",
        ),
        why=_WHY_NAME,
        remedy=_("Write “%(name)s” if this unit is meant, or say what the units do together."),
    ),
    "R21.department": FindingText(
        title=_("A department's name with capital and small letter"),
        what=ngettext_lazy(
            "“%(written)s” is most often written with “%(right)s” in the document.",
            "Names of departments are written in another way than most often in %(count)s places: "
            "%(written)s.",
        ),
        why=_("The same thing is written in one way through a whole document."),
        remedy=_("Write: %(right)s."),
    ),
    "R22.differs": FindingText(
        title=_("Contents and heading differ"),
        what=ngettext_lazy(
            "The contents say “%(entry)s”, but the heading is “%(heading)s”.",
            "The contents say otherwise than %(count)s headings: %(entry)s.",
        ),
        why=_WHY_CONTENTS,
        remedy=_MAKE_CONTENTS,
    ),
    "R22.no_heading": FindingText(
        title=_("In the contents but not in the document"),
        what=ngettext_lazy(
            "The contents list “%(entry)s”, but there is no such heading.",
            "The contents list %(count)s headings that are not there: %(entry)s.",
        ),
        why=_WHY_CONTENTS,
        remedy=_MAKE_CONTENTS,
    ),
    "R22.no_entry": FindingText(
        title=_("Missing in the contents"),
        what=ngettext_lazy(
            "The heading “%(heading)s” is missing in the contents, where those like it are listed.",
            "%(count)s headings are missing in the contents, where those like them are listed: "
            "%(heading)s.",
        ),
        why=_WHY_CONTENTS,
        remedy=_MAKE_CONTENTS,
    ),
    "R24": FindingText(
        title=_("Misspelt word"),
        what=ngettext_lazy(
            "“%(word)s” is misspelt.",
            "%(count)s words are misspelt: %(word)s.",
        ),
        why=_WHY_SPELLING,
        remedy=_WRITE_RIGHT,
    ),
    "R24.confused": FindingText(
        title=_("Confused word"),
        what=ngettext_lazy(
            "“%(word)s” is another word than the one that is meant here.",
            "%(count)s words are others than those that are meant: %(word)s.",
        ),
        why=_WHY_SPELLING,
        remedy=_WRITE_RIGHT,
    ),
    "R24.doubled": FindingText(
        title=_("A word twice in a row"),
        what=ngettext_lazy(
            "A word stands twice in a row: “%(word)s”.",
            "%(count)s words stand twice in a row: %(word)s.",
        ),
        why=_WHY_SPELLING,
        remedy=_("Take one of them away."),
    ),
    "R24.bracket": FindingText(
        title=_("A bracket inside a word"),
        what=ngettext_lazy(
            "A bracket has ended up inside the word “%(word)s”.",
            "Brackets have ended up inside %(count)s words: %(word)s.",
        ),
        why=_WHY_SPELLING,
        remedy=_WRITE_RIGHT,
    ),
    "R24.percent": FindingText(
        title=_("Per cent written in two ways"),
        what=ngettext_lazy(
            "The per cent sign is close to the number in “%(word)s”, with a space elsewhere.",
            "The per cent sign is close to the number in %(count)s places, with a space elsewhere: "
            "%(word)s.",
        ),
        why=_("The same thing is written in one way through a whole document."),
        remedy=_("Write a space before the sign, as in “5 %%”."),
    ),
    "R44.identity_number": FindingText(
        title=_("Personal identity number"),
        what=ngettext_lazy(
            "A personal identity number stands in the text.",
            "Personal identity numbers stand in %(count)s texts.",
        ),
        why=_WHY_PERSONAL,
        remedy=_(
            "Take the number away. Has the plan been sent or published already, tell the data "
            "protection officer."
        ),
    ),
    "R44.telephone": FindingText(
        title=_("Mobile number in the text"),
        what=ngettext_lazy(
            "A mobile telephone number stands in the text.",
            "Mobile telephone numbers stand in %(count)s texts.",
        ),
        why=_WHY_PERSONAL,
        remedy=_("Take the number away, or write the number of a switchboard or a function."),
    ),
    "R44.mail_address": FindingText(
        title=_("A person's mail address in the text"),
        what=ngettext_lazy(
            "A person's mail address stands in the text.",
            "Persons' mail addresses stand in %(count)s texts.",
        ),
        why=_WHY_PERSONAL,
        remedy=_("Take the address away, or write that of a function."),
    ),
    "R44.home_address": FindingText(
        title=_("Where a person lives"),
        what=ngettext_lazy(
            "A person's name and home address stand in the text.",
            "Persons' names and home addresses stand in %(count)s texts.",
        ),
        why=_WHY_PERSONAL,
        remedy=_("Take the name and the address away."),
    ),
    "R44.small_group": FindingText(
        title=_("Something sensitive of a small group"),
        what=ngettext_lazy(
            "Something sensitive is said of fewer than %(limit)s persons, who can be recognised.",
            "In %(count)s places, something sensitive is said of fewer than %(limit)s persons, who "
            "can be recognised.",
        ),
        why=_(
            "Data on health, protection, belief and the like must not be revealed, and in a small "
            "group everybody knows who is meant although nobody is named."
        ),
        remedy=_("Say it without the number, or of a larger group."),
    ),
}
