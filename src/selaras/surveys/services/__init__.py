"""Use cases of surveys."""

from selaras.surveys.services.answering import enter_paper_sheet, submit_answers
from selaras.surveys.services.importing import keep_sums
from selaras.surveys.services.periods import SurveyValues, change_survey, open_survey

__all__ = ["SurveyValues", "change_survey", "enter_paper_sheet", "keep_sums", "open_survey", "submit_answers"]
