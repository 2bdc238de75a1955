from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    name = "selaras.consequences"
    label = "consequences"

    def ready(self) -> None:
        from selaras.consequences.counting import TPP_COUNT
        from selaras.consequences.openings_feed import CreditOpenings
        from selaras.intake.kinds import register as register_feed
        from selaras.jobs.kinds import register

        register(TPP_COUNT)
        register_feed(CreditOpenings)
