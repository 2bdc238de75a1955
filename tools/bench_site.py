"""The inside of the measurement: picks people of the load set, signs them in, counts the queries of each page.

Runs as its own process against the database of DATABASE_URL and prints one JSON object; `tools.bench` reads it.
The database is thrown away afterwards, so plans may be set back to draft and passwords to a known one.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count, QuerySet  # noqa: E402
from django.forms import FileField  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from selaras.authorization import Role  # noqa: E402
from selaras.core.scoping import agency_scope  # noqa: E402
from selaras.evaluation.models import Evaluation  # noqa: E402
from selaras.organisation.models import Agency, Employee, RoleAssignment  # noqa: E402
from selaras.planning.models import Skp  # noqa: E402

if TYPE_CHECKING:
    from selaras.accounts.models import Account

SIGN_INS = 400
SUBMISSIONS = 3000
UPLOADS = 400
PASSWORD = "kata-sandi-ukur-2026"  # noqa: S105
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def cookies_of(account: Account) -> dict[str, str]:
    """A session of this account, as a browser would hold it."""
    client = Client()
    client.force_login(account, backend=BACKEND)
    return {"sessionid": client.cookies["sessionid"].value}


def page(name: str, path: str, account: Account | None) -> dict[str, Any]:
    """One page to measure, with the number of its queries and its bytes before compression."""
    client = Client(HTTP_HOST="localhost")
    if account:
        client.force_login(account, backend=BACKEND)
    client.get(path)  # the first visit of a session may write things that later ones do not
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    return {
        "name": name,
        "path": path,
        "status": response.status_code,
        "queries": len(queries),
        "bytes": len(response.content),
        "cookies": cookies_of(account) if account else {},
    }


def biggest_agency() -> Agency:
    counts = {}
    for agency in Agency.objects.all():
        with agency_scope(agency.pk):
            counts[agency] = Employee.objects.filter(account__isnull=False).count()
    return max(counts, key=lambda agency: counts[agency])


def account_of(employee: Employee) -> Account:
    account = employee.account
    if account is None:
        raise SystemExit(f"{employee} of the load set has no account")
    return account


def pages() -> list[dict[str, Any]]:
    """The pages that the benchmark names."""
    leader = leader_of_about(25)
    skp = own_plans().filter(employee__roles=None, employee__rated_employees=None).order_by("pk")[0]
    evaluation = Evaluation.objects.filter(skp=skp).order_by("-pk")[0]
    admin = (
        RoleAssignment.objects.filter(role=Role.CITY_ADMIN.value)
        .select_related("employee__account")[0]
        .employee
    )
    employee = account_of(skp.employee)
    return [
        page("Sign-in form", reverse("account_login"), None),
        page("Home, employee", reverse("web:home"), employee),
        page(
            f"Home, pejabat penilai of {leader.rated_employees.count()}",
            reverse("web:home"),
            account_of(leader),
        ),
        page("Home, city admin", reverse("web:home"), account_of(admin)),
        page("SKP", reverse("planning:detail", args=[skp.pk]), employee),
        page("Evaluation", reverse("evaluation:detail", args=[evaluation.pk]), employee),
        page("Employee list", reverse("organisation:employees"), account_of(admin)),
    ]


def leader_of_about(number: int) -> Employee:
    """The pejabat penilai whose number of people is nearest to this."""
    leaders = Employee.objects.filter(account__isnull=False).select_related("account")
    counted = list(leaders.annotate(people=Count("rated_employees")).filter(people__gt=0).order_by("pk"))
    return min(counted, key=lambda leader: abs(leader.people - number))


def sign_ins() -> list[dict[str, Any]]:
    """Accounts with a known password."""
    people = Employee.objects.filter(account__isnull=False, roles__isnull=True).select_related("account")
    rows = []
    for employee in people.order_by("pk")[:SIGN_INS]:
        account = account_of(employee)
        account.set_password(PASSWORD)
        account.save()
        rows.append({"login": account.get_username(), "password": PASSWORD})
    return rows


def submissions() -> list[dict[str, Any]]:
    """Plans that are drafts again, each with a session of its owner and the path that hands it in."""
    plans = list(own_plans().order_by("-pk")[: min(SUBMISSIONS, own_plans().count() // 2)])
    table = connection.ops.quote_name(Skp._meta.db_table)
    key = Skp._meta.pk
    with connection.cursor() as cursor:  # behind the back of the audit trail, which allows no such change
        for plan in plans:
            cursor.execute(
                f"UPDATE {table} SET status = 'draft' WHERE id = %s",  # noqa: S608
                [key.get_db_prep_value(plan.pk, connection)],
            )
    return [
        {
            "path": reverse("planning:submit", args=[plan.pk]),
            "cookies": cookies_of(account_of(plan.employee)),
            "fields": {},
        }
        for plan in plans
    ]


def uploads() -> list[dict[str, Any]]:
    """Places where evidence can be handed in, with the fields of the form filled."""
    return [
        {
            "path": path,
            "cookies": cookies_of(account),
            "fields": {"form_key": str(uuid.uuid4()), **filled(path, account)},
        }
        for plan in own_plans().order_by("pk")[: min(UPLOADS, own_plans().count() // 2)]
        for path, account in [(reverse("monitoring:evidence_add", args=[plan.pk]), account_of(plan.employee))]
    ]


def own_plans() -> QuerySet[Skp]:
    """The agreed plans of the running year whose owners can sign in."""
    year = Skp.objects.order_by("-year").values_list("year", flat=True)[0]
    plans = Skp.objects.filter(year=year, status="agreed", employee__account__isnull=False)
    return plans.exclude(pejabat_penilai=None).select_related("employee__account")


def filled(path: str, account: Account) -> dict[str, Any]:
    """What a person would send from the form of this page, its file aside."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(account, backend=BACKEND)
    form = client.get(path).context["form"]
    values: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        choices = [key for key, _label in flat(getattr(field, "choices", ())) if key not in ("", None)]
        if value in (None, [], "") and choices:
            value = choices[0]
        if value in (None, [], "") and field.required:
            value = "Bukti untuk pengukuran"
        if value not in (None, [], "") and not isinstance(field, FileField):
            values[name] = str(value)
    return values


def flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def main(_words: Sequence[str]) -> int:
    setup_test_environment()  # so that a page tells with which form it was drawn
    agency = biggest_agency()
    with agency_scope(agency.pk):
        site = {
            "people": Employee.objects.count(),
            "sign_ins": sign_ins(),  # first: a new password ends the sessions of its account
            "pages": pages(),
            "uploads": uploads(),
            "submissions": submissions(),
        }
    print(json.dumps(site))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
