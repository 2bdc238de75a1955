from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    name = "selaras.consequences"
    label = "consequences"

    def ready(self) -> None:
        from selaras.consequences.openings_feed import CreditOpenings
        from selaras.intake.kinds import register

        register(CreditOpenings)
