from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "selaras.closing"
    label = "closing"

    def ready(self) -> None:
        from selaras.closing.carrying import CLOSING
        from selaras.jobs.kinds import register

        register(CLOSING)
