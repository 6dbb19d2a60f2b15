"""Questions about what applicants declared: what counts of it, what was found, what nobody has checked yet."""

from django.db.models import Count, Max

from atut.base.audit.models import Entry
from atut.base.projects import revisions
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.checking import Declared, check_from, counting, declarable
from atut.work.recruitment.rules.moves import ApplicationStatus

CHANGED = ("recruitment.application.checked", "recruitment.application.erased")


def declared_by(application: Application) -> dict[str, bool]:
    """Every answer points or bounds are made from, by code."""
    return {**application.answers, **application.confided}


def declared_lines(application: Application) -> list[Declared]:
    """What was declared with a yes, in the order of the form, with what was found."""
    said, checked = declared_by(application), application.checked
    return [
        Declared(code, label, check_from(checked[code]) if code in checked else None)
        for code, label in declarable(application.call.rules).items()
        if said.get(code)
    ]


def counting_answers(application: Application) -> dict[str, bool]:
    """The answers that points are given for, as they count."""
    return _counting(application, application.answers)


def counting_facts(application: Application) -> dict[str, bool]:
    """The facts told freely, as they count."""
    return _counting(application, application.confided)


def confirmed_of(application: Application) -> frozenset[str]:
    """What an official confirmed."""
    return frozenset(code for code, found in application.checked.items() if found["is_confirmed"])


def _counting(application: Application, said: dict[str, bool]) -> dict[str, bool]:
    return counting(said, application.checked, confirmed_only=application.call.rules.confirmed_only)


def unchecked_in(call: Call) -> frozenset[int]:
    """The applications, by the number of the row, in which something was declared that nobody has checked.

    It is kept encrypted, so every application is opened: anew only when somebody has applied or something was checked.
    Two queries, three then.
    """
    names = set(declarable(call.rules))
    if not names:
        return frozenset()
    rows = Application.objects.filter(call=call)
    mark = rows.aggregate(count=Count("pk"), last=Max("pk"))
    found = Entry.objects.filter(event__in=CHANGED, project=call.project_id).aggregate(last=Max("pk"))

    def read() -> frozenset[int]:
        known = rows.values_list("pk", "answers", "confided", "checked").order_by("pk")
        return frozenset(
            pk
            for pk, answers, confided, checked in known
            if any(is_so and code in names and code not in checked for code, is_so in {**answers, **confided}.items())
        )

    return revisions.keep(("unchecked", call.pk), (*mark.values(), found["last"]), read)


def unchecked(call: Call) -> int:
    """In how many applications that meet the conditions something declared has not been checked. Three queries, four at most."""
    eligible = call.applications.filter(status=ApplicationStatus.ELIGIBLE)
    return eligible.filter(pk__in=unchecked_in(call)).count()
