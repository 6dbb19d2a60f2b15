"""The verbs of the programme: forms of support and editions, planned, run, finished."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Max

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.work.partnership.models import Goal
from atut.work.programme import permissions, rules
from atut.work.programme.models import Edition, SupportForm
from atut.work.programme.rules import EditionDetails, FormDetails, Seats

NOBODY = Seats()


@action
def add_support_form(
    project: Project, details: FormDetails, *, goal: Goal | None = None, actor: Actor, at: datetime
) -> SupportForm:
    """A form of support of the grant agreement: training, course, workshop, advisory or postgraduate studies."""
    permissions.change_forms.require(actor, project)
    project = Project.objects.select_for_update().get(pk=project.pk)
    rules.must_be_a_form(details)
    if SupportForm.objects.filter(project=project, code=details.code).exists():
        raise rules.CodeTaken(code=details.code)
    form = SupportForm.objects.create(project=project, goal=goal, **_form_fields(details))
    record("programme.support_form.added", form, actor=actor, at=at, fields=["kind", "code", "title"])
    return form


@action
def change_support_form(
    form: SupportForm, details: FormDetails, *, goal: Goal | None = None, actor: Actor, at: datetime
) -> SupportForm:
    """Mend a form of support. What certificates rest on is fixed once an edition started."""
    permissions.change_forms.require(actor, form)
    form = SupportForm.objects.select_for_update().get(pk=form.pk)
    rules.must_be_a_form(details)
    if SupportForm.objects.filter(project=form.project_id, code=details.code).exclude(pk=form.pk).exists():
        raise rules.CodeTaken(code=details.code)
    wanted = {**_form_fields(details), "goal": goal}
    changed = {name for name, value in wanted.items() if getattr(form, name) != value}
    started = form.editions.exclude(status__in=[rules.E.PLANNED, rules.E.CANCELLED]).exists()
    rules.must_keep_what_was_promised(changed, has_started=started)
    for name in changed:
        setattr(form, name, wanted[name])
    form.save(update_fields=sorted(changed))
    record("programme.support_form.changed", form, actor=actor, at=at, fields=changed)
    return form


def _form_fields(details: FormDetails) -> dict[str, Any]:
    return {**asdict(details), "outcomes": list(details.outcomes)}


@action
def add_edition(form: SupportForm, details: EditionDetails, *, actor: Actor, at: datetime) -> Edition:
    """A run of a form of support: days, place, capacity, provider."""
    permissions.change_editions.require(actor, form)
    form = SupportForm.objects.select_for_update().select_related("project").get(pk=form.pk)
    rules.must_be_an_edition(details, first=form.project.starts_on, last=form.project.ends_on)
    last = form.editions.aggregate(last=Max("number"))["last"] or 0
    number = details.number if details.number is not None else last + 1
    if form.editions.filter(number=number).exists():
        raise rules.NumberTaken(number=number)
    fields = {**asdict(details), "number": number}
    edition = Edition.objects.create(project=form.project, support_form=form, **fields)
    record("programme.edition.added", edition, actor=actor, at=at, fields=fields)
    return edition


@action
def change_edition(edition: Edition, details: EditionDetails, *, seats: Seats = NOBODY, actor: Actor, at: datetime) -> Edition:
    """Mend days, place, capacity, provider. Capacity keeps the `seats` somebody counts on."""
    permissions.change_editions.require(actor, edition)
    edition = Edition.objects.select_for_update(of=("self",)).select_related("project").get(pk=edition.pk)
    rules.must_be_changeable(edition.status)
    rules.must_be_an_edition(details, first=edition.project.starts_on, last=edition.project.ends_on)
    rules.must_hold_everybody(details.capacity, seats)
    wanted = {name: value for name, value in asdict(details).items() if value is not None}
    others = Edition.objects.filter(support_form=edition.support_form_id).exclude(pk=edition.pk)
    if others.filter(number=wanted.get("number", edition.number)).exists():
        raise rules.NumberTaken(number=details.number)
    changed = sorted(name for name, value in wanted.items() if getattr(edition, name) != value)
    for name in changed:
        setattr(edition, name, wanted[name])
    edition.save(update_fields=changed)
    record("programme.edition.changed", edition, actor=actor, at=at, fields=changed)
    return edition


@action
def start_edition(edition: Edition, *, actor: Actor, at: datetime) -> Edition:
    """The edition runs: from its first day on."""
    edition = _locked(edition, actor)
    target = rules.after("start_edition", edition.status)
    rules.must_have_begun(edition.starts_on, today=at.date())
    return _moved(edition, target, "programme.edition.started", actor=actor, at=at)


@action
def finish_edition(edition: Edition, *, actor: Actor, at: datetime) -> Edition:
    """The edition is over: from its last day on."""
    edition = _locked(edition, actor)
    target = rules.after("finish_edition", edition.status)
    rules.must_be_over(edition.ends_on, today=at.date())
    return _moved(edition, target, "programme.edition.finished", actor=actor, at=at)


@action
def cancel_edition(edition: Edition, *, seats: Seats = NOBODY, actor: Actor, at: datetime) -> Edition:
    """The edition will not take place. Only when nobody holds a place and no announced call offers one."""
    edition = _locked(edition, actor)
    target = rules.after("cancel_edition", edition.status)
    rules.must_be_empty(seats)
    return _moved(edition, target, "programme.edition.cancelled", actor=actor, at=at)


def _locked(edition: Edition, actor: Actor) -> Edition:
    permissions.change_editions.require(actor, edition)
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _moved(edition: Edition, status: str, event: str, *, actor: Actor, at: datetime) -> Edition:
    edition.status = status
    edition.save(update_fields=["status"])
    record(event, edition, actor=actor, at=at, fields=["status"])
    return edition
