"""The law and its rules as pages of the reference: every value, every choice, every regulation, every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selaras_rules import RULES, Rule, all_choices, all_regulations, holidays_of, known_holiday_years
from selaras_rules.reading import all_subjects, parameters_of


def law() -> str:
    """Every value of the law with day, article and standing, by subject; choices, holidays, regulations."""
    parts = [
        "# Law\n\nThe same with its tables stands on the page `/aturan/` and in `selaras law show KEY --on DAY`.",
        *_subjects(),
        _choices(),
        _holidays(),
        _regulations(),
    ]
    return "\n\n".join(parts) + "\n"


def rules() -> str:
    """Every rule that can be called: what it is told, what it answers, which law stands behind it."""
    head = (
        "# Rules\n\nCalled with `selaras law compute RULE --on DAY` or `selaras_rules.compute(RULE, …)`; "
        "`selaras law schema RULE` prints input and output as JSON Schema. See "
        "[Compute with the law](../how-to/compute-with-the-law.md)."
    )
    return "\n\n".join([head, *map(_rule, RULES.values())]) + "\n"


def _subjects() -> Iterator[str]:
    for subject in all_subjects():
        rows = [
            (f"`{item.key}`", item.title, value.effective, value.source, value.article, value.standing.label)
            for item in parameters_of(subject)
            for value in item.values
        ]
        if rows:
            table = _table(("Key", "Title", "From", "Source", "Article", "Standing"), rows)
            yield f"## {subject.title}\n\n{table}"


def _choices() -> str:
    rows = [
        (
            f"`{key}`",
            option.title,
            option.label(option.default),
            option.allowed_text,
            option.source,
            option.article,
        )
        for key, option in all_choices().items()
    ]
    return "## Choices of agencies\n\n" + _table(
        ("Key", "Title", "Default", "Allowed", "Source", "Article"), rows
    )


def _holidays() -> str:
    found = [holidays_of(year) for year in known_holiday_years()]
    rows = [(one.year, one.source, one.article, one.standing.label, len(one.holidays)) for one in found]
    return "## Lists of holidays\n\n" + _table(("Year", "Source", "Article", "Standing", "Days"), rows)


def _regulations() -> str:
    rows = [
        (
            f"`{code}`",
            one.short,
            one.title,
            one.promulgated,
            one.effective,
            one.standing.label,
            one.revoked_by or "–",
        )
        for code, one in all_regulations().items()
    ]
    head = ("Code", "Name", "Title", "Published", "In force", "Standing", "Revoked by")
    return "## Regulations\n\n" + _table(head, rows)


def _rule(rule: Rule) -> str:
    rows = [
        (f"`{field.name}`", _kind(field.schema), "yes" if field.is_required else "no", field.about or "–")
        for field in rule.fields
    ]
    told = _table(("Field", "Takes", "Required", "Meaning"), rows) if rows else "Is told nothing."
    answer = _kind(rule.schema()["properties"]["output"]["properties"]["value"])
    behind = ", ".join(f"`{key}`" for key in rule.law) or "no value of the law"
    return f"## `{rule.name}`: {rule.title}\n\n{told}\n\nAnswers: {answer}. Rests on: {behind}."


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "enum" in schema:
        return ", ".join("nothing" if one is None else f"`{one}`" for one in schema["enum"])
    if "anyOf" in schema:
        return _alternatives(schema["anyOf"])
    match schema.get("type"):
        case "integer":
            return "a whole number" + _bounds(schema)
        case "string":
            return _text(schema)
        case "boolean":
            return "`true` or `false`"
        case "array":
            return f"a list, each {_kind(schema['items'])}"
        case "object":
            return _object(schema)
        case "null":
            return "nothing"
    return "any value"


def _alternatives(schemas: Sequence[Mapping[str, Any]]) -> str:
    found = list(dict.fromkeys(map(_kind, schemas)))
    return "an exact number" if set(found) == {"a whole number", "an exact number"} else " or ".join(found)


def _bounds(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return (
        ""
        if low is None and high is None
        else f", {'…' if low is None else low} to {'…' if high is None else high}"
    )


def _text(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "date":
        return "a date"
    pattern = str(schema.get("pattern", ""))
    if schema.get("format") == "time" or pattern.startswith(r"^\d\d:"):
        return "a time"
    return {r"^-?\d+(\.\d+)?$": "an exact number", r"^-?\d+/\d+$": "a fraction"}.get(pattern, "a text")


def _object(schema: Mapping[str, Any]) -> str:
    if "properties" in schema:
        return "an object (" + ", ".join(f"`{name}`" for name in schema["properties"]) + ")"
    inner = schema.get("additionalProperties")
    return f"a table, each value {_kind(inner)}" if isinstance(inner, Mapping) else "a table"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
