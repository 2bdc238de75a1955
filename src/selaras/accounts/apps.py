from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "selaras.accounts"
    label = "accounts"
    default = True


class DevicesConfig(UserSessionsConfig):
    """allauth's list of sessions, with a sign-in that costs the same however many there are."""

    default = False

    def ready(self) -> None:
        super().ready()
        from allauth.account.signals import user_logged_in
        from allauth.usersessions.signals import on_user_logged_in

        from selaras.accounts.sessions import note_sign_in

        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(note_sign_in)
