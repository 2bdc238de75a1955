"""The login of a person. Shared by all agencies: it must be found before one knows which agency it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.keys import new_key


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; a person gets one with an activation code and no password."""

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **extra: Any
    ) -> Account:
        account = self.model(username=username, email=self.normalize_email(email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A login: NIP (or another name for officials without one), e-mail, password, activation code."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    username = models.CharField(_("NIP atau nama masuk"), max_length=40, unique=True)
    email = models.EmailField(_("Surel"), blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # First sign-in without e-mail: the code is printed once, kept as a hash, and ends by use or by date.
    activation_hash = models.CharField(max_length=128, blank=True)
    activation_expires_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "username": "NIP",
        "email": "address",
        "password": "hash",
        "activation_hash": "hash",
        "last_login": "behaviour",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "is_active", "created_at", "activation_expires_at", "activated_at"}
    )

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username

    # allauth and the middleware ask for these two; Selaras has its own table of rights and no Django admin.
    is_staff = False
    is_superuser = False
