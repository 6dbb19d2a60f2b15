"""Questions about applications: what counts for one, the office's lists, receipts, the participant's own."""

from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from atut.base.audit.models import Entry
from atut.base.kernel.actors import Actor
from atut.base.kernel.prepared import Prepared
from atut.base.mail.models import Message
from atut.base.mail.rules import State
from atut.base.projects.models import Organisation, Project
from atut.work.partnership.models import Person
from atut.work.recruitment.models import Application, Call, Place, RepeatedForm
from atut.work.recruitment.rules.history import EVENTS
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus

LINK_DAYS = 180
_ABOUT_CONDITIONS = ("recruitment.conditions_met", "recruitment.application_rejected")
_withdrawal = signing.TimestampSigner(salt="recruitment.withdraw")


def application_of_form(token: str) -> Application | None:
    """The application a form was sent for already. At most one query."""
    sent = _of_form(token=token) if token else ()
    return _with_call([number for (number,) in sent])


def was_repeated(token: str) -> bool:
    """Was this form taken as a repeated one already? At most one query."""
    return bool(token) and RepeatedForm.objects.filter(form_token=token).exists()


def was_told_it_is_met(application: Application) -> bool:
    """Does the person know that the conditions are met, by the last notice about them? One query."""
    told = Message.objects.filter(about_type=application._meta.label_lower, about_key=application.key, kind__in=_ABOUT_CONDITIONS)
    return told.order_by("pk").values_list("kind", flat=True).last() == _ABOUT_CONDITIONS[0]


def locked_call(call: Call) -> Call:
    """The call with its project and openings, locked: its submissions and its selection go one after another. Two queries."""
    locked = Call.objects.select_for_update().prefetch_related("openings").get(pk=call.pk)
    locked.project = call.project  # a call never moves to another project
    return locked


def receipt_of_form(token: str) -> Application | RepeatedForm | None:
    """The receipt of a form that was sent: of the application, or of the repeated form. At most two queries."""
    if not token:
        return None
    own = Application.objects.filter(form_token=token).only("key").first()
    return own or RepeatedForm.objects.filter(form_token=token).only("key").first()


def receipt(project: Project, key: str) -> tuple[Application | RepeatedForm, Call] | None:
    """What the receipt page shows, for an application or a repeated form alike, and the call."""
    own = whole().filter(call__project=project, key=key).prefetch_related("places").first()
    if own:
        return own, own.call
    again = RepeatedForm.objects.filter(application__call__project=project, key=key)
    found = again.select_related("application__call__project", "application__person").first()
    return (found, found.application.call) if found else None


def standing_application(call: Call, identity: str) -> Application | None:
    """The application of this person to this call that has not been withdrawn. By identity, never by e-mail."""
    return _with_call([number for (number,) in _standing(call=call.pk, identity=identity)])


# Nearly always there is none: the wide row is asked for only when there is one.
@Prepared
def _of_form(token: str) -> "QuerySet[Any, Any]":
    return Application.objects.filter(form_token=token).values_list("pk")


@Prepared
def _standing(call: int, identity: str) -> "QuerySet[Any, Any]":
    found = Application.objects.filter(call=call, person__identity_hash=identity)
    return found.exclude(status=ApplicationStatus.WITHDRAWN).values_list("pk")


def _with_call(numbers: list[int]) -> Application | None:
    joined = Application.objects.select_related("call__project", "person", "employment")
    return joined.get(pk=numbers[0]) if numbers else None


def standing_of(call: Call, person: Person) -> Application | None:
    """The application of this entry of the list to this call that has not been withdrawn. One query."""
    found = Application.objects.filter(call=call, person=person).exclude(status=ApplicationStatus.WITHDRAWN)
    return found.select_related("call__project", "person", "employment").first()


def known_by_doubted_number(application: Application) -> Person | None:
    """Who stands here under the number in doubt. One query."""
    project, typed = application.call.project, application.differs.get("identifier", "")
    return Person.objects.filter(project=project, identity_hash=project.identity_hash(typed)).first() if typed else None


def withdrawal_token(application: Application) -> str:
    """The single-purpose token of the link in the person's mail."""
    return _withdrawal.sign(application.key)


def application_by_token(project: Project, token: str) -> Application | None:
    """The application a withdrawal link is for; None for wrong, old or foreign links."""
    try:
        key = _withdrawal.unsign(token, max_age=LINK_DAYS * 86400)
    except signing.BadSignature:
        return None
    return whole().filter(call__project=project, key=key).first()


def whole() -> QuerySet[Application]:
    """Applications with everything that one of them is judged and shown by."""
    joined = Application.objects.select_related("call__project", "person", "employment__organisation")
    return joined.prefetch_related("choices__edition__support_form")


def holds_places(application: Application) -> bool:
    """Is a place offered, confirmed or used on this application?"""
    return Place.objects.filter(application=application, status__in=HOLDING).exists()


def offices_of(project: Project, actor: Actor) -> list[Organisation]:
    """Offices whose people the actor handles in this project, by name. One query."""
    found = Organisation.objects.filter(partnerships__project=project, partnerships__left_on=None)
    if not actor.holds_for_project({"coordinator", "controller"}):  # type: ignore[arg-type]  # roles are their words
        found = found.filter(pk__in=actor.offices({"office_lead"}))  # type: ignore[arg-type]  # as above
    return list(found.order_by("name_sort", "pk"))


def my_applications(actor: Actor) -> list[Application]:
    """The applications of the people a user has claimed, newest first, with choices and places. Four queries."""
    if actor.user_id is None:
        return []
    mine = whole().filter(person__claims__user_id=actor.user_id, call__project_id=actor.project_id or 0)
    return list(mine.prefetch_related("places__edition__support_form").order_by("-received_at", "-pk"))


def history(application: Application) -> list[Entry]:
    """What happened to an application, its places and the notices about them, oldest first: from the audit trail. One query."""
    own = Q(subject_type=application._meta.label_lower, subject_key=application.key)
    places = Q(subject_type=Place._meta.label_lower, subject_key__in=application.places.values("key"))
    told = Q(subject_type=Message._meta.label_lower, subject_key__in=_notices(application).values("key"))
    told &= Q(event__in=[event for event in EVENTS if event.startswith("mail.")])
    return list(Entry.objects.filter(own | places | told).order_by("happened_at", "pk"))


def notices_of(application: Application) -> list[Message]:
    """The notices about an application and its places, the oldest first, without their texts. One query."""
    return list(_notices(application).exclude(state=State.ERASED).defer("text").order_by("created_at", "pk"))


def _notices(application: Application) -> QuerySet[Message]:
    about = Q(about_key=application.key) | Q(about_key__in=application.places.values("key"))
    return Message.objects.filter(about, project=application.call.project_id)


def desk_application(actor: Actor, key: str) -> QuerySet[Application]:
    """One application as the desk shows it, if the actor may see it: own office only for its lead."""
    return whole().filter(pk__in=Application.objects.visible_to(actor).filter(key=key).values("pk"))
