from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "selaras.evaluation"
    label = "evaluation"
