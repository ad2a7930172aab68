"""A fast test whether a value keeps to a JSON Schema: the schema compiled to functions.

jsonschema takes several milliseconds for a record, too long for each one of an archive. What passes here is valid, so jsonschema
is asked only about what does not pass, and says what is wrong with it; a test compares the two. Only the keywords that the
record's schema uses are known: any other is refused when the schema is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]

_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "format"})


def compile_schema(schema: Mapping[str, Any]) -> Check:
    """A function that is true only for values which keep to `schema`.

    Raises:
        ValueError: for a keyword or a type that is not known.
    """
    return _compile(schema, schema)


def _compile(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    if "$ref" in schema:
        _known(schema, {"$ref"})
        return _compile(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    types = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    nullable = "null" in types
    (kind,) = [name for name in types if name != "null"]
    if kind not in _KINDS:
        raise ValueError(f"type {kind!r} is not known")
    check = _KINDS[kind](schema, root)
    if nullable:
        return lambda value: value is None or check(value)
    return check


def _known(schema: Mapping[str, Any], keywords: set[str]) -> None:
    unknown = set(schema) - keywords - _ANNOTATIONS
    if unknown:
        raise ValueError(f"keywords are not known: {sorted(unknown)}")


def _string(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    _known(schema, {"type", "enum", "pattern", "minLength"})
    if "enum" in schema:
        allowed = frozenset(schema["enum"])
        return lambda value: type(value) is str and value in allowed
    shortest = schema.get("minLength", 0)
    if "pattern" not in schema:
        return lambda value: type(value) is str and len(value) >= shortest
    search = re.compile(schema["pattern"]).search
    return lambda value: type(value) is str and len(value) >= shortest and search(value) is not None


def _integer(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    _known(schema, {"type", "minimum"})
    lowest = schema["minimum"]
    return lambda value: type(value) is int and value >= lowest


def _number(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    _known(schema, {"type", "minimum", "maximum"})
    lowest, highest = schema["minimum"], schema["maximum"]
    return lambda value: type(value) in (int, float) and lowest <= value <= highest


def _array(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    _known(schema, {"type", "items", "minItems", "uniqueItems"})
    fewest, unique = schema.get("minItems", 0), schema.get("uniqueItems", False)
    item = _compile(schema["items"], root)

    def check(value: Any) -> bool:
        if type(value) is not list or len(value) < fewest:
            return False
        for one in value:
            if not item(one):
                return False
        return not unique or len(set(value)) == len(value)

    return check


def _object(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    _known(schema, {"type", "properties", "required", "additionalProperties"})
    properties = {name: _compile(member, root) for name, member in schema.get("properties", {}).items()}
    more = schema["additionalProperties"]
    if not properties:
        member_check = _compile(more, root)
        return lambda value: type(value) is dict and all(member_check(member) for member in value.values())
    required = set(schema["required"])
    if more is not False or not required <= set(properties):
        raise ValueError("an object with properties has these and no others")
    members = tuple((name, member) for name, member in properties.items() if name in required)
    optional = tuple((name, member) for name, member in properties.items() if name not in required)
    number = len(members)

    def check(value: Any) -> bool:
        if type(value) is not dict:
            return False
        further = 0
        for name, member in optional:
            if name in value:
                further += 1
                if not member(value[name]):
                    return False
        if len(value) != number + further:
            return False
        try:
            for name, member in members:
                if not member(value[name]):
                    return False
        except KeyError:
            return False
        return True

    return check


_KINDS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Check]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "array": _array,
    "object": _object,
}
