"""Logins: codes for the first sign-in, activation, reset by the admin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from selaras.accounts import codes, events
from selaras.accounts.models import Account
from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import Entry, recording, recording_many
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.scoping import agency_scope
from selaras.organisation.models import Employee


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """One strip of a code sheet; the code is not kept anywhere else."""

    employee: Employee
    username: str
    code: str


WRONG_CODE = _("NIP atau kode aktivasi tidak cocok, atau kode sudah lewat masa berlakunya.")


def issue_codes(employees: Sequence[Employee], *, by: Actor) -> list[IssuedCode]:
    """New activation codes for people who have not activated yet; others in the list are left alone."""
    for employee in employees:
        require(by, Permission.MANAGE_ACCOUNTS, employee)
    with recording_many(events.CODES_ISSUED, by=by) as entries:
        issued = list(_issue(employee for employee in employees if _may_be_issued(employee)))
        entries.extend(_entry(strip.employee) for strip in issued)
    return issued


def reset_access(employee: Employee, *, by: Actor, reason: str) -> IssuedCode:
    """A lost phone or password: everything that signs in is withdrawn and a new code handed over (C-22)."""
    require(by, Permission.MANAGE_ACCOUNTS, employee)
    if employee.pk == by.employee_id:
        raise StepNotPossible(_("Akses Anda sendiri diatur ulang oleh admin lain, bukan oleh Anda."))
    with recording(events.RESET, by=by, about=employee, because=reason):
        account = employee.account
        if account is not None:
            Authenticator.objects.filter(user=account).delete()
            end_sessions(account)
            account.set_unusable_password()
            account.activated_at = None
            account.save(update_fields=["password", "activated_at"])
        (strip,) = _issue([employee])
    return strip


def activate(username: str, code: str, password: str) -> Account:
    """The owner sets the password with the code. Raises `InvalidInput`, the same for every wrong pair."""
    account = Account.objects.select_related("agency").filter(username=username.strip()).first()
    if account is None or account.agency is None or not _code_holds(account, code):
        raise InvalidInput(WRONG_CODE, fields={"code": WRONG_CODE})
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidInput(fields={"password": " ".join(error.messages)}) from error
    with agency_scope(account.agency.pk):
        employee = Employee.objects.get(account=account)
        with recording(events.ACTIVATED, by=_Owner(account, employee), about=employee):
            account.set_password(password)
            account.activation_hash = ""
            account.activated_at = clock.now()
            account.save(update_fields=["password", "activation_hash", "activated_at"])
    return account


def end_sessions(account: Account) -> None:
    """Sign the account out everywhere."""
    for session in UserSession.objects.filter(user=account):
        session.end()


@dataclass(frozen=True, slots=True)
class _Owner:
    account: Account
    employee: Employee

    @property
    def account_id(self) -> UUID:
        return self.account.pk

    @property
    def employee_id(self) -> UUID:
        return self.employee.pk

    @property
    def name(self) -> str:
        return self.employee.full_name


def _code_holds(account: Account, code: str) -> bool:
    expires = account.activation_expires_at
    return expires is not None and expires > clock.now() and codes.matches(code, account.activation_hash)


def _may_be_issued(employee: Employee) -> bool:
    return bool(employee.nip) and (employee.account is None or employee.account.activated_at is None)


def _issue(employees: Iterable[Employee]) -> Iterator[IssuedCode]:
    expires = clock.now() + timedelta(days=codes.DAYS_VALID)
    with transaction.atomic():
        for employee in employees:
            account = employee.account or _new_account(employee)
            code = codes.new_code()
            account.activation_hash = codes.hash_of(code)
            account.activation_expires_at = expires
            account.save()
            yield IssuedCode(employee, account.username, codes.printed(code))


def _new_account(employee: Employee) -> Account:
    account = Account(agency_id=employee.agency_id, username=employee.nip, email=employee.email)
    account.set_unusable_password()
    account.save()
    employee.account = account
    employee.save(update_fields=["account"])
    return account


def _entry(employee: Employee) -> Entry:
    return Entry(employee.agency_id, employee.pk, "Employee", employee.pk, {"days_valid": codes.DAYS_VALID})
