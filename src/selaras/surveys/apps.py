from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "selaras.surveys"
    label = "surveys"

    def ready(self) -> None:
        from selaras.intake.kinds import follow, register
        from selaras.surveys.imported import SurveySheets
        from selaras.surveys.services import keep_sums

        register(SurveySheets)
        follow(SurveySheets.code, keep_sums)
