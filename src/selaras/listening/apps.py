from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "selaras.listening"
    label = "listening"

    def ready(self) -> None:
        from selaras.intake.kinds import follow, register
        from selaras.listening.reports import PublicReports
        from selaras.listening.services import keep_in_step

        register(PublicReports)
        follow(PublicReports.code, keep_in_step)
