"""What has happened before a journey begins, done by the program's own verbs in the server's data folder.

Only the hour is moved without a verb: a journey cannot wait for the day on which a call closes.
"""

from datetime import timedelta
from itertools import count

WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
SHORT = 60  # minutes of support in the form of the journeys


def a_pesel(serial, *, year=1974, woman=True):
    """A number that fits its check digit; the person is invented."""
    digits = f"{year % 100:02d}0217{serial % 1000:03d}{(serial * 2) % 10 + (0 if woman else 1)}"
    return digits + str(-sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 10)


def coordinator_of(project):
    from atut.base.accounts.models import Membership
    from atut.base.accounts.queries import actor_for

    held = Membership.objects.filter(project=project, role="coordinator", until=None).order_by("pk")[0]
    return actor_for(held.user, project)


def project_named(slug):
    from atut.base.projects.models import Project

    return Project.objects.get(slug=slug)


def short_form(title, slug="friendly-office"):
    """A form of support of one hour, with a certificate, that no edition has yet."""
    from atut.base.kernel import clock
    from atut.work.programme import actions
    from atut.work.programme.models import SupportForm
    from atut.work.programme.rules import FormDetails

    project, code = project_named(slug), next(f"E{n}" for n in count(1) if not SupportForm.objects.filter(code=f"E{n}").exists())
    details = FormDetails(
        kind="training", code=code, title={"pl": title, "en": f"{title} (English)"}, planned_minutes=SHORT, subject_area="",
        description={}, outcomes=(), required_percent=80, has_certificate=True,
    )  # fmt: skip
    form = actions.add_support_form(project, details, goal=None, actor=coordinator_of(project), at=clock.now())
    return {"form": form.key}


def edition(title, capacity=2, slug="friendly-office"):
    """An edition of a short form, a week from now."""
    from atut.base.kernel import clock
    from atut.work.programme import actions
    from atut.work.programme.models import SupportForm
    from atut.work.programme.rules import EditionDetails

    project, form = project_named(slug), SupportForm.objects.get(key=short_form(title, slug)["form"])
    first = clock.today() + timedelta(days=7)
    details = EditionDetails(
        starts_on=first, ends_on=first + timedelta(days=7), place="Sabnie", capacity=capacity, provider="", number=1
    )
    made = actions.add_edition(form, details, actor=coordinator_of(project), at=clock.now())
    return {"edition": made.key, "form": form.key}


def open_call(title, capacity=2, slug="friendly-office"):
    """A published call of one edition, open since the day before yesterday until tomorrow."""
    from atut.base.kernel import clock
    from atut.work.programme.models import Edition
    from atut.work.recruitment import actions

    project, at = project_named(slug), clock.now()
    opened = Edition.objects.get(key=edition(title, capacity, slug)["edition"])
    draft = actions.CallDraft(
        title={"pl": title, "en": f"{title} (English)"},
        opens_at=at - timedelta(days=2),
        closes_at=at + timedelta(days=1),
        openings=[actions.Opening(opened, capacity)],
    )
    call = actions.create_call(project, draft, actor=coordinator_of(project), at=at)
    actions.publish_call(call, actor=coordinator_of(project), at=at)
    return {"call": call.key, "edition": opened.key}


def call_with_papers(title):
    """An open call that asks for a paper, the superior's consent and, freely, for a disability."""
    from atut.work.recruitment.models import Call
    from atut.work.recruitment.rules.regulation import Access, Document, Regulation
    from atut.work.selection.rules.terms import Amount, Bound, Fact

    made = open_call(title)
    paper = Document("job", {"pl": "Zaświadczenie o zatrudnieniu"}, {"pl": "Regulamin wymaga pracy w urzędzie partnera."})
    bound = Bound(fact=Fact.DISABILITY, at_least=Amount(1))
    regulation = Regulation(documents=(paper,), access=Access(superior_consent=True), bounds=(bound,))
    Call.objects.filter(key=made["call"]).update(regulation=regulation.as_data())
    return made


def hour_of_closing(call):
    """The call's closing hour passes. Everything that came before stays within its hours."""
    from atut.base.kernel import clock
    from atut.work.recruitment.models import Call

    Call.objects.filter(key=call).update(closes_at=clock.now())
    return {}


def offered_place(title, first_name, email, hours_ago=1, slug="friendly-office"):
    """A call whose list was closed so many hours ago, with one applicant who has an offer and a link in the mailbox."""
    from atut.work.partnership.models import Partner
    from atut.work.partnership.rules import PersonDetails

    project = project_named(slug)
    office = Partner.objects.filter(project=project, left_on=None).order_by("pk")[0].organisation

    def details(call):
        return PersonDetails(first_name, "Próbna", pesel=a_pesel(500 + call.pk), email=email)

    return _offer(project, title, details, office, hours_ago)


