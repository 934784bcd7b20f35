# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is responsible: the roles that stand in a cell, and their names in the basic form.

A role is a title with what qualifies it ("Avdelningschef förskola"). Titles come from the steering
model; beside those, the endings that Swedish titles have ("-chef", "-ledare") show one.
"""

from __future__ import annotations

import re
from functools import cache

from plandoc.model import Role
from plandoc.steering import SteeringModel
from plandoc.words import fold

# What may stand between two roles; whether it does is decided by what follows.
_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:(?:och|samt)\s+)?"
    r"|\s+(?:och|samt|tillsammans med|i samarbete med|i samverkan med)\s+"
    r"|\s*[&/]\s*|\s+(?=\d{1,2}[.)]\s*[^\W\d])",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\d{1,2}[.)]\s*(?=[^\W\d])")
_OPEN_END = re.compile(r"(?:[,/&-]|\b(?:och|samt|med|för|inom))$", re.IGNORECASE)
# Words that stand before a title: the deputies are roles of their own, the others say which.
_DEPUTY = re.compile(r"^(?:bitr?\b\.?|biträdande)\s*", re.IGNORECASE)
_DEPUTIES = frozenset({"biträdande", "bitr", "bit", "tf"})
_WHICH = frozenset({"berörd", "berörda", "samtliga", "alla", "respektive", "ansvarig", "ansvariga"})
# The words that roles are joined by.
_NO_TITLES = frozenset({"handledning", "vägledning"})  # though they end as titles do
_BETWEEN = frozenset({"och", "samt", "med", "tillsammans", "i", "samarbete", "samverkan"})
# The basic forms that Swedish titles end in, by how they are inflected.
_WITH_PLURAL = (
    "chef|rektor|konsult|specialist|administratör|direktör|strateg|assistent|pedagog|intendent"
    "|kommunikatör|jurist|ekonom|psykolog|kurator|ingenjör|redaktör|mentor|kock|ledning|grupp"
    "|ombud|stöd|nätverk|forum|råd|kansli"
)
_PLURAL = "er|erna|ar|arna|en|et|n|na"
_INFLECTED = re.compile(rf"(.*(?:{_WITH_PLURAL}))(?:{_PLURAL})?", re.IGNORECASE)
_AGENT = re.compile(
    r".*(?:ledare|samordnare|utvecklare|handläggare|sekreterare|lärare|planerare|medarbetare"
    r"|sköterska|tekniker|controller|vaktmästare|ansvarig)n?|.*(?:ledar|samordnar|utvecklar"
    r"|handläggar|sekreterar|lärar|planerar|medarbetar)na|.*(?:controllers|controllrar|sköterskor"
    r"|ansvariga)",
    re.IGNORECASE,
)
_LONGEST = 600  # characters; what is longer is a statement, not a list of roles
_VERBS = frozenset(
    {"ansvarar", "ska", "har", "är", "följer", "utses", "leder", "ser", "tar", "gör"}
)


def parse_roles(text: str, model: SteeringModel) -> tuple[Role, ...]:
    """The roles that a cell names, in order. A sentence stays one role; empty text has none."""
    if len(text) > _LONGEST:
        return (Role(" ".join(text.split())),)
    known = _known(model.roles)
    roles: list[Role] = []
    for line in _lines(text, known):
        for piece in _pieces(line, known):
            written = _MARKER.sub("", piece).strip(" \t,;&/").rstrip(".").strip()
            if written:
                roles.append(Role(written, _name(written, known)))
    return tuple(roles)


def role_start(text: str, model: SteeringModel) -> bool:
    """Whether `text` begins with a role of the model, written with a capital letter."""
    stripped = text.strip()
    return stripped[:1].isupper() and _known_size(stripped.split(), _known(model.roles)) > 0


def only_roles(text: str, model: SteeringModel) -> bool:
    """Whether a text is titles and the words between them: "Enhetschefer och HR", no sentence."""
    known = _known(model.roles)
    words = [word for word in re.split(r"[\s,;/&]+", text.strip().rstrip(".")) if word]
    found = 0
    while words:
        size = 0 if fold(words[0]) in _NO_TITLES else _title_size(words, known)
        if not size and fold(words[0]) not in _BETWEEN | _WHICH:
            return False
        found += size
        del words[: size or 1]
    return found > 0


def _lines(text: str, known: frozenset[str]) -> list[str]:
    """The cell's lines; one that only goes on from the line before is put back to it."""
    whole: list[str] = []
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if line and whole and (_OPEN_END.search(whole[-1]) or re.match(r"(?:och|samt)\b", line)):
            whole[-1] += f" {line}"
        elif line:
            whole.append(line)
    lines: list[str] = []
    for line in whole:
        parts = [_MARKER.sub("", part) for part in _SEPARATOR.split(line) if part.strip()]
        # "HR och lokaler" is no list of roles, so an abbreviation is not enough.
        tested = parts if parts and parts[0].isupper() else parts[:1]
        titles = all(_starts_title(part, known) for part in tested)
        if lines and not titles and _starts_title(lines[-1], known) and not _MARKER.match(line):
            lines[-1] += f" {line}"  # what qualifies the title above
        else:
            lines.append(line)
    return lines


