from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "selaras.closing"
    label = "closing"

    def ready(self) -> None:
        from selaras.closing.carrying import CLOSING
        from selaras.closing.potential import PotentialScores
        from selaras.intake.kinds import register as register_feed
        from selaras.jobs.kinds import register

        register(CLOSING)
        register_feed(PotentialScores)
