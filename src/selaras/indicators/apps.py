from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "selaras.indicators"
    label = "indicators"