def _pieces(line: str, known: frozenset[str]) -> list[str]:
    """One line cut where a role ends: at separators, and before a role without separator."""
    words = line.casefold().split()
    verbs = [i for i, word in enumerate(words) if word in _VERBS]
    if len(words) > 4 and verbs and not any("," in word for word in words[: verbs[0]]):
        return [line]
    pieces: list[str] = []
    start = 0
    for match in _SEPARATOR.finditer(line):
        if match.start() > start and _divides(line[start : match.start()], match, line, known):
            pieces.append(line[start : match.start()])
            start = match.end()
    pieces.append(line[start:])
    return [part for piece in pieces for part in _run_together(piece, known)]


def _divides(before: str, match: re.Match[str], line: str, known: frozenset[str]) -> bool:
    """Whether a separator stands between two roles rather than inside what qualifies one.

    "Avdelningschef lokaler och service" is one role: a title that is already qualified goes on
    with what is no title. In a list without titles every part is a role.
    """
    after = line[match.end() :]
    if before.endswith("-"):  # "kultur- och fritidschef"
        return False
    if not after.strip() or _MARKER.match(after) or _starts_title(after, known):
        return True
    return _title_size(before.split(), known) == len(before.split()) or not _has_title(
        before, known
    )


def _run_together(piece: str, known: frozenset[str]) -> list[str]:
    """Roles with only a blank between them: cut before a capitalised role that follows a title."""
    words = piece.split()
    parts: list[str] = []
    cut = 0
    for i in range(1, len(words)):
        before, after = words[cut:i], words[i:]
        title = _title_size(before, known)
        listed = len(after) == 1 or after[1].casefold() in {"och", "samt", "&"}
        acronym = after[0].isupper() and listed and title == len(before)  # "Avdelningschef HR"
        starts = after[0][0].isupper() and _known_size(after, known) and not acronym
        if title and starts:
            parts.append(" ".join(before))
            cut = i
    return [*parts, " ".join(words[cut:])]


def _starts_title(text: str, known: frozenset[str]) -> bool:
    return _title_size(text.split(), known) > 0


def _has_title(text: str, known: frozenset[str]) -> bool:
    words = text.split()
    return any(_title_size(words[i:], known) for i in range(len(words)))


def _known_size(words: list[str], known: frozenset[str]) -> int:
    """How many of the first words are a role of the model, with the word that says which; or 0."""
    for skip in (1, 0):
        if skip and fold(words[0]) not in _DEPUTIES | _WHICH:
            continue
        for size in (3, 2, 1):
            if len(words) >= skip + size and fold(" ".join(words[skip : skip + size])) in known:
                return skip + size
    return 0


def _title_size(words: list[str], known: frozenset[str]) -> int:
    """How many of the first words are a title: a role of the model, or one by its ending."""
    if not words:
        return 0
    size = _known_size(words, known)
    if size:
        return size
    skip = 1 if fold(words[0]) in _DEPUTIES | _WHICH and len(words) > 1 else 0
    word = words[skip].strip(".,;:")
    return skip + 1 if _INFLECTED.fullmatch(word) or _AGENT.fullmatch(word) else 0


@cache
def _known(roles: tuple[str, ...]) -> frozenset[str]:
    """Every form of the model's roles, folded: basic, plural and definite."""
    forms: set[str] = set()
    for role in roles:
        basic = fold(role)
        forms.add(basic)
        if not role.isupper():
            forms.update(basic + ending for ending in (*_PLURAL.split("|"), "s"))
            if basic.endswith("are"):
                forms.add(basic[:-1] + "na")
    return frozenset(forms)


def _name(written: str, known: frozenset[str]) -> str:
    """The role in its basic form: title singular and indefinite, what qualifies it kept."""
    words = _DEPUTY.sub("Biträdande ", written).split()
    size = _title_size(words, known)
    if size > 1 and fold(words[0]) in _WHICH:
        words, size = words[1:], size - 1
    if size:
        words[size - 1] = _basic(words[size - 1])
    name = " ".join(words)
    return name[:1].upper() + name[1:]


def _basic(word: str) -> str:
    """A title without its plural or definite ending."""
    if word.casefold().endswith("arna") and _AGENT.fullmatch(word):
        return word[:-2] + "e"
    if _AGENT.fullmatch(word):
        return word[:-1] if word.casefold().endswith(("aren", "ern")) else word
    match = _INFLECTED.fullmatch(word)
    return match[1] if match else word
