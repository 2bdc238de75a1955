from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "selaras.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from selaras.evaluation.services.outages import extend_after_outages
        from selaras.organisation.outages import follow_outages

        follow_outages(extend_after_outages)
