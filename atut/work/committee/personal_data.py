"""What the room holds about people: ties, scores, acceptances. Kept as long as the records of the recruitment."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.work.committee.queries import rights

_BASIS = _("GDPR art. 6(1)(c); act of 28.4.2022 on the 2021-2027 funds (Dz.U. 2022 poz. 1079), art. 87-88")
_KEPT = _("Five years from the end of the year in which the project is settled (Regulation (EU) 2021/1060, art. 82)")

DATA_SETS = [
    DataSet(model="committee.Committee", personal=False),
    DataSet(
        model="committee.Member",
        purpose=_("Who judged, and when impartiality was declared"),
        basis=_BASIS,
        retention=_KEPT,
        is_shared=True,
        plain=("user", "is_chair", "appointed_at", "declared_at", "dismissed_at"),
        technical=("key", "committee"),
    ),
    DataSet(
        model="committee.Conflict",
        purpose=_("Nobody judges somebody close"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("member", "tie", "declared_by", "declared_at"),
        sensitive=("note",),
        technical=("application",),
        for_person=rights.conflicts_about,
    ),
    DataSet(
        model="committee.Sheet",
        purpose=_("Points of the committee and how they came about"),
        basis=_BASIS,
        retention=_KEPT,
        plain=("scores", "saved_at", "closed_at"),
        sensitive=("comment",),
        technical=("member", "application"),
        for_person=rights.sheets_about,
    ),
    DataSet(
        model="committee.Acceptance",
        purpose=_("Which protocol a member accepted, and when"),
        basis=_BASIS,
        retention=_KEPT,
        is_shared=True,
        plain=("member", "accepted_at"),
        technical=("sha256",),
    ),
    DataSet(
        model="committee.SignedProtocol",
        purpose=_("The protocol as it was signed"),
        basis=_BASIS,
        retention=_KEPT,
        is_shared=True,
        plain=("kind", "checked", "names", "received_at", "received_by"),
        technical=("key", "committee", "file", "sha256"),
    ),
    DataSet(model="committee.AppealTerm", personal=False),
    DataSet(
        model="committee.Appeal",
        purpose=_("What somebody appealed against, and the answer with its reason"),
        basis=_BASIS,
        retention=_KEPT,
        plain=(
            "status", "lodged_at", "recorded_at", "register_number", "decided_at", "decided_by", "points", "applied_at",
            "difference",
        ),
        sensitive=("grounds", "reason"),
        technical=("key", "application", "input", "input_hash", "protocol"),
        for_person=rights.appeals_of,
    ),
]  # fmt: skip
