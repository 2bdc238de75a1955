from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "selaras.papers"
    label = "papers"

    def ready(self) -> None:
        from selaras.jobs.kinds import register
        from selaras.papers.archive import ARCHIVE

        register(ARCHIVE)
