from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "selaras.exchange"
    label = "exchange"
