from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "selaras.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from selaras.intake.kinds import follow
        from selaras.monitoring.services import keep_in_step

        follow("service_counts", keep_in_step)
