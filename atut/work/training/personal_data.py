"""What training holds about people, for how long, how it is handed out and erased."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet, Kept
from atut.base.privacy.queries import why_records_stay
from atut.work.training import actions
from atut.work.training.models import Absence, Attendance, Certificate, Enrolment, EntryDocument, Participation

BASIS = _("Legal duty: act of 28.4.2022 (Dz.U. 2022 poz. 1079) art. 87, Regulation (EU) 2021/1057 Annex I; GDPR art. 6(1)(c)")
STAYS = _("Proof for the funder: kept as long as the grant agreement says (Regulation (EU) 2021/1060 art. 82).")


def _kept(person_key: str, at: datetime) -> Kept | None:
    """Somebody who had support must stay until the project's retention ends; somebody who never came may go."""
    entered = Participation.objects.filter(person__key=person_key, entered_on__isnull=False)
    first = entered.select_related("project__profile").order_by("pk").first()
    return why_records_stay(first.project, person_key, at) if first else None


DATA_SETS = [
    DataSet(
        "training.Certificate",
        purpose=_("Certificates and their check"),
        basis=BASIS,
        retention=STAYS,
        plain=("number", "issued_on", "facts", "voided_at", "void_reason"),
        technical=("key", "enrolment", "check_code", "file", "sha256"),
        for_person=lambda key: Certificate.objects.filter(enrolment__participation__person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_certificates,
    ),
    DataSet(
        "training.Attendance",
        purpose=_("Attendance in minutes"),
        basis=BASIS,
        retention=STAYS,
        plain=("minutes", "came_at", "went_at", "source", "recorded_at", "reason"),
        technical=("session", "enrolment", "recorded_by"),
        for_person=lambda key: Attendance.objects.filter(enrolment__participation__person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_attendance,
    ),
    DataSet(
        "training.Absence",
        purpose=_("Telling the trainer who cannot come"),
        basis=BASIS,
        retention=STAYS,
        plain=("session", "told_at"),
        technical=("enrolment",),
        for_person=lambda key: Absence.objects.filter(enrolment__participation__person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_absences,
    ),
    DataSet(
        "training.Enrolment",
        purpose=_("Who is in which group"),
        basis=BASIS,
        retention=STAYS,
        plain=("status", "enrolled_at", "ended_on", "reason", "group"),
        technical=("key", "place", "participation"),
        for_person=lambda key: Enrolment.objects.filter(participation__person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_enrolments,
    ),
    DataSet(
        "training.EntryDocument",
        purpose=_("Papers signed before support"),
        basis=BASIS,
        retention=STAYS,
        plain=("kind", "printed_at", "signed_on"),
        technical=("key", "participation", "text", "scan"),
        for_person=lambda key: EntryDocument.objects.filter(participation__person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_papers,
    ),
    DataSet(
        "training.Participation",
        purpose=_("Monitoring of participants"),
        basis=BASIS,
        retention=STAYS,
        plain=(
            "status",
            "citizenship",
            "education",
            "labour_status",
            "labour_detail",
            "commune",
            "locality",
            "postcode",
            "degurba",
            "entered_on",
            "left_on",
            "planned_path",
            "leaving_reason",
            "situation",
            "second_situation",
            "situation_on",
        ),
        identifier=("street",),
        sensitive=("sensitive",),
        technical=("key", "project", "person", "organisation", "employment", "reminded_at_day", "prepared_at"),
        for_person=lambda key: Participation.objects.filter(person__key=key).order_by("pk"),
        kept=_kept,
        erase=actions.erase_participation,
    ),
    DataSet("training.Group", personal=False),
    DataSet("training.Session", personal=False),
]
