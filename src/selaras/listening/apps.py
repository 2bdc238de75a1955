from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "selaras.listening"
    label = "listening"

    def ready(self) -> None:
        from selaras.intake.kinds import follow, register
        from selaras.listening.indices import SatisfactionIndices, follow_sheets
        from selaras.listening.reports import PublicReports
        from selaras.listening.services import keep_in_step, keep_remarks_in_step
        from selaras.monitoring.arriving import register_origin
        from selaras.surveys.imported import SurveySheets

        register(PublicReports)
        register_origin(SatisfactionIndices())
        # After the surveys themselves, which listen first.
        follow(SurveySheets.code, follow_sheets)
        follow(SurveySheets.code, keep_remarks_in_step)
        follow(PublicReports.code, keep_in_step)
