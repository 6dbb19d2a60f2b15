"""What recruitment holds about people: applications, wanted editions, places. Kept for audits of the project."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.work.recruitment.actions import drafting, erasing
from atut.work.recruitment.queries import enclosing, rights

_BASIS = _("GDPR art. 6(1)(c); act of 28.4.2022 on the 2021-2027 funds (Dz.U. 2022 poz. 1079), art. 87-88")
_KEPT = _("Five years from the end of the year in which the project is settled (Regulation (EU) 2021/1060, art. 82)")

DATA_SETS = [
    DataSet(model="recruitment.Call", personal=False),
    DataSet(model="recruitment.CallEdition", personal=False),
    DataSet(model="recruitment.Draw", personal=False),
    DataSet(
        model="recruitment.Application",
        purpose=_("Choosing who takes part by the published rules, and proving it"),
        basis=_BASIS,
        retention=_KEPT,
        plain=(
            "call", "employment", "number", "code", "status", "received_at", "recorded_at", "channel", "register_number",
            "language", "answers", "jury", "scores", "points", "reasons", "assessed_at", "identity", "post_kind", "pair",
        ),
        sensitive=("access_needs", "differs", "identity_reason", "confided", "despite"),
        technical=("key", "person", "form_token", "scan"),  # the scan is encrypted as a file
        for_person=rights.applications_of,
        kept=rights.why_applications_stay,
        erase=erasing.erase_applications,
    ),
    DataSet(
        model="recruitment.Draft",
        purpose=_("Going on later with a form not sent yet, because the person asked"),
        basis=_("GDPR art. 6(1)(b) and, for what is told freely, art. 9(2)(a)"),
        retention=_("Fourteen days, never longer than the call; erased at night, and at once when the form is sent"),
        plain=("language", "saved_at", "expires_at"),
        sensitive=("typed",),
        technical=("key", "call", "form_token", "code_hash"),
        due=enclosing.drafts_due,
        purge=drafting.purge_drafts,
    ),
    DataSet(
        model="recruitment.Attachment",
        purpose=_("Papers the regulation of the call asks for"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("code", "pages", "sent_at"),
        technical=("key", "draft", "application", "file"),
        for_person=rights.attachments_of,
    ),
    DataSet(
        model="recruitment.Consent",
        purpose=_("The consent of the superior, where the regulation of the call asks for it"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("asked_at", "reminded_at", "is_given", "answered_at", "how"),
        sensitive=("email", "answered_by", "reason"),
        technical=("key", "application"),
        for_person=rights.consents_of,
    ),
    DataSet(
        model="recruitment.Correction",
        purpose=_("What was asked to be completed, and what came"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("documents", "asked_at", "answer_by", "supplied_at"),
        sensitive=("missing", "note"),
        technical=("key", "application"),
        for_person=rights.corrections_of,
    ),
    DataSet(
        model="recruitment.PaperImport",
        purpose=_("Which workbooks of applications an office brought; what they say of people stands in the files only"),
        basis=_BASIS,
        retention=_("The file until it is taken in, rejected rows 90 days; the counts as the project's records"),
        is_shared=True,
        plain=("name", "brought_by"),
        technical=(
            "key", "project", "call", "organisation", "file", "uploaded_at", "applied_at", "discarded_at", "rows", "accepted",
            "rejected", "added", "unchanged", "set_aside", "rejected_file",
        ),
    ),
    DataSet(
        model="recruitment.RepeatedForm",
        purpose=_("Answering a further form of somebody who has applied"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("number", "code", "received_at"),
        technical=("key", "application", "form_token"),
        for_person=rights.repeats_of,
    ),
    DataSet(
        model="recruitment.Choice",
        purpose=_("Which editions were wanted, and what was decided"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("edition", "preference", "status", "reserve_position", "reasons"),
        technical=("application",),
        for_person=rights.choices_of,
    ),
    DataSet(
        model="recruitment.Place",
        purpose=_("Who was offered a place, and the answer"),
        basis=_BASIS,
        retention=_KEPT,
        plain=(
            "edition", "status", "offered_at", "answer_by", "answered_at", "answered_how", "answered_by", "ended_at", "reason",
            "reminded_at", "link_sent_at",
        ),
        technical=("key", "application", "seat", "link_version"),
        for_person=rights.places_of,
    ),
    DataSet(
        model="recruitment.Swap",
        purpose=_("Which two places were to be exchanged, and what each of the two said"),
        basis=_BASIS,
        retention=_KEPT,
        is_shared=True,
        plain=("status", "asked_at", "ended_at", "first_agreed_at", "first_how", "second_agreed_at", "second_how"),
        technical=("key", "first", "second", "first_by", "second_by"),
        for_person=rights.swaps_of,
    ),
    DataSet(
        model="recruitment.PublicRanking",
        purpose=_("Telling everybody the outcome, under codes that only the applicants know as theirs"),
        basis=_BASIS,
        retention=_("Public until the day named at publication, a year at most; then the file goes and the dates stay"),
        is_shared=True,
        plain=("published_at", "published_by", "until", "withdrawn_at"),
        technical=("key", "selection", "file"),
    ),
    DataSet(
        model="recruitment.Selection",
        purpose=_("The closed list of a call: who was chosen and why, by the code of the receipt"),
        basis=_BASIS,
        retention=_KEPT,
        is_shared=True,
        plain=("closed_at", "closed_by", "input", "result", "changes", "is_explained"),
        technical=("key", "call", "input_hash", "protocol"),
    ),
]  # fmt: skip
