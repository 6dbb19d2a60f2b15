"""What has happened before a journey begins, done by the program's own verbs in the server's data folder.

Run as `python -m e2e.scenes NAME '{"word": …}'` with the server's environment; answers in JSON. Only the hour is
moved without a verb: a journey cannot wait for the day on which a call closes.
"""

import json
import os
import sys
from datetime import timedelta
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
SHORT = 60  # minutes of support in the form of the journeys


def a_pesel(serial, *, year=1974, woman=True):
    """A number that fits its check digit; the person is invented."""
    digits = f"{year % 100:02d}0217{serial % 1000:03d}{(serial * 2) % 10 + (0 if woman else 1)}"
    return digits + str(-sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 10)


def _coordinator(project):
    from atut.base.accounts.models import Membership
    from atut.base.accounts.queries import actor_for

    held = Membership.objects.filter(project=project, role="coordinator", until=None).order_by("pk")[0]
    return actor_for(held.user, project)


def _project(slug):
    from atut.base.projects.models import Project

    return Project.objects.get(slug=slug)


def short_form(title, slug="friendly-office"):
    """A form of support of one hour, with a certificate, that no edition has yet."""
    from atut.base.kernel import clock
    from atut.work.programme import actions
    from atut.work.programme.models import SupportForm
    from atut.work.programme.rules import FormDetails

    project, code = _project(slug), next(f"E{n}" for n in count(1) if not SupportForm.objects.filter(code=f"E{n}").exists())
    details = FormDetails(
        kind="training", code=code, title={"pl": title, "en": f"{title} (English)"}, planned_minutes=SHORT, subject_area="",
        description={}, outcomes=(), required_percent=80, has_certificate=True,
    )  # fmt: skip
    form = actions.add_support_form(project, details, goal=None, actor=_coordinator(project), at=clock.now())
    return {"form": form.key}


def edition(title, capacity=2, slug="friendly-office"):
    """An edition of a short form, a week from now."""
    from atut.base.kernel import clock
    from atut.work.programme import actions
    from atut.work.programme.models import SupportForm
    from atut.work.programme.rules import EditionDetails

    project, form = _project(slug), SupportForm.objects.get(key=short_form(title, slug)["form"])
    first = clock.today() + timedelta(days=7)
    details = EditionDetails(
        starts_on=first, ends_on=first + timedelta(days=7), place="Sabnie", capacity=capacity, provider="", number=1
    )
    made = actions.add_edition(form, details, actor=_coordinator(project), at=clock.now())
    return {"edition": made.key, "form": form.key}


def open_call(title, capacity=2, slug="friendly-office"):
    """A published call of one edition, open since the day before yesterday until tomorrow."""
    from atut.base.kernel import clock
    from atut.work.programme.models import Edition
    from atut.work.recruitment import actions

    project, at = _project(slug), clock.now()
    opened = Edition.objects.get(key=edition(title, capacity, slug)["edition"])
    draft = actions.CallDraft(
        title={"pl": title, "en": f"{title} (English)"},
        opens_at=at - timedelta(days=2),
        closes_at=at + timedelta(days=1),
        openings=[actions.Opening(opened, capacity)],
    )
    call = actions.create_call(project, draft, actor=_coordinator(project), at=at)
    actions.publish_call(call, actor=_coordinator(project), at=at)
    return {"call": call.key, "edition": opened.key}


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

    project = _project(slug)
    office = Partner.objects.filter(project=project, left_on=None).order_by("pk")[0].organisation

    def details(call):
        return PersonDetails(first_name, "Próbna", pesel=a_pesel(500 + call.pk), email=email)

    return _offer(project, title, details, office, hours_ago)


def offered_place_of(who, title, slug="friendly-office"):
    """A call whose list was closed an hour ago, with an offer to somebody who has an account."""
    from atut.work.partnership.models import PersonClaim
    from atut.work.partnership.rules import PersonDetails

    project = _project(slug)
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
    actions.assess(application, actor=_coordinator(project), at=then)
    actions.close_selection(call, actor=_coordinator(project), at=then)
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

    project, day = _project(slug), clock.today() - timedelta(days=1)
    held = Group.objects.get(edition__project=project, name=group)
    plan = actions.SessionPlan(
        starts_at=clock.at(day, hour), ends_at=clock.at(day, hour + 1), room=room, topic=f"Spotkanie: {room}", break_minutes=0
    )
    session = actions.add_session(held, plan, actor=_coordinator(project), at=clock.now())
    return {"session": session.key, "topic": session.topic}


