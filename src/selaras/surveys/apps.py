from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "selaras.surveys"
    label = "surveys"
