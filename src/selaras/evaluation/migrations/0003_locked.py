"""The databases themselves refuse to change a fixed result; only a decided objection may put its own result in force."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LOCKED = (
    "skp_id", "skp_version_id", "period", "is_annual", "status", "reason_hasil_kerja", "reason_perilaku_kerja",
    "notes", "recommendations", "distribution_reason", "finalised_by_id", "finalised_at", "code",
)  # fmt: skip
RESULT = ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")
LINES = ("evaluation_evaluatedrhk", "evaluation_evaluatedbehaviour")


def changed(columns: tuple[str, ...], differs: str) -> str:
    return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns) + ")"


NO_RULING = """NOT EXISTS (
    SELECT 1 FROM evaluation_objection ruling WHERE ruling.evaluation_id = OLD.id AND ruling.status = 'decided'
    AND ruling.decided_predikat = NEW.predikat AND ruling.decided_rating_hasil_kerja = NEW.rating_hasil_kerja
    AND ruling.decided_rating_perilaku_kerja = NEW.rating_perilaku_kerja)"""
FIXED = "EXISTS (SELECT 1 FROM evaluation_evaluation parent WHERE parent.id = NEW.evaluation_id AND parent.status = 'finalised')"

SQLITE = (
    f"""CREATE TRIGGER evaluation_locked BEFORE UPDATE ON evaluation_evaluation
    WHEN OLD.status = 'finalised' AND {changed(LOCKED, "IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'a fixed evaluation is locked'); END""",
    f"""CREATE TRIGGER evaluation_result_locked BEFORE UPDATE ON evaluation_evaluation
    WHEN OLD.status = 'finalised' AND {changed(RESULT, "IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'a fixed result is locked') WHERE {NO_RULING}; END""",
    *(
        f"""CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'a fixed evaluation is locked') WHERE {FIXED}; END"""
        for table in LINES
        for verb in ("UPDATE", "INSERT")
    ),
)
POSTGRESQL = (
    f"""CREATE FUNCTION selaras_evaluation_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.status = 'finalised' AND ({changed(LOCKED, "IS DISTINCT FROM")}
            OR ({changed(RESULT, "IS DISTINCT FROM")} AND {NO_RULING})) THEN
            RAISE EXCEPTION 'a fixed evaluation is locked' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION selaras_evaluation_line_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {FIXED} THEN
            RAISE EXCEPTION 'a fixed evaluation is locked' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER evaluation_locked BEFORE UPDATE ON evaluation_evaluation
    FOR EACH ROW EXECUTE FUNCTION selaras_evaluation_locked()""",
    *(
        f"""CREATE TRIGGER {table}_locked BEFORE UPDATE OR INSERT ON {table}
        FOR EACH ROW EXECUTE FUNCTION selaras_evaluation_line_locked()"""
        for table in LINES
    ),
)


def add_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    statements = SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        editor.execute(statement, params=None)


def drop_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        names = ["evaluation_locked", "evaluation_result_locked"]
        names += [f"{table}_no_{verb}" for table in LINES for verb in ("UPDATE", "INSERT")]
        for name in names:
            editor.execute(f"DROP TRIGGER {name}", params=None)
        return
    editor.execute("DROP FUNCTION selaras_evaluation_locked() CASCADE", params=None)
    editor.execute("DROP FUNCTION selaras_evaluation_line_locked() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_own_view_and_codes")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
