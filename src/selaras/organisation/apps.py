from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "selaras.organisation"
    label = "organisation"
