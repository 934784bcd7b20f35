# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of Rönnhamra, a municipality that does not exist, in layouts that do."""

from __future__ import annotations

COUNCIL = """
KF:s inriktningsmål:

1. Ett Rönnhamra där alla växer

KF:s mål för verksamhetsområdet:

1.1 Barn i Rönnhamra tycker om att läsa

Indikator\tÅrsmål\tKF:s årsmål\tPeriodicitet
Andel utlånade bilderböcker per barn\t\t12 %\tÅr
"""

BOARD = """
Nämndmål:

Lässtunder sker dagligen i samtliga grupper

Beskrivning

Nämnden vill att böcker står framme på låg höjd.

Förväntat resultat

Barnen väljer själva en bok varje dag.

Indikator\tÅrsmål\tKF:s årsmål\tPeriodicitet
Antal lässtunder i veckan\t5\t\tTertial

Aktivitet\tStartdatum\tSlutdatum
Nämndens kontor köper in talböcker\t2026-01-01\t2026-12-31
Nämndens kontor ordnar en läsvecka\t2026-01-01\t2026-06-30
"""


def unit_plan(
    unit: str,
    goal: str,
    *,
    board: str | None = "Norra lärandenämnden",
    council: str = COUNCIL,
    shared: str = BOARD,
) -> bytes:
    """A unit's plan for 2026; without a board it has no cover that names one."""
    to = f"Till\n{board}\n\n" if board else ""
    text = f"""
Handläggare
Ada Lind

{to}Verksamhetsplan 2026

{unit}

Inledning

{unit} ligger vid Storsjön i Rönnhamra kommun och har öppet alla vardagar.
{council}{shared}
Enhetsmål:

{goal}

Förväntat resultat

Varje barn har lånat hem en bok under våren.

Arbetssätt

Vi läser efter maten, två och två.

Övrigt

Inget särskilt.
"""
    return text.encode()


BJORK = unit_plan("Björkdungens förskolor", "Björkdungens barn berättar egna sagor")
GRAN = unit_plan("Granåsens förskolor", "Granåsens barn läser för varandra")
GRAN_WITHOUT_BOARD = unit_plan(
    "Granåsens förskolor", "Granåsens barn läser för varandra", board=None
)

FOLLOW_UP = """
Uppföljning av förvaltningens verksamhetsplan 2026

Lärandenämndens verksamhet

Inledning

Rapporten gäller Rönnhamra kommun.

Samhälle

Strategiskt utvecklingsuppdrag

\tSlutdatum 2026\tStatus\tKommentar
Uppdrag till lärandenämnden att öppna ett lekbibliotek\tDelrapport 2\tKvarstår\tLokalen saknas

Medborgare

Nämndmål\tAktivitet\tSlutdatum 2026\tStatus\tKommentar
Trygga barn\tBygga ett staket kring gården\tDelrapport 1\tGenomfört\t
\tMåla om kapprummen\tVerksamhetsberättelse\tPågående\tGult valdes
""".encode()
