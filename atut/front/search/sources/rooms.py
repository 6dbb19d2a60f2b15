"""What the rooms of the work publish: calls, the trainings they open, meetings, offices, goals, results. All are few."""

import hashlib
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import get_language, gettext

from atut.base.kernel import clock
from atut.base.kernel.texts import Text, is_translated, text_in
from atut.base.projects.models import Project
from atut.front.duties.queries import said_of
from atut.front.search.rules import Kind
from atut.front.search.sources.drafts import Draft, Source
from atut.work.monitoring.queries import public_indicators
from atut.work.partnership import queries as partnership
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment.queries.calls import published_calls, rules_in_words
from atut.work.training import queries as training
from atut.work.training.rules.moves import SessionStatus

Read = Callable[[Project], Iterable[Draft]]


def source(name: str, read: Read) -> Source:
    """A source whose things are few enough to be read whole: the stamp is a hash of what they say."""

    def stamps(project: Project) -> dict[str, str]:
        found: dict[str, str] = {}
        for language in project.languages:
            with translation.override(language):
                for draft in read(project):
                    said = f"{found.get(draft.thing, '')}{language}{draft}"
                    found[draft.thing] = hashlib.sha256(said.encode()).hexdigest()[:40]
        return found

    def drafts(project: Project, things: Iterable[str]) -> Iterable[Draft]:
        wanted = set(things)
        return [draft for draft in read(project) if draft.thing in wanted]

    return Source(name, stamps, drafts)


def _words(*texts: Text | str) -> str:
    return " ".join(part for text in texts if (part := text if isinstance(text, str) else text_in(text)))


def _in_language(text: Text) -> bool:
    return is_translated(text, get_language() or "pl")


def calls(project: Project) -> Iterable[Draft]:
    """Every call a visitor may read, with its rules and what it opens."""
    for shown in published_calls(project, clock.now()):
        call = shown.call
        if not _in_language(call.title):
            continue
        titles = [opening.edition.support_form.title for opening in shown.openings]
        text = _words(call.intro, *titles, *rules_in_words(call))
        url = reverse("recruitment:call_public", args=[call.key])
        yield Draft(call.key, Kind.CALL, text_in(call.title), text, url, clock.local(call.opens_at).date())


def editions(project: Project) -> Iterable[Draft]:
    """Trainings a published call opens or has opened, on the page of the newest such call; else those of the timetable."""
    seen = {one.pk: (one, f"{reverse('training:timetable')}#wkrotce") for one in training.timetable(project, clock.now()).editions}
    for shown in sorted(published_calls(project, clock.now()), key=lambda one: one.call.opens_at):
        url = reverse("recruitment:call_public", args=[shown.call.key])
        seen |= {opening.edition_id: (opening.edition, url) for opening in shown.openings}
    for edition, url in seen.values():
        form = edition.support_form
        if edition.status == EditionStatus.CANCELLED or not _in_language(form.title):
            continue
        title = gettext("%(title)s, edition %(number)s") % {"title": text_in(form.title), "number": edition.number}
        text = _words(form.get_kind_display(), form.description, *form.outcomes, edition.place, edition.provider)
        yield Draft(edition.key, Kind.EDITION, title, text, url, edition.starts_on)


def meetings(project: Project) -> Iterable[Draft]:
    """Meetings of the public timetable: of today and later, called off ones too, each found by its day in words."""
    url = reverse("training:timetable")
    for one in training.public_meetings(project, clock.now()):
        title, begins = one.group.edition.support_form.title, clock.local(one.starts_at)
        if not _in_language(title):
            continue
        state = one.get_status_display() if one.status == SessionStatus.CANCELLED else ""
        when = f"{formats.date_format(begins, 'l, j E Y')}, {begins:%H:%M}–{clock.local(one.ends_at):%H:%M}."
        text = _words(when, state, one.topic, one.room)
        yield Draft(one.key, Kind.MEETING, text_in(title), text, f"{url}#d{begins:%Y%m%d}", begins.date())


def partners(project: Project) -> Iterable[Draft]:
    """The offices of the partnership with their address and telephone, and the project office."""
    home = reverse("wagtail_serve", args=[""])
    if project.office_name:
        text = _words(project.office_address, project.office_phone, project.office_email, project.office_hours)
        yield Draft("office", Kind.PARTNER, text_in(project.office_name), text, f"{home}#kontakt")
    for partner in partnership.partners(project):
        office = partner.organisation
        where = f"{office.street}, {office.postcode} {office.locality}".strip(" ,")
        text = _words(partner.get_role_display(), where, office.phone, office.email, office.short_name)
        yield Draft(partner.key, Kind.PARTNER, office.name, text, reverse("partners_show"))


def goals(project: Project) -> Iterable[Draft]:
    """What the project has promised."""
    home = reverse("wagtail_serve", args=[""])
    for goal in partnership.goals(project):
        if _in_language(goal.title):
            yield Draft(goal.key, Kind.GOAL, text_in(goal.title), _words(goal.text), f"{home}#cele")


def results(project: Project) -> Iterable[Draft]:
    """The page of figures, found by the names of its indicators. Their values change daily and are read there."""
    indicators = public_indicators(project, on=clock.today())
    if not indicators:
        return
    text = _words(*(part for one in indicators for part in (one.name, one.definition)))
    yield Draft("results", Kind.RESULT, gettext("Where these figures come from"), text, reverse("results_show"))


def duties(project: Project) -> Iterable[Draft]:
    """Pages that the law and the funder ask for, found by their names and by what the office says on them."""
    said = said_of(project)
    if said.pk is None:
        return  # the office has said nothing yet: there is nothing to find on them
    pages = {
        "accessibility": (gettext("Accessibility statement"), (gettext("Accessibility"), said.architecture, said.interpreter)),
        "description": (gettext("The project and its funding"), (said.aim, said.groups, said.effects)),
        "your_data": (gettext("Your data"), ()),
    }
    for name, (title, texts) in pages.items():
        yield Draft(name, Kind.PAGE, title, _words(*texts), reverse(f"duties:{name}"))
