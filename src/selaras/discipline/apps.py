from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "selaras.discipline"
    label = "discipline"

    def ready(self) -> None:
        from selaras.discipline.feeds import KINDS
        from selaras.intake.kinds import register

        for kind in KINDS:
            register(kind)
