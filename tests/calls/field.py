"""A hundred and fifty people of five offices and what they send: made by chance from a seed, so the same in every run."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.projects.models import Organisation
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_pesel, details
from atut.work.programme.models import Edition
from atut.work.programme.tests.factories import a_support_form, an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.calls import texts_to_apply
from atut.work.recruitment.rules.applying import TICKED
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import the_texts

COUNT = 150
OFFICES = (("Sabnie", "gmina_office"), ("Bielany", "gmina_office"), ("Repki", "gmina_office"), ("GOPS Sabnie", "gops"))


@dataclass
class Somebody:
    """One applicant as a person would tell it; nothing here was worked out by the program."""

    sex: str
    born: date
    office: Organisation
    wishes: list[Edition]
    sent_at: datetime
    answers: dict[str, bool] = field(default_factory=dict)
    confided: dict[str, bool] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    application: Application | None = None

    @property
    def code(self):
        return self.application.code

    def years_on(self, day):
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def offices(project):
    """Three offices, one of which many people come from, and a social-welfare centre: partners all."""
    return [a_partner(project, an_office(name, kind=kind)).organisation for name, kind in OFFICES]


def editions(project, first_day, *, forms=(2, 1), capacity=30):
    """So many editions of each form of support, a week apart."""
    found = []
    for count in forms:
        form = a_support_form(project)
        for _unused in range(count):
            day = first_day + timedelta(days=7 * len(found))
            found.append(an_edition(project, form, starts_on=day, capacity=capacity))
    return found


def last_day_of(call):
    """The last day in Warsaw on which the call takes applications: it closes at midnight."""
    return clock.local(call.closes_at).date() - timedelta(days=1)


def people(call, where, *, seed, count=COUNT, most=3):
    """So many people: of every age, also 45 on the last day and a day later; wishes by chance; two minutes apart."""
    chance = Random(seed)
    opened = [opening.edition for opening in call.openings.select_related("edition__support_form").order_by("pk")]
    last_day = last_day_of(call)
    of_45 = last_day.replace(year=last_day.year - 45)
    born = [of_45, of_45 + timedelta(days=1)] + [of_45 + timedelta(days=chance.randint(-8000, 8000)) for _unused in range(count)]
    return [
        Somebody(
            sex=chance.choice("ffm"),
            born=born[number],
            office=chance.choice([where[0], *where]),
            wishes=chance.sample(opened, chance.randint(1, min(most, len(opened)))),
            sent_at=call.opens_at + timedelta(seconds=120 * number + 1),
        )
        for number in range(count)
    ]


def form_of(call, one, *, pesel="", **more):
    """What the form of somebody holds."""
    return actions.ApplicationData(
        person=details(pesel=pesel or a_pesel(one.born, one.sex), last_name="Nowak-Testowa"),
        office=one.office,
        post="inspektor",
        editions=one.wishes,
        texts=call.shown_texts,
        ticked=frozenset(TICKED),
        answers=one.answers,
        confided=one.confided,
        written=one.written,
        **more,
    )


def sent(call, one, **more):
    """Somebody applies online."""
    one.application = actions.submit(call, form_of(call, one, **more), actor=anonymous(call.project_id), at=one.sent_at)
    return one.application


def brought(call, one, register_number, coordinator):
    """Somebody brings a paper: the stamp is that moment, typed in an hour later."""
    come = {"at": one.sent_at + timedelta(hours=1), "received_at": one.sent_at, "paper": actions.Paper(register_number)}
    one.application = actions.submit(call, form_of(call, one), actor=coordinator, **come)
    return one.application


def published(project, opened, coordinator, *, opens_at, days, regulation=None, **fields):
    """A call by the verbs. `opened`: places by edition."""
    the_texts(project, opens_at - timedelta(days=30))
    draft = actions.CallDraft(
        title={"pl": "Nabór", "en": "Call"},
        opens_at=opens_at,
        closes_at=clock.at(clock.local(opens_at).date() + timedelta(days=days)),
        openings=[actions.Opening(edition, places) for edition, places in opened.items()],
        regulation=regulation or Regulation(),
        **fields,
    )
    call = actions.create_call(project, draft, actor=coordinator, at=opens_at - timedelta(days=3))
    call = actions.publish_call(call, actor=coordinator, at=opens_at - timedelta(days=2))
    call = Call.objects.select_related("project").get(pk=call.pk)
    call.shown_texts = list(texts_to_apply(project, opens_at).values())
    return call


def assessed(call, coordinator, at):
    """Every application that waits is assessed."""
    for one in call.applications.filter(status="submitted").order_by("pk"):
        actions.assess(one, actor=coordinator, at=at)
