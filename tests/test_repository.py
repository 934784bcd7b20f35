# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold for the files of the repository, whoever adds the next one."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 500
# The brackets keep this file from holding what it looks for.
REGISTRY = re.compile(
    r"p[y]pi\.(org|python\.org)|python[h]osted\.org|npm[j]s\.(org|com)"
    r"|yarn[p]kg\.com|deb\.deb[i]an\.org|crates[.]io"
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])/(work|root|farm|home/\w+)/\w")
ADDRESS_IN_LIST = re.compile(
    r"https?://|file:|^--(extra-)?index|^--find-links|^-[if] ", re.MULTILINE
)


@cache
def tracked() -> list[Path]:
    """Return every file that is, or would be, part of the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file, or nothing if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def named(path: Path) -> str:
    """Return the path as people write it."""
    return path.relative_to(ROOT).as_posix()


def found_in_files(pattern: re.Pattern[str]) -> list[str]:
    """Return where the pattern occurs outside what others have written."""
    return [
        f"{named(path)}: {match.group()}"
        for path in tracked()
        if "vendor" not in path.parts and (match := pattern.search(text_of(path)))
    ]


def test_no_file_names_a_package_registry() -> None:
    assert REGISTRY.search(f"https://{'pypi'}.org/simple/")
    assert found_in_files(REGISTRY) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert MACHINE_PATH.search(f"see /{'root'}/notes")
    assert found_in_files(MACHINE_PATH) == []


def test_no_lock_names_addresses() -> None:
    names = {path.name for path in tracked()}
    assert names.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json"})


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = text_of(ROOT / "requirements" / f"{name}.txt")
    assert ADDRESS_IN_LIST.search(text) is None
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) > 20
    unpinned = [
        entry.partition("\n")[0]
        for entry in entries
        if "==" not in entry.partition("\n")[0] or "--hash=sha256:" not in entry
    ]
    assert unpinned == []


def test_the_lists_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    wanted = {
        "runtime": project["project"]["dependencies"],
        "dev": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    for name, requirements in wanted.items():
        listed = set(re.findall(r"^([a-z0-9-]+)", text_of(ROOT / f"requirements/{name}.txt"), re.M))
        asked = {re.split(r"[^a-z0-9-]", line)[0] for line in requirements}
        assert asked - listed == set()


def test_every_file_says_its_licence() -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "reuse", "lint", "--lines"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_no_source_file_is_too_long_to_read() -> None:
    assert [
        f"{named(path)}: {lines} lines"
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (lines := text_of(path).count("\n")) >= MOST_LINES
    ] == []


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>"
    r"|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on[:-]",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "line",
    [
        "<script>x()</script>",
        "<style>",
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<b hx-on:click="x()">',
    ],
)
def test_inline_script_and_style_are_recognised(line: str) -> None:
    assert INLINE.search(line)
    assert not INLINE.search('<script src="/static/a.js" defer></script>')


def test_no_template_holds_inline_script_or_style() -> None:
    """The content security policy would refuse it, silently for those who write it."""
    assert [
        f"{named(path)}: {match.group()}"
        for path in tracked()
        if path.suffix in (".html", ".svg")
        and "src" in path.parts
        and (match := INLINE.search(re.sub(r"\{#.*?#\}", "", text_of(path), flags=re.S)))
    ] == []


BARE_QUERIES = {"all", "exclude", "filter", "first", "get", "last", "values", "values_list"}


def bare_queries(code: str) -> list[str]:
    """Return the calls that reach into a table past the querysets that know the user."""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}()"
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in BARE_QUERIES
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr in ("objects", "_default_manager")
    ]


def test_pages_reach_rows_only_through_querysets_that_know_the_user() -> None:
    assert bare_queries("Goal.objects.filter(pk=1)") == ["line 1: Goal.objects.filter()"]
    assert bare_queries("Goal.objects.visible_to(user).filter(pk=1)") == []
    assert [
        f"{named(path)}: {call}"
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "src" / "ledtrad" / "web")
        for call in bare_queries(text_of(path))
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    """If something fits nowhere, a noun is missing."""
    empty = {"services", "selectors", "repositories", "utils", "helpers", "signals", "common"}
    assert [
        named(path)
        for path in tracked()
        if path.is_relative_to(ROOT / "src")
        and empty & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def overrides(code: str) -> list[str]:
    """Return the `save` and `delete` that a class defines over Django's own."""
    return [
        f"{node.name}.{method.name}"
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete")
    ]


def test_no_model_overrides_save_or_delete() -> None:
    assert overrides("class A:\n def save(self): ...") == ["A.save"]
    assert [
        f"{named(path)}: {method}"
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "src" / "ledtrad")
        for method in overrides(text_of(path))
    ] == []


PUBLICCODE = {
    "type": "object",
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    ],
    "properties": {
        "name": {"const": "Ledtråd"},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "platforms": {"type": "array", "minItems": 1},
        "softwareType": {"enum": ["standalone/web", "standalone/other"]},
        "description": {
            "type": "object",
            "required": ["sv", "en"],
            "additionalProperties": {
                "type": "object",
                "required": ["shortDescription", "longDescription", "features"],
                "properties": {
                    "shortDescription": {"type": "string", "maxLength": 150},
                    "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
                    "features": {"type": "array", "minItems": 1},
                },
            },
        },
        "legal": {"type": "object", "properties": {"license": {"const": "EUPL-1.2"}}},
        "maintenance": {"type": "object", "required": ["type", "contacts"]},
        "localisation": {
            "type": "object",
            "required": ["localisationReady", "availableLanguages"],
        },
    },
}  # fmt: skip


def test_publiccode_describes_the_product() -> None:
    described = yaml.safe_load(text_of(ROOT / "publiccode.yml"))
    # YAML reads a bare date as a date, which JSON Schema does not know.
    described["releaseDate"] = str(described.get("releaseDate"))
    jsonschema.validate(described, PUBLICCODE)


def test_the_version_has_a_place_in_the_changelog() -> None:
    from ledtrad import __version__

    assert f"## {__version__}" in text_of(ROOT / "CHANGELOG.md")


@pytest.mark.parametrize("name", ["CONTRIBUTING", "GOVERNANCE", "README", "SECURITY"])
def test_those_who_come_new_find_what_they_need(name: str) -> None:
    assert len(text_of(ROOT / f"{name}.md")) > 500


def test_the_documents_link_to_files_that_exist() -> None:
    broken = []
    for path in tracked():
        if path.suffix != ".md" or "vendor" in path.parts:
            continue
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text_of(path)):
            elsewhere = "://" in target or target.startswith("mailto:")
            if not elsewhere and not (path.parent / target).exists():
                broken.append(f"{named(path)}: {target}")
    assert broken == []


def test_every_variable_is_in_the_readme() -> None:
    """The configuration table is the whole list."""
    code = text_of(ROOT / "src/ledtrad/settings.py") + text_of(ROOT / "src/ledtrad/environment.py")
    variables = set(re.findall(r"(?:text|flag|number|words|secret)\(\s*\"([A-Z_]+)\"", code))
    assert "DATABASE_URL" in variables
    readme = text_of(ROOT / "README.md")
    assert sorted(name for name in variables if f"`{name}`" not in readme) == []
