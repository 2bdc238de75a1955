"""Who may do what: one table that an auditor can read aloud, and one of what never goes together."""

from __future__ import annotations

from collections.abc import Mapping

from selaras.authorization.permissions import Permission
from selaras.authorization.relations import (
    ATASAN_PEJABAT_PENILAI,
    CASE_CLERK,
    CITY_ADMIN,
    COLLEAGUE,
    EXAMINER,
    INSPECTOR,
    OPD_ADMIN,
    OVERSEER,
    PEJABAT_PENILAI,
    PERSONNEL_OFFICER,
    PUNISHING_OFFICIAL,
    REGIONAL_HEAD,
    SELF,
    UNIT_TEAM,
    Relation,
)

LINE = (PEJABAT_PENILAI, ATASAN_PEJABAT_PENILAI)
ADMINS = (OPD_ADMIN, CITY_ADMIN)
READERS = (SELF, *LINE, *ADMINS, INSPECTOR)

ALLOWED: Mapping[Permission, tuple[Relation, ...]] = {
    Permission.VIEW_EMPLOYEE: (*READERS, REGIONAL_HEAD),
    Permission.VIEW_UNITS: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.IMPORT_STAFF: (CITY_ADMIN,),
    Permission.REPORT_WRONG_SUPERIOR: (SELF,),
    Permission.DECIDE_SUPERIOR: ADMINS,
    Permission.MANAGE_ACCOUNTS: ADMINS,
    Permission.MANAGE_DELEGATIONS: ADMINS,
    Permission.CHOOSE_RULE_OPTION: (CITY_ADMIN,),
    Permission.RECORD_OUTAGE: (CITY_ADMIN,),
    Permission.CHANGE_LOOK: (CITY_ADMIN,),
    Permission.READ_AUDIT: (INSPECTOR, CITY_ADMIN),
    Permission.VIEW_INDICATORS: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.PROPOSE_INDICATOR: ADMINS,
    Permission.SETTLE_INDICATOR: (CITY_ADMIN,),
    Permission.DOUBT_INDICATOR: (COLLEAGUE,),
    Permission.RUN_FEEDS: ADMINS,
    # Long work about everybody's data: archives of documents, the closing of a year.
    Permission.RUN_JOBS: ADMINS,
    Permission.VIEW_GOALS: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.MANAGE_GOALS: ADMINS,
    Permission.VIEW_SKP: READERS,
    Permission.EDIT_SKP: (SELF,),
    Permission.SUBMIT_SKP: (SELF,),
    Permission.AGREE_SKP: (PEJABAT_PENILAI,),
    Permission.COMMENT_SKP: (SELF, *LINE),
    Permission.PROPOSE_TARGET: (SELF, PEJABAT_PENILAI),
    # Who has no plan yet: numbers for everybody, names for those in charge of the people.
    Permission.NAME_MISSING_PLANS: (*LINE, *ADMINS),
    Permission.ANSWER_NEED: (PEJABAT_PENILAI,),
    Permission.ACKNOWLEDGE_CRITERIA: (SELF,),
    Permission.EDIT_MATRIX: (SELF,),
    Permission.OFFER_ROLE: (SELF,),
    Permission.ANSWER_OFFER: (PEJABAT_PENILAI,),
    Permission.KNOW_BORROWING: (PEJABAT_PENILAI,),
    Permission.VIEW_PROGRESS: READERS,
    Permission.RECORD_PROGRESS: (SELF,),
    Permission.NAME_COMPANION: (SELF, PEJABAT_PENILAI, OPD_ADMIN),
    # What somebody wants to look at this week is nobody else's business.
    Permission.CHOOSE_FOCUS: (SELF,),
    # Helpers type for those without a phone; the owner confirms. Who rates does not write what is rated.
    Permission.ENTER_FOR: (UNIT_TEAM, OPD_ADMIN),
    Permission.CONFIRM_ENTRY: (SELF,),
    Permission.ISSUE_CONFIRMATION_CODES: (SELF, *ADMINS),
    # A second person looks at what somebody tells of their own work.
    Permission.CHECK_PROCESS_CHANGE: (PEJABAT_PENILAI,),
    Permission.GIVE_FEEDBACK: (COLLEAGUE,),
    Permission.REPLY_TO_FEEDBACK: (SELF,),
    Permission.HOLD_DIALOGUE: (SELF, PEJABAT_PENILAI),
    Permission.CONFIRM_DIALOGUE: (SELF, PEJABAT_PENILAI),
    Permission.WARN_EARLY: (PEJABAT_PENILAI,),
    Permission.ASK_FOR_FEEDBACK: (SELF,),
    Permission.PLAN_ACTION: (SELF, PEJABAT_PENILAI),
    Permission.PLAN_PRACTICE: (SELF,),
    Permission.OBSERVE_PRACTICE: (PEJABAT_PENILAI,),
    Permission.VIEW_ATTENDANCE: READERS,
    Permission.CORRECT_ATTENDANCE: (SELF,),
    Permission.DECIDE_ATTENDANCE: LINE,
    # The admin of an OPD for its own units, the city admin for all.
    Permission.MANAGE_HOLIDAYS: ADMINS,
    # The superior who learns of it has to act (PP 94/2021 Pasal 26 and 28); nobody else opens a case.
    Permission.OPEN_CASE: LINE,
    # Secret files (Peraturan BKN 6/2022 Pasal 57): whom the case names, neither admins nor the inspector.
    Permission.VIEW_CASE: (
        SELF,
        EXAMINER,
        OVERSEER,
        PERSONNEL_OFFICER,
        CASE_CLERK,
        PUNISHING_OFFICIAL,
    ),
    Permission.KEEP_CASE: (EXAMINER, CASE_CLERK, PUNISHING_OFFICIAL),
    Permission.EXAMINE_CASE: (EXAMINER,),
    Permission.DECIDE_CASE: (PUNISHING_OFFICIAL,),
    Permission.ANSWER_CASE: (SELF,),
    # The person sees the own count before anybody acts on it.
    Permission.VIEW_ABSENCE_YEAR: (SELF, *LINE),
    Permission.VIEW_SURVEYS: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.MANAGE_SURVEYS: ADMINS,
    Permission.ENTER_SURVEY_SHEETS: (UNIT_TEAM, *ADMINS),
    # Comments may name somebody: for the team they are about, and those in charge.
    Permission.READ_REMARKS: (UNIT_TEAM, *ADMINS, INSPECTOR),
    # Themes in numbers are everybody's; words of the public are for the team they are about, and those in charge.
    Permission.VIEW_LISTENING: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.READ_PUBLIC_INPUT: (UNIT_TEAM, *ADMINS, INSPECTOR),
    Permission.SORT_PUBLIC_INPUT: ADMINS,
    Permission.ANSWER_THEME: ADMINS,
    Permission.MANAGE_THEMES: ADMINS,
    Permission.SEND_ON_COMPLAINT: (*ADMINS, INSPECTOR),
    # What was set apart because it is about one officer: nobody who rates, leads or works beside that person (K-33).
    Permission.READ_COMPLAINT: (CITY_ADMIN, INSPECTOR),
    Permission.NAME_REFERRAL_OFFICE: (CITY_ADMIN,),
    # Neither admins nor the inspector: what is said in coaching and counselling stays between three people (P-13).
    Permission.VIEW_COACHING: (SELF, *LINE),
    Permission.LEAD_COACHING: (PEJABAT_PENILAI,),
    Permission.REPLY_TO_COACHING: (SELF,),
    # Form B.1.8 is handed to the superior of the coach, not to the coach.
    Permission.READ_COACHING_REPLY: (SELF, ATASAN_PEJABAT_PENILAI),
    Permission.VIEW_EVALUATION: READERS,
    Permission.RATE_EVALUATION: (PEJABAT_PENILAI,),
    Permission.FINALISE_EVALUATION: (PEJABAT_PENILAI,),
    Permission.ADD_OWN_VIEW: (SELF,),
    Permission.ACKNOWLEDGE_RESULT: (SELF,),
    Permission.OBJECT_TO_RESULT: (SELF,),
    Permission.EXPLAIN_OBJECTION: (PEJABAT_PENILAI,),
    Permission.ADD_OBJECTION_FILE: (SELF, PEJABAT_PENILAI),
    # After the window only the PyB opens again; here the head of the region, never as the pejabat penilai concerned.
    Permission.REOPEN_OBJECTION: (REGIONAL_HEAD,),
    Permission.DECIDE_OBJECTION: (ATASAN_PEJABAT_PENILAI,),
    Permission.VIEW_ORGANISATION_RESULTS: (*ADMINS, INSPECTOR, REGIONAL_HEAD),
    # Why an organisation has its predikat is everybody's who works there; how its people spread is not.
    Permission.EXPLAIN_ORGANISATION: (COLLEAGUE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    # The paper says what the regional head decided; admins print it for the signature.
    Permission.ISSUE_ORGANISATION_PAPER: (REGIONAL_HEAD, *ADMINS),
    # Everybody signs in the own name only; a scan shows the signatures of others.
    Permission.SIGN_PAPER: (SELF, *LINE),
    Permission.ATTACH_SCAN: (SELF, *LINE, *ADMINS),
    # Closing counts and lists; it decides nobody's result.
    Permission.CLOSE_YEAR: ADMINS,
    # Nobody's box is anybody else's to see but the personnel office's, which looks after what is offered (P-12).
    Permission.VIEW_TALENT: (SELF, CITY_ADMIN),
    Permission.SET_ORGANISATION_PREDIKAT: (REGIONAL_HEAD,),
    # Planning, personnel and oversight may recommend (SE MenPANRB 3/2023); nobody is bound by it.
    Permission.RECOMMEND_ORGANISATION_PREDIKAT: (CITY_ADMIN, INSPECTOR),
    Permission.EXPORT_RESULTS: ADMINS,
    # Relatives do not judge each other; either of the two says so, or who keeps the staff records.
    Permission.DECLARE_KINSHIP: (SELF, *LINE, *ADMINS),
    Permission.END_KINSHIP: ADMINS,
    Permission.MANAGE_PERIODS: (CITY_ADMIN,),
    Permission.VIEW_READINESS: (*ADMINS, INSPECTOR, REGIONAL_HEAD),
    Permission.ADMIT_LATE: ADMINS,
    # A few reasons a period, read without names; it changes no result.
    Permission.REVIEW_REASONS: (CITY_ADMIN,),
    # A law that reaches back: seen by who watches over results, put in force by the PyB, here the head of the region.
    Permission.VIEW_CHANGED_LAW: (CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.APPLY_CHANGED_LAW: (REGIONAL_HEAD,),
    # Who holds the meeting prepares and records it; ratings are changed by their pejabat penilai alone.
    Permission.VIEW_CALIBRATION: (*ADMINS, INSPECTOR, REGIONAL_HEAD),
    Permission.HOLD_CALIBRATION: ADMINS,
    Permission.JOIN_CALIBRATION: (PEJABAT_PENILAI,),
    Permission.VIEW_ANGKA_KREDIT: READERS,
    Permission.RECORD_ANGKA_KREDIT: ADMINS,
    Permission.PROPOSE_PAK: (SELF, PEJABAT_PENILAI, *ADMINS),
    # The pejabat penilai determines it (Peraturan BKN 3/2023 Pasal 12); offices only type what documents say.
    Permission.DECIDE_PAK: (PEJABAT_PENILAI,),
    # Not the superior: who rates need not know what follows in the pay.
    Permission.VIEW_TPP: (SELF, *ADMINS, INSPECTOR),
    Permission.LIST_TPP: (*ADMINS, INSPECTOR),
    Permission.MANAGE_TPP: (CITY_ADMIN,),
    # As with coaching: what is said about a cause stays between three people (P-13).
    Permission.VIEW_SHORTFALL: (SELF, *LINE),
    Permission.LEAD_SHORTFALL: (PEJABAT_PENILAI,),
    Permission.ANSWER_SHORTFALL: (SELF,),
    # The ladder of PP 30/2019: opened by the personnel office, each part decided by whose it is.
    Permission.VIEW_MISSED_TARGET: (SELF, *LINE, CITY_ADMIN, INSPECTOR, REGIONAL_HEAD),
    Permission.OPEN_MISSED_TARGET: (CITY_ADMIN,),
    Permission.DECIDE_IMPROVEMENT: (PEJABAT_PENILAI,),
    Permission.DECIDE_PLACEMENT: (REGIONAL_HEAD,),
}

# Nobody decides on their own data, whatever else they are. These lines win over the table above.
FORBIDDEN: Mapping[Permission, tuple[Relation, ...]] = {
    Permission.AGREE_SKP: (SELF,),
    Permission.ANSWER_NEED: (SELF,),
    Permission.WARN_EARLY: (SELF,),
    Permission.ENTER_FOR: (SELF, PEJABAT_PENILAI, ATASAN_PEJABAT_PENILAI),
    Permission.OBSERVE_PRACTICE: (SELF,),
    Permission.LEAD_COACHING: (SELF,),
    Permission.CHECK_PROCESS_CHANGE: (SELF,),
    Permission.GIVE_FEEDBACK: (SELF,),
    Permission.DECIDE_ATTENDANCE: (SELF,),
    Permission.OPEN_CASE: (SELF,),
    Permission.KEEP_CASE: (SELF,),
    Permission.EXAMINE_CASE: (SELF,),
    Permission.DECIDE_CASE: (SELF,),
    Permission.RATE_EVALUATION: (SELF,),
    Permission.FINALISE_EVALUATION: (SELF,),
    Permission.JOIN_CALIBRATION: (SELF,),
    Permission.ADMIT_LATE: (SELF,),
    Permission.APPLY_CHANGED_LAW: (SELF,),
    Permission.REVIEW_REASONS: (SELF, PEJABAT_PENILAI),
    Permission.END_KINSHIP: (SELF, PEJABAT_PENILAI),
    Permission.EXPLAIN_OBJECTION: (SELF,),
    Permission.DECIDE_OBJECTION: (SELF, PEJABAT_PENILAI),
    Permission.REOPEN_OBJECTION: (SELF, PEJABAT_PENILAI),
    Permission.DECIDE_SUPERIOR: (SELF,),
    Permission.RECORD_ANGKA_KREDIT: (SELF,),
    Permission.DECIDE_PAK: (SELF,),
    Permission.LEAD_SHORTFALL: (SELF,),
    Permission.OPEN_MISSED_TARGET: (SELF,),
    Permission.DECIDE_IMPROVEMENT: (SELF,),
    Permission.DECIDE_PLACEMENT: (SELF,),
}
