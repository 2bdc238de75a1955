from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "selaras.monitoring"
    label = "monitoring"