def offered_place_of(who, title, slug="friendly-office"):
    """A call whose list was closed an hour ago, with an offer to somebody who has an account."""
    from atut.work.partnership.models import PersonClaim
    from atut.work.partnership.rules import PersonDetails

    project = project_named(slug)
    person = PersonClaim.objects.filter(user__name=who, person__project=project).order_by("pk")[0].person
    office = person.employments.order_by("pk")[0].organisation
    known = PersonDetails(person.first_name, person.last_name, pesel=person.pesel, email=person.email)
    return _offer(project, title, lambda _call: known, office, hours_ago=1)


def _offer(project, title, details, office, hours_ago):
    from atut.base.kernel import clock
    from atut.base.kernel.actors import anonymous
    from atut.base.privacy.queries import current_texts
    from atut.work.recruitment import actions
    from atut.work.recruitment.models import Call, Place
    from atut.work.recruitment.rules.applying import NEEDED, TICKED

    then = clock.now() - timedelta(hours=hours_ago)
    call = Call.objects.get(key=open_call(title, 2, project.slug)["call"])
    data = actions.ApplicationData(
        person=details(call),
        office=office,
        post="referentka",
        editions=[opening.edition for opening in call.openings.order_by("pk")],
        texts=list(current_texts(project, NEEDED, then).values()),
        ticked=frozenset(TICKED),
    )
    application = actions.submit(call, data, actor=anonymous(project.pk), at=then)
    Call.objects.filter(pk=call.pk).update(closes_at=then)
    actions.assess(application, actor=coordinator_of(project), at=then)
    actions.close_selection(call, actor=coordinator_of(project), at=then)
    return {"place": Place.objects.get(application=application).key, "call": call.key}


def hour_of_answer(place):
    """The last moment to answer an offer passes."""
    from atut.base.kernel import clock
    from atut.work.recruitment.models import Place

    Place.objects.filter(key=place).update(answer_by=clock.now())
    return {}


def lapsed(place):
    """The program lets the offer lapse, as it does every minute; it may have been faster."""
    from atut.base.kernel import clock
    from atut.base.kernel.actors import system
    from atut.work.recruitment.actions import expire_place
    from atut.work.recruitment.models import Place

    known = Place.objects.get(key=place)
    if known.status == "offered":
        expire_place(known, actor=system(known.application.call.project_id), at=clock.now())
    return {}


def newer_link(place):
    """The person asks for a new link: the one before stops working."""
    from atut.base.kernel import clock
    from atut.base.kernel.actors import Actor
    from atut.work.recruitment.actions import renew_link
    from atut.work.recruitment.models import Place
    from atut.work.recruitment.rules.links import bearer

    known = Place.objects.get(key=place)
    project = known.application.call.project
    at = clock.now() - timedelta(minutes=30)  # so that another one may be asked for now
    renew_link(known, actor=Actor(label=bearer(known.key), project_id=project.pk), at=at)
    return {}


def meeting_of_yesterday(group, room, hour, slug="friendly-office"):
    """A meeting of a group that was held yesterday evening and whose list nobody has finished."""
    from atut.base.kernel import clock
    from atut.work.training import actions
    from atut.work.training.models import Group

    project, day = project_named(slug), clock.today() - timedelta(days=1)
    held = Group.objects.get(edition__project=project, name=group)
    plan = actions.SessionPlan(
        starts_at=clock.at(day, hour), ends_at=clock.at(day, hour + 1), room=room, topic=f"Spotkanie: {room}", break_minutes=0
    )
    session = actions.add_session(held, plan, actor=coordinator_of(project), at=clock.now())
    return {"session": session.key, "topic": session.topic}


def editor(who, email, password, slug="friendly-office"):
    """An invited editor with an account, whose second factor is an authenticator with this secret."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from atut.base.accounts import actions as accounts
    from atut.base.kernel import clock

    project, at = project_named(slug), clock.now()
    wanted = accounts.InvitationDetails(email, who, "editor", project)
    invitation = accounts.invite(wanted, actor=coordinator_of(project), at=at)
    user = accounts.accept_invitation(invitation, name=who, password=password, language="pl", at=at)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return {"secret": secret}


def hour_of_publishing(title):
    """The hour at which an editor planned a page passes, and the program publishes it, as it does every two minutes."""
    from wagtail.models import Page, Revision

    from atut.base.kernel import clock
    from atut.front.pages.tasks import keep_to_plans

    page, at = Page.objects.get(draft_title=title), clock.now()
    for revision in Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False):
        revision.content["go_live_at"], revision.approved_go_live_at = at.isoformat(), at
        revision.save()
    keep_to_plans(at)
    return {}


def letters_due():
    """The jobs that write and send letters look at once, not within seconds; one that looks just now is left alone."""
    from atut.base.jobs.models import Job
    from atut.base.kernel import clock

    Job.objects.filter(name__in=["voices.post_letters", "mail.send_waiting"], lease_until=None).update(next_at=clock.now())
    return {}
