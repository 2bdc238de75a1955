from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "selaras.intake"
    label = "intake"

    def ready(self) -> None:
        from selaras.intake.kinds import register
        from selaras.intake.service_counts import ServiceCounts

        register(ServiceCounts)
