"""Appeals: the term, what waits, the list as it would be made again."""

from typing import Any

from django.db.models import QuerySet

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project
from atut.work.committee.models import Appeal, AppealTerm
from atut.work.committee.queries import members
from atut.work.committee.rules import appeals as rules
from atut.work.recruitment.models import Application, Call, Selection
from atut.work.recruitment.queries import enclosing
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.moves import ApplicationStatus, ChoiceStatus
from atut.work.selection.rules.frozen import freeze


def term_of(call: Call) -> AppealTerm | None:
    """The term of a closed list, once everybody was told. One query."""
    return AppealTerm.objects.filter(selection__call=call).first()


def token_of(application: Application) -> str:
    """The secret part of the person's link to appeal. The key alone opens nothing: the office has it in its addresses."""
    return enclosing.token_of(links.APPEAL, application)


def application_by_token(project: Project, token: str) -> Application | None:
    """The application a link to appeal is for. One query."""
    found = Application.objects.filter(call__project=project)
    return enclosing.of_link(token, links.APPEAL, found.select_related("call__project", "person", "employment"))


def lists_to_tell() -> list[Selection]:
    """Closed lists whose rules give appeals and whose people were not told of the term yet. One query."""
    found = Selection.objects.filter(appeal_term=None).select_related("call__project").order_by("pk")
    return [selection for selection in found if selection.call.rules.appeal_days]


def without_a_place(call: Call) -> list[Application]:
    """Everybody whom the list gave no place: on reserve lists and turned down, by number. One query."""
    standing = call.applications.filter(status__in=[ApplicationStatus.ELIGIBLE, ApplicationStatus.REJECTED])
    chosen = standing.filter(choices__status=ChoiceStatus.SELECTED)
    rows = standing.exclude(pk__in=chosen.values("pk")).select_related("person", "call__project", "employment")
    return list(rows.order_by("number", "pk"))


def visible_to(actor: Actor) -> QuerySet[Appeal]:
    """All for those who run or check the recruitment; for a member those of own committees, without people with a tie."""
    here = Appeal.objects.filter(application__call__project=actor.project_id or 0)
    here = here.select_related("application__call__project", "application__employment", "application__person")
    if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        return here
    seats = [seat for seat in members.my_seats(actor) if seat.declared_at]
    barred = [pk for seat in seats for pk in members.barred(seat).values_list("pk", flat=True)]
    return here.filter(application__call__in=[seat.committee.call_id for seat in seats]).exclude(application__in=barred)


def appeals_of_call(call: Call, actor: Actor) -> list[Appeal]:
    """The appeals of a call that the actor may see, the newest first. One query, and two for each seat of a member."""
    return list(visible_to(actor).filter(application__call=call).order_by("-lodged_at", "-pk"))


def newest_input(call: Call) -> dict[str, Any]:
    """What the list stands on now: the last appeal in it, else the closing. Two queries at most."""
    heard = Appeal.objects.filter(application__call=call, status=rules.Status.APPLIED).order_by("-applied_at", "-pk").first()
    return dict(heard.input if heard else Selection.objects.get(call=call).input)


def changed_input(appeal: Appeal, points: int) -> dict[str, Any]:
    """The same with what the appeal changes; nothing where the application came after the list."""
    data, application = newest_input(appeal.application.call), appeal.application
    if application.is_late:  # stands after the whole list, so is no part of it
        return data
    known = next((one for one in data["applicants"] if one["code"] == application.code), None)
    if known is None:  # turned down before: now meets the conditions
        made_from = ranking_input(application.call, [application])
        known = freeze(made_from.applicants, made_from.terms)["applicants"][0]
    return rules.with_points(data, {**known, "points": points})


def preview(appeal: Appeal) -> rules.Difference | None:
    """Who would be in or out, before anybody confirms; None for an appeal that changes nothing."""
    if appeal.points is None:
        return None
    return difference_to(appeal, changed_input(appeal, appeal.points))


def difference_to(appeal: Appeal, changed: dict[str, Any]) -> rules.Difference:
    """The list as it stands now against the changed one; equal points are parted by the lots of the draw, if there was one."""
    call = appeal.application.call
    if appeal.application.is_late:
        return rules.NO_DIFFERENCE
    draw = Selection.objects.get(call=call).result.get("draw")
    return rules.difference(newest_input(call), changed, appeal.application.code, draw)


def editions_by_key(call: Call) -> dict[str, str]:
    """The names of the editions a call opens. One query."""
    openings = call.openings.select_related("edition__support_form").order_by("edition_id")
    return {one.edition.key: str(one.edition) for one in openings}