def keys_of_other_offices(office, slug="friendly-office"):
    """Addresses of things of offices other than this one, and of the other project, for somebody to try."""
    from django.urls import reverse

    from atut.base.kernel import clock
    from atut.work.partnership.models import Person, StaffImport
    from atut.work.recruitment.models import Application, Call
    from atut.work.training.models import Participation

    project = _project(slug)
    theirs = Application.objects.filter(call__project=project).exclude(employment__organisation__short_name=office)
    application = theirs.order_by("pk")[0]
    people = Person.objects.exclude(project=project).order_by("pk")
    lists = StaffImport.objects.filter(project=project).exclude(organisation__short_name=office)
    records = Participation.objects.filter(project=project, person__isnull=False)
    record = records.exclude(employment__organisation__short_name=office).order_by("pk")[0]
    call = Call.objects.exclude(project=project).order_by("pk")[0]
    return {
        "not_mine": [
            reverse("recruitment:application_show", args=[application.key]),
            reverse("partnership:person_show", args=[application.person.key]),
            reverse("partnership:person_show", args=[people[0].key]),
            reverse("partnership:staff_import", args=[lists.order_by("pk")[0].key]),
            reverse("training:participation_show", args=[record.key]),
            reverse("recruitment:call_show", args=[call.key]),
        ],
        "other_name": application.person.listed_name,
        "yesterday": str(clock.today() - timedelta(days=1)),
    }


def things_to_open(slug):
    """Addresses that stand in mails or come to be by a verb, by the role that opens them."""
    from atut.base.kernel import clock

    project, at = _project(slug), clock.now()
    _waiting_for_the_office(project, at)
    nobody = [*_in_mails(project), *_by_a_key(project), *_letters_of_strangers(project, at)]
    return {"coordinator": _of_the_office(project, slug), "nobody": nobody}


def _letters_of_strangers(project, at):
    """Addresses that stand in the mails of voices, and the pages behind its forms."""
    from django.urls import reverse

    from atut.base.kernel.actors import anonymous
    from atut.front.voices import actions
    from atut.front.voices.models import Topic
    from atut.front.voices.queries.links import Purpose, token

    visitor = anonymous(project.pk)
    topic = Topic.objects.select_related("project").get(project=project, address="/o-projekcie/")
    written = actions.Written("Próba", "proba@znajomi.example", "Słowa, które czekają na potwierdzenie.")
    comment = actions.write_comment(topic, written, parent=None, actor=visitor, at=at)
    asked = actions.ask_news(project, email="proba@znajomi.example", language="pl", actor=visitor, at=at)
    links = {
        "mailbox_block": (Purpose.BLOCK, comment.email_hash),
        "comment_confirm": (Purpose.CONFIRM, comment.key),
        "comment_own": (Purpose.OWN, comment.key),
        "news_confirm": (Purpose.NEWS, asked.key),
        "news_end": (Purpose.NEWS_END, asked.key),
    }
    found = [reverse(f"voices:{name}", args=[token(purpose, project, value)]) for name, (purpose, value) in links.items()]
    return found + [reverse(f"voices:{name}", args=[topic.key]) for name in ("page_recommended", "comment_written")]


def _waiting_for_the_office(project, at):
    """A request to erase, an invitation, a staff list with a row to mend."""
    from atut.base.accounts import actions as accounts
    from atut.base.privacy import actions as privacy
    from atut.work.partnership import actions as partnership
    from atut.work.partnership.models import Partner, Person

    coordinator = _coordinator(project)
    person = Person.objects.filter(project=project).exclude(applications=None).order_by("pk")[0]
    privacy.receive_request(project, "erasure", person_key=person.key, received_at=at, actor=coordinator, at=at)
    wanted = accounts.InvitationDetails("zaproszona@probna.example", "Zaproszona Próbna", "coordinator", project)
    accounts.invite(wanted, actor=coordinator, at=at)
    office = Partner.objects.filter(project=project, left_on=None).order_by("pk")[0].organisation
    rows = "Imię;Nazwisko;Stanowisko\nBarbara;Próbna;referentka\n;;inspektor\n".encode()
    for name in ("lista.csv", "przyjeta.csv"):
        brought = partnership.bring_staff_list(project, office, content=rows, name=name, actor=coordinator, at=at)
    partnership.apply_staff_list(brought, actor=coordinator, at=at)


