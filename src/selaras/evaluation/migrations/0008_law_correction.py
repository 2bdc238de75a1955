"""Results after a law that reaches back; the databases let such a decision put its own result in force."""

import django.db.models.deletion
import selaras.core.keys
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


RESULT = ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")
LOCKED = (
    "skp_id", "skp_version_id", "period", "is_annual", "status", "reason_hasil_kerja", "reason_perilaku_kerja",
    "notes", "recommendations", "distribution_reason", "finalised_by_id", "finalised_at", "code",
)  # fmt: skip
NO_RULING = """NOT EXISTS (
    SELECT 1 FROM evaluation_objection ruling WHERE ruling.evaluation_id = OLD.id AND ruling.status = 'decided'
    AND ruling.decided_predikat = NEW.predikat AND ruling.decided_rating_hasil_kerja = NEW.rating_hasil_kerja
    AND ruling.decided_rating_perilaku_kerja = NEW.rating_perilaku_kerja)"""
NO_LAW = """NOT EXISTS (
    SELECT 1 FROM evaluation_lawcorrection law WHERE law.evaluation_id = OLD.id AND law.predikat = NEW.predikat
    AND law.rating_hasil_kerja = NEW.rating_hasil_kerja AND law.rating_perilaku_kerja = NEW.rating_perilaku_kerja)"""


def changed(columns: tuple[str, ...], differs: str) -> str:
    return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns) + ")"


def statements(vendor: str, allowed: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return (
            "DROP TRIGGER evaluation_result_locked",
            f"""CREATE TRIGGER evaluation_result_locked BEFORE UPDATE ON evaluation_evaluation
            WHEN OLD.status = 'finalised' AND {changed(RESULT, "IS NOT")}
            BEGIN SELECT RAISE(ABORT, 'a fixed result is locked') WHERE {allowed}; END""",
        )
    return (
        f"""CREATE OR REPLACE FUNCTION selaras_evaluation_locked() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.status = 'finalised' AND ({changed(LOCKED, "IS DISTINCT FROM")}
                OR ({changed(RESULT, "IS DISTINCT FROM")} AND {allowed})) THEN
                RAISE EXCEPTION 'a fixed evaluation is locked' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
    )


def let_law_reach_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor, f"{NO_RULING} AND {NO_LAW}"):
        editor.execute(statement, params=None)


def only_rulings(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor, NO_RULING):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0007_organisation_weighed'),
        ('organisation', '0008_employees_by_kind'),
    ]

    operations = [
        migrations.CreateModel(
            name='LawCorrection',
            fields=[
                ('id', models.UUIDField(default=selaras.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('old_rating_hasil_kerja', models.CharField(choices=[('di_atas', 'Di atas ekspektasi'), ('sesuai', 'Sesuai ekspektasi'), ('di_bawah', 'Di bawah ekspektasi')], max_length=10)),
                ('old_predikat', models.CharField(choices=[('sangat_baik', 'Sangat Baik'), ('baik', 'Baik'), ('butuh_perbaikan', 'Butuh Perbaikan'), ('kurang', 'Kurang'), ('sangat_kurang', 'Sangat Kurang')], max_length=20)),
                ('rating_hasil_kerja', models.CharField(choices=[('di_atas', 'Di atas ekspektasi'), ('sesuai', 'Sesuai ekspektasi'), ('di_bawah', 'Di bawah ekspektasi')], max_length=10)),
                ('rating_perilaku_kerja', models.CharField(choices=[('di_atas', 'Di atas ekspektasi'), ('sesuai', 'Sesuai ekspektasi'), ('di_bawah', 'Di bawah ekspektasi')], max_length=10)),
                ('predikat', models.CharField(choices=[('sangat_baik', 'Sangat Baik'), ('baik', 'Baik'), ('butuh_perbaikan', 'Butuh Perbaikan'), ('kurang', 'Kurang'), ('sangat_kurang', 'Sangat Kurang')], max_length=20)),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('code', models.CharField(max_length=20, unique=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.employee')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='law_corrections', to='evaluation.evaluation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='law_correction_with_reason')],
            },
        ),
        migrations.RunPython(let_law_reach_back, only_rulings),
    ]
