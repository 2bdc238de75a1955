"""Questions about logins."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from selaras.accounts.models import Account
from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import Employee, Unit


def accounts_managed_by(by: Actor, *, search: str = "", waiting_only: bool = False) -> QuerySet[Employee]:
    """The people whose logins this admin looks after, with their accounts."""
    rows = visible(by, Permission.MANAGE_ACCOUNTS, Employee.objects.exclude(nip=""))
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(nip__startswith=search))
    if waiting_only:
        rows = rows.filter(Q(account=None) | Q(account__activated_at=None))
    return rows.select_related("account", "unit", "position").order_by("name", "id")


def employee_managed_by(by: Actor, employee_id: UUID) -> Employee:
    """One of them. Raises `NotFound`."""
    found = accounts_managed_by(by).filter(pk=employee_id).first()
    if found is None:
        raise NotFound()
    return found


def units_with_waiting_accounts(by: Actor) -> list[tuple[Unit, int]]:
    """OPDs and how many people there have not activated yet."""
    counts: dict[UUID, int] = {}
    for opd_id in (
        accounts_managed_by(by, waiting_only=True).order_by().values_list("unit__opd_id", flat=True)
    ):
        if opd_id is not None:
            counts[opd_id] = counts.get(opd_id, 0) + 1
    units = Unit.objects.in_bulk(list(counts))
    return sorted(
        ((units[key], count) for key, count in counts.items() if key in units), key=lambda row: row[0].name
    )


def waiting_in_opd(by: Actor, opd_id: UUID) -> list[Employee]:
    """The people of an OPD who need a code, unit by unit, as the strips are handed out."""
    rows = accounts_managed_by(by, waiting_only=True).filter(unit__opd_id=opd_id)
    return list(rows.order_by("unit__name", "unit_id", "name", "id"))


def demonstration_accounts() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """For each demonstration city: (username, name, task) of one person per role. Demonstration mode only."""
    from selaras.core.scoping import across_agencies

    with across_agencies("the sign-in page of a demonstration shows people of all demonstration cities"):
        accounts = Account.objects.filter(agency__is_demo=True, employee__demo_label__gt="")
        rows = accounts.order_by("agency__name", "employee__demo_order").values_list(
            "agency__name", "username", "employee__name", "employee__demo_label"
        )
        cities: dict[str, list[tuple[str, str, str]]] = {}
        for city, username, name, label in rows:
            cities.setdefault(city, []).append((username, name, label))
    return list(cities.items())