def _in_mails(project):
    """What a mail of each kind leads to: the newest of a kind stands for all."""
    import re

    from atut.base.mail.models import Message

    newest = {}
    for message in Message.objects.filter(project=project).order_by("pk"):
        newest[message.kind] = message
    found = []
    for message in newest.values():
        found += [f"/demo/mail/{message.key}/", *re.findall(rf"//{re.escape(project.host)}[:\d]*(/\S*\w/?)", message.text)]
    return found


def _by_a_key(project):
    """What a code on a certificate, an old link to the own page and a forgotten password lead to."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.urls import reverse

    from atut.base.accounts.models import User
    from atut.work.partnership.models import AccountLink
    from atut.work.partnership.queries import link_token
    from atut.work.recruitment.models import Place
    from atut.work.recruitment.queries.answers import token_of
    from atut.work.training.models import Certificate

    user = User.objects.get(pk=_coordinator(project).user_id)
    words = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    certificates = Certificate.objects.filter(enrolment__group__edition__project=project).order_by("pk")[:1]
    links = [link_token(link) for link in AccountLink.objects.filter(person__project=project).order_by("pk")[:1]]
    place = token_of(Place.objects.filter(application__call__project=project).order_by("-pk")[0])
    return [
        reverse("account_reset_password_from_key", kwargs=words),
        *(reverse(f"recruitment:{name}", args=[place]) for name in ("link_renew", "link_renewed")),
        *(reverse("training:certificate_answer", args=[one.check_code]) for one in certificates),
        *(reverse(f"partnership:account_link_{name}", args=[token]) for name in ("renew", "renewed") for token in links),
    ]


def _of_the_office(project, slug):
    """What a coordinator is led to only on some days: a draft, an offer to answer by telephone, a failed message."""
    from django.urls import reverse

    from atut.base.accounts.models import Membership
    from atut.base.audit.models import Entry
    from atut.base.kernel import clock
    from atut.base.mail.models import Message
    from atut.front.voices.models import Comment, Topic
    from atut.work.partnership.models import Person, StaffImport
    from atut.work.programme.models import Edition
    from atut.work.recruitment import actions
    from atut.work.recruitment.models import Application
    from atut.work.training.models import Group, Participation
    from atut.work.training.queries import calendar_token

    at, coordinator = clock.now(), _coordinator(project)
    opened = Edition.objects.get(key=edition("Szkolenie szkicu", slug=slug)["edition"])
    draft = actions.CallDraft({"pl": "Szkic naboru"}, at, at + timedelta(days=9), [actions.Opening(opened, 2)])
    call, thrown_away = (actions.create_call(project, draft, actor=coordinator, at=at) for _unused in range(2))
    actions.discard_call(thrown_away, actor=coordinator, at=at)  # an entry that keeps old values
    offered = offered_place("Nabór z propozycją", "Celina", "celina@probna.example", slug=slug)
    closed = open_call("Nabór bez listy", slug=slug)["call"]
    hour_of_closing(closed)
    first = {
        "partnership:staff_import_read": StaffImport.objects.filter(project=project, applied_at=None, discarded_at=None),
        "partnership:staff_import_file": StaffImport.objects.filter(
            project=project, rejected_file__isnull=False, rejected_file__emptied_at=None
        ),
        "accounts:factor_recover": Membership.objects.filter(project=project, until=None).exclude(user=None),
        "audit:entry": Entry.objects.filter(project=project).exclude(detail__isnull=True),
        "mail:message_retry": Message.objects.filter(project=project),
        "recruitment:application_identify": Application.objects.filter(call__project=project),
        "training:participation_leave": Participation.objects.filter(project=project, person__isnull=False, status="in_project"),
        "voices:talks": Topic.objects.filter(project=project),
        "voices:comment_answer": Comment.objects.filter(topic__project=project, parent=None, status="shown"),
        "training:group_finish": Group.objects.filter(edition__project=project),
        "training:enrol": Group.objects.filter(edition__project=project),
        "training:participation_sign": Participation.objects.filter(project=project, person__isnull=False),
    }
    person = Person.objects.filter(project=project).exclude(applications=None).order_by("pk")[0]
    return [
        *(reverse(f"recruitment:{name}", args=[call.key]) for name in ("call_edit", "call_discard", "call_publish")),
        reverse("recruitment:selection_close", args=[closed]),
        *(reverse(name, args=[found.order_by("pk")[0].key]) for name, found in first.items() if found.exists()),
        reverse("recruitment:place_told", args=[offered["place"]]),
        reverse("training:calendar", args=[calendar_token(person)]),
    ]


def main(name, words):
    """Play one scene."""
    import django

    django.setup()
    return globals()[name](**words)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
