"""Rules of the house about tables: every one has an owner, every field a line about personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from selaras.core.models import AppendOnlyManager
from selaras.core.owned import AgencyManager

SOURCE = Path(__file__).parents[2] / "src"

# Tables that belong to no single agency, each with its reason.
SHARED = {
    "Agency": "is the agency",
    "Account": "is found before one knows the agency",
    "Heartbeat": "is of the installation",
    "Notice": "is asked for by recipient, whose key is unique everywhere",
    "SentForm": "is asked for by the key of the form",
}


def own_models() -> Iterable[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("selaras.")]


def test_every_table_is_scoped_or_shared_for_a_reason() -> None:
    unscoped = {
        model.__name__
        for model in own_models()
        if not isinstance(model._default_manager, AgencyManager | AppendOnlyManager)
    }
    assert unscoped == set(SHARED)


def test_every_field_is_personal_or_harmless() -> None:
    wrong: dict[str, str] = {}
    for model in own_models():
        declared = set(getattr(model, "PERSONAL", {})) | set(getattr(model, "HARMLESS", ()))
        fields = {field.name for field in model._meta.concrete_fields}
        if declared != fields:
            wrong[model.__name__] = f"undeclared: {fields - declared}, unknown: {declared - fields}"
    assert not wrong


def test_the_paths_to_people_lead_somewhere() -> None:
    lost: dict[str, str] = {}
    for model in own_models():
        for path in getattr(model, "AUTHORIZATION", {}).values():
            try:
                walk(model, path)
            except (FieldDoesNotExist, AttributeError) as error:
                lost[f"{model.__name__}: {path}"] = str(error)
    assert not lost


def walk(model: type[models.Model], path: str) -> None:
    """Follow a path from table to table. Raises what Django raises where it breaks off."""
    field: object = model
    for name in path.split("__"):
        found = field._meta.get_field(name.removesuffix("_id")) if name != "id" else field._meta.pk  # type: ignore[attr-defined]
        field = getattr(found, "related_model", None) or found


def test_the_scope_is_left_in_known_places_only() -> None:
    calls = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "across_agencies(" in path.read_text(encoding="utf-8") and "/tests/" not in str(path)
    }
    assert calls <= {
        "selaras/core/scoping.py",
        "selaras/accounts/selectors.py",
        "selaras/operations/audit.py",
        "selaras/organisation/actors.py",
        "selaras/evaluation/verification.py",
        "selaras/consequences/verification.py",
        "selaras/papers/signatures.py",
        "selaras/papers/organisation.py",
        "selaras/intake/services/sources.py",
        "selaras/demonstration/loading.py",
        "selaras/surveys/selectors.py",
    }, calls


def test_only_the_clock_reads_the_time() -> None:
    forbidden = re.compile(r"\b(date\.today\(|datetime\.now\(|timezone\.now\(|time\.time\()")
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if forbidden.search(path.read_text(encoding="utf-8"))
        and path.name != "clock.py"
        and "/tests/" not in str(path)
    ]
    assert found == []
