from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "selaras.listening"
    label = "listening"

    def ready(self) -> None:
        from selaras.intake.kinds import follow, register
        from selaras.listening.indices import SatisfactionIndices
        from selaras.listening.reports import PublicReports
        from selaras.listening.services import keep_in_step
        from selaras.monitoring.arriving import register_origin

        register(PublicReports)
        register_origin(SatisfactionIndices())
        follow(PublicReports.code, keep_in_step)
