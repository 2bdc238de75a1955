"""The closed list of permissions. Each has one line in `table.ALLOWED`."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What one may be allowed to do. The value is stored nowhere; it is printed in the reference."""

    # organisation
    VIEW_EMPLOYEE = "view_employee"
    VIEW_UNITS = "view_units"
    IMPORT_STAFF = "import_staff"
    REPORT_WRONG_SUPERIOR = "report_wrong_superior"
    DECIDE_SUPERIOR = "decide_superior"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_DELEGATIONS = "manage_delegations"
    CHOOSE_RULE_OPTION = "choose_rule_option"
    READ_AUDIT = "read_audit"
    # indicators
    VIEW_INDICATORS = "view_indicators"
    PROPOSE_INDICATOR = "propose_indicator"
    SETTLE_INDICATOR = "settle_indicator"
    DOUBT_INDICATOR = "doubt_indicator"
    # intake
    RUN_FEEDS = "run_feeds"
    # planning
    VIEW_GOALS = "view_goals"
    MANAGE_GOALS = "manage_goals"
    VIEW_SKP = "view_skp"
    EDIT_SKP = "edit_skp"
    SUBMIT_SKP = "submit_skp"
    AGREE_SKP = "agree_skp"
    COMMENT_SKP = "comment_skp"
    PROPOSE_TARGET = "propose_target"
    NAME_MISSING_PLANS = "name_missing_plans"
    ANSWER_NEED = "answer_need"
    ACKNOWLEDGE_CRITERIA = "acknowledge_criteria"
    EDIT_MATRIX = "edit_matrix"
    OFFER_ROLE = "offer_role"
    ANSWER_OFFER = "answer_offer"
    KNOW_BORROWING = "know_borrowing"
    # monitoring
    VIEW_PROGRESS = "view_progress"
    RECORD_PROGRESS = "record_progress"
    CHOOSE_FOCUS = "choose_focus"
    ENTER_FOR = "enter_for"
    CONFIRM_ENTRY = "confirm_entry"
    ISSUE_CONFIRMATION_CODES = "issue_confirmation_codes"
    GIVE_FEEDBACK = "give_feedback"
    REPLY_TO_FEEDBACK = "reply_to_feedback"
    HOLD_DIALOGUE = "hold_dialogue"
    CONFIRM_DIALOGUE = "confirm_dialogue"
    WARN_EARLY = "warn_early"
    ASK_FOR_FEEDBACK = "ask_for_feedback"
    PLAN_ACTION = "plan_action"
    PLAN_PRACTICE = "plan_practice"
    OBSERVE_PRACTICE = "observe_practice"
    VIEW_COACHING = "view_coaching"
    LEAD_COACHING = "lead_coaching"
    REPLY_TO_COACHING = "reply_to_coaching"
    READ_COACHING_REPLY = "read_coaching_reply"
    # discipline
    VIEW_ATTENDANCE = "view_attendance"
    CORRECT_ATTENDANCE = "correct_attendance"
    DECIDE_ATTENDANCE = "decide_attendance"
    # surveys
    VIEW_SURVEYS = "view_surveys"
    MANAGE_SURVEYS = "manage_surveys"
    ENTER_SURVEY_SHEETS = "enter_survey_sheets"
    READ_REMARKS = "read_remarks"
    # evaluation
    VIEW_EVALUATION = "view_evaluation"
    RATE_EVALUATION = "rate_evaluation"
    FINALISE_EVALUATION = "finalise_evaluation"
    ADD_OWN_VIEW = "add_own_view"
    ACKNOWLEDGE_RESULT = "acknowledge_result"
    OBJECT_TO_RESULT = "object_to_result"
    EXPLAIN_OBJECTION = "explain_objection"
    DECIDE_OBJECTION = "decide_objection"
    VIEW_ORGANISATION_RESULTS = "view_organisation_results"
    SET_ORGANISATION_PREDIKAT = "set_organisation_predikat"
    EXPORT_RESULTS = "export_results"
