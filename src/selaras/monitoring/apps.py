from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "selaras.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from selaras.intake.kinds import follow
        from selaras.monitoring.arriving import register_origin
        from selaras.monitoring.counting import CountedServices
        from selaras.monitoring.services import keep_in_step

        register_origin(CountedServices())
        follow("service_counts", keep_in_step)
