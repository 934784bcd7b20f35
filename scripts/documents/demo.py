# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the documents that `ledtrad demo` imports, and the manifest that it goes by."""

from __future__ import annotations

from pathlib import Path

from scripts.documents import board, demo_care, demo_parks, demo_preschools, tables
from scripts.documents.as_docx import write_docx
from scripts.documents.as_pdf import write_pdf
from scripts.documents.as_text import with_tabs
from scripts.documents.expect import expect
from scripts.documents.flow import Contents, Cover, Heading, Item, Text
from scripts.documents.plans import Plan, flow_of, golden_of

FOLDER = Path("src/ledtrad/demo/documents")
EXPECTED = Path("tests/documents/demo")
MUNICIPALITY = "Rönnhamra kommun"
ADMINISTRATION = "Norra Rönnhamra stadsdelsförvaltning"
DEPARTMENTS = {
    "Avdelning förskola": demo_preschools.PLANS,
    "Avdelning vård och omsorg": demo_care.PLANS,
    "Avdelning stadsmiljö": [demo_parks.PARKS],
}
FILES = {
    "Tvåbäckens förskolor": "verksamhetsplan-2026-tvabacken.docx",
    "Mossbergets förskolor": "verksamhetsplan-2026-mossberget.pdf",
    "Norrlyckans förskolor": "verksamhetsplan-2026-norrlyckan.txt",
    "Åbackens hemtjänst": "verksamhetsplan-2026-abacken.docx",
    "Sandhöjdens hemtjänst": "verksamhetsplan-2026-sandhojden.txt",
    "Gruppbostäderna Kvarnvreten": "verksamhetsplan-2026-kvarnvreten.docx",
    "Verkstan daglig verksamhet": "verksamhetsplan-2026-verkstan.pdf",
    "Parkenheten Norra Rönnhamra": "verksamhetsplan-2026-parkenheten.docx",
}
COMPETENCE_FILE = "kompetensforsorjningsplan-2026-2028.docx"


def write() -> None:
    """Write the eight plans, the competence plan and the manifest."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for plans in DEPARTMENTS.values():
        for plan in plans:
            _write_plan(plan)
    title = "Kompetensförsörjningsplan 2026-2028"
    write_docx(
        _competence_plan(title),
        FOLDER / COMPETENCE_FILE,
        title=title,
        header=ADMINISTRATION,
        wide=True,
    )
    golden = tables.golden_measures(demo_parks.DEPARTMENTS)
    expect(EXPECTED / COMPETENCE_FILE, golden, front={"title": title, "period": "2026-2028"})
    (FOLDER / "manifest.toml").write_text(_manifest(), "utf-8")


def _write_plan(plan: Plan) -> None:
    path = FOLDER / FILES[plan.unit]
    flow = flow_of(plan, board.GOALS)
    title, header = f"{plan.title} {plan.unit}", f"{plan.title} – {plan.unit}"
    if path.suffix == ".docx":
        write_docx(flow, path, title=title, header=header)
    elif path.suffix == ".pdf":
        write_pdf(flow, path, title=title, header=header)
    else:
        path.write_text(with_tabs(flow), "utf-8")
    front = {
        "title": plan.title,
        "unit": plan.unit,
        "addressee": board.BOARD,
        "handler": plan.handler,
        "period": "2026",
        **({"case_number": plan.case} if plan.case else {}),
    }
    expect(EXPECTED / path.name, golden_of(plan, board.GOALS), front=front)


def _competence_plan(title: str) -> list[Item]:
    departments = demo_parks.DEPARTMENTS
    items: list[Item] = [
        Cover(title, "title"),
        Cover(ADMINISTRATION),
        Contents(
            [("1. Inledning", 2), ("2. Avdelningarnas planering", 2), ("3. Aktivitetsplaner", 4)]
        ),
        Heading("1. Inledning", 1),
        Text(
            "Planen gäller i tre år och ses över varje höst. Den bygger på enheternas verksamhetsplaner, "
            "på prognosen för antalet invånare och på samtal med de fackliga organisationerna."
        ),
        Text(
            "Förvaltningen har 1 140 medarbetare. Åtta av tio är kvinnor, och medelåldern är 46 år. "
            "Fram till 2028 går omkring 130 i pension, flest i hemtjänsten och i förskolan."
        ),
        Heading("2. Avdelningarnas planering", 1),
    ]
    for department in departments:
        items += tables.prose_of(department, 2)
    items.append(Heading("3. Aktivitetsplaner", 1))
    for department in departments:
        name = f"{department.name[:1].lower()}{department.name[1:]}"
        items += [Heading(f"Aktivitetsplan {name}", 2), tables.aim_table(department)]
    return items


def _manifest() -> str:
    """Units from the top down, each with its parent, and the documents in the order of import."""
    lines = [
        "# What `ledtrad demo` sets up and imports. Written by `python -m scripts.documents`.",
        f'municipality = "{MUNICIPALITY}"',
        f'board = "{board.BOARD}"',
        'period = "2026"',
    ]

    def unit(name: str, kind: str, parent: str | None) -> None:
        lines.extend(["", "[[units]]", f'name = "{name}"', f'kind = "{kind}"'])
        if parent:
            lines.append(f'parent = "{parent}"')

    unit(MUNICIPALITY, "municipality", None)
    unit(board.BOARD, "board", MUNICIPALITY)
    unit(ADMINISTRATION, "administration", board.BOARD)
    for department in DEPARTMENTS:
        unit(department, "department", ADMINISTRATION)
    for department, plans in DEPARTMENTS.items():
        for plan in plans:
            unit(plan.unit, "unit", department)

    def document(file: str, name: str, model: str, period: str) -> None:
        lines.extend(["", "[[documents]]", f'file = "{file}"', f'unit = "{name}"'])
        lines.extend([f'model = "{model}"', f'period = "{period}"'])

    for plans in DEPARTMENTS.values():
        for plan in plans:
            document(FILES[plan.unit], plan.unit, "stockholm_ils", "2026")
    document(COMPETENCE_FILE, ADMINISTRATION, "ubara", "2026-2028")
    return "\n".join(lines) + "\n"
