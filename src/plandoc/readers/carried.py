# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document that a Word or LibreOffice file carries, with what people have written in it since.

What a file carries comes from anyone: it is unpacked within limits, and data that are broken or
forged only mean that the file is read as any other.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from plandoc import codec
from plandoc.blocks import Block, Source
from plandoc.errors import InvalidDocument
from plandoc.manuscript.carry import broken, carry
from plandoc.manuscript.compose import compose
from plandoc.manuscript.grammar import unpacked
from plandoc.manuscript.outline import Outline
from plandoc.manuscript.rejoining import inflated, model_of_bones, rejoined
from plandoc.readers.keyed import reads
from plandoc.readers.limits import MAX_TEXT_BYTES

# Where a Word file keeps the document as JSON, and the custom properties for its skeleton.
NAMESPACE = "urn:ledtrad:plandoc:1"
PROPERTY = "LEDTRAD_"
# A property holds at most 255 characters, and LibreOffice keeps some thousands of them.
_MAX_PIECES = 5_000


def with_carried(
    source: Source,
    keyed: Sequence[Block],
    base: bytes | None = None,
    steering: bytes | None = None,
    *,
    pieces: Mapping[int, str],
) -> Source:
    """The source with the document that the file carries, whole (`base`) or as its skeleton.

    `keyed` are the source's blocks with the blank ones that have marks of ours. `steering` is the
    model that the whole document was printed by.
    """
    if base is None and not pieces:
        return source
    found = _from_base(source, keyed, base, steering) if base is not None else None
    if found is None and pieces:
        found = _from_pieces(source, keyed, pieces)
    return found or broken(source)


def pieces_of(properties: Mapping[str, str]) -> dict[int, str]:
    """The numbered pieces of the skeleton among a file's custom properties."""
    found: dict[int, str] = {}
    for name, text in properties.items():
        number = name.removeprefix(PROPERTY)
        if number != name and number.isascii() and number.isdigit() and len(number) < 5:
            found[int(number)] = text
    return found


def _from_base(
    source: Source, keyed: Sequence[Block], data: bytes, steering: bytes | None
) -> Source | None:
    """What a file says that carries its whole document; None when the data are no document."""
    if len(data) > MAX_TEXT_BYTES:
        return None
    try:
        base = codec.loads(data)
        model = unpacked(steering) if steering else None
        node, now = rejoined(base, reads(keyed, Outline.of(compose(base, model))), model)
        return carry(source, node, now, model=model, base=base)
    except (InvalidDocument, RecursionError):
        return None


def _from_pieces(
    source: Source, keyed: Sequence[Block], pieces: Mapping[int, str]
) -> Source | None:
    """What a file says that carries the skeleton of its document; None when it is broken."""
    try:
        data = _unpacked(pieces)
        bones, written = data["skeleton"], data.get("written")
        node, now = inflated(bones, reads(keyed, Outline.from_data(data["outline"])))
        told = written if isinstance(written, str) else None
        return carry(source, node, now, model=model_of_bones(bones), written=told)
    except (InvalidDocument, RecursionError, KeyError, TypeError):
        return None


def _unpacked(pieces: Mapping[int, str]) -> dict[str, Any]:
    """The data that are cut up in numbered pieces. Raises `InvalidDocument`."""
    if not 0 < len(pieces) <= _MAX_PIECES or set(pieces) != set(range(1, len(pieces) + 1)):
        raise InvalidDocument("not_json")
    try:
        packed = base64.b85decode("".join(pieces[number] for number in sorted(pieces)))
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(packed, MAX_TEXT_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise InvalidDocument("not_json")
        data = json.loads(text)
    except (ValueError, binascii.Error, zlib.error, RecursionError) as error:
        raise InvalidDocument("not_json") from error
    if not isinstance(data, dict):
        raise InvalidDocument("not_json")
    return data
