"""Addresses of things of the demo, for journeys that open what no menu leads to, or what is not theirs."""

from datetime import timedelta

from e2e.scenes import coordinator_of, edition, hour_of_closing, offered_place, open_call, project_named


def keys_of_other_offices(office, slug="friendly-office"):
    """Addresses of things of offices other than this one, and of the other project, for somebody to try."""
    from django.urls import reverse

    from atut.base.kernel import clock
    from atut.work.partnership.models import Person, StaffImport
    from atut.work.recruitment.models import Application, Call
    from atut.work.training.models import Participation

    project = project_named(slug)
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
    from atut.base.privacy.tasks import run_retention

    project, at = project_named(slug), clock.now()
    run_retention(at)  # the job of the night may run only now: what a page still leads to would be gone when it is opened
    _waiting_for_the_office(project, at)
    nobody = [*_in_mails(project), *_by_a_key(project), *_letters_of_strangers(project, at), *_of_one_application(project, at)]
    coordinator = [*_of_the_office(project, slug), *_of_consents_and_exchanges(project)]
    return {"coordinator": coordinator, "nobody": nobody, "committee": _of_a_sheet(project)}


def _of_one_application(project, at):
    """What a superior, an applicant who completes, one of two, and somebody with a form kept for later are led to by mail."""
    from django.urls import reverse

    from atut.work.recruitment.models import Application, Consent, Correction, Draft
    from atut.work.recruitment.queries.enclosing import token_of
    from atut.work.recruitment.rules import links

    things = {
        "consent": (links.CONSENT, Consent.objects.filter(application__call__project=project)),
        "correction": (links.CORRECTION, Correction.objects.filter(application__call__project=project)),
        "pair": (links.PAIR, Application.objects.filter(call__project=project).exclude(pair="")),
        "draft": (links.DRAFT, Draft.objects.filter(call__project=project, expires_at__gt=at)),
        "draft_saved": (links.DRAFT, Draft.objects.filter(call__project=project, expires_at__gt=at)),
    }
    sent = Application.objects.filter(call__project=project, channel="online").order_by("-pk")[0]
    return [
        *(reverse(f"recruitment:{name}", args=[sent.key]) for name in ("receipt", "receipt_link")),
        *(
            reverse(f"recruitment:{name}", args=[token_of(purpose, one)])
            for name, (purpose, found) in things.items()
            for one in found.order_by("-pk")[:1]
        ),
    ]


def _of_consents_and_exchanges(project):
    """Applications that wait for a consent or count by way of exception; a place that can be exchanged."""
    from django.urls import reverse

    from atut.work.recruitment.models import Application, Place

    first = {
        "application_consent": Application.objects.filter(call__project=project, consent__answered_at=None, consent__isnull=False),
        "application_override": Application.objects.filter(call__project=project).exclude(despite=""),
        "swap_ask": Place.objects.filter(application__call__project=project, status="confirmed"),
    }
    return [reverse(f"recruitment:{name}", args=[one.key]) for name, found in first.items() for one in found.order_by("pk")[:1]]


def _of_a_sheet(project):
    """The end of a sheet, which is led to once all of it is scored."""
    from django.urls import reverse

    from atut.work.committee.models import Member

    sitting = Member.objects.filter(committee__call__project=project, committee__call__status="published", dismissed_at=None)
    calls = sitting.exclude(declared_at=None).values_list("committee__call__key", flat=True).distinct()
    return [reverse("committee:sheet_close", args=[key]) for key in calls.order_by("committee__call__key")]


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
    from atut.work.recruitment import actions as recruitment
    from atut.work.recruitment.models import Call

    coordinator = coordinator_of(project)
    person = Person.objects.filter(project=project).exclude(applications=None).order_by("pk")[0]
    privacy.receive_request(project, "erasure", person_key=person.key, received_at=at, actor=coordinator, at=at)
    wanted = accounts.InvitationDetails("zaproszona@probna.example", "Zaproszona Próbna", "coordinator", project)
    accounts.invite(wanted, actor=coordinator, at=at)
    office = Partner.objects.filter(project=project, left_on=None).order_by("pk")[0].organisation
    rows = "Imię;Nazwisko;Stanowisko\nBarbara;Próbna;referentka\n;;inspektor\n".encode()
    for name in ("lista.csv", "przyjeta.csv"):
        brought = partnership.bring_staff_list(project, office, content=rows, name=name, actor=coordinator, at=at)
    partnership.apply_staff_list(brought, actor=coordinator, at=at)
    for call in Call.objects.filter(project=project, status="published", opens_at__lte=at, closes_at__gt=at).order_by("pk")[:1]:
        stranger = Person.objects.filter(project=project, erased_at=None).exclude(applications__call=call).order_by("-pk")[0]
        recruitment.invite(call, stranger, actor=coordinator, at=at)


def _workbooks_of(call, coordinator, at):
    """A workbook of applications that waits to be taken in, and one of which a row came back."""
    from django.urls import reverse

    from atut.work.recruitment import actions
    from atut.work.recruitment.tests.factories_importing import a_row, filled_in

    found = [reverse("recruitment:paper_import_bring", args=[call.key])]
    for name in ("czeka.xlsx", "przyjety.xlsx"):
        content = filled_in(call, a_row(call, at, pesel=""), a_row(call, at))
        brought = actions.bring_paper_list(call, None, content=content, name=name, actor=coordinator, at=at)
        found.append(reverse("recruitment:paper_import", args=[brought.key]))
    actions.apply_paper_list(brought, actor=coordinator, at=at)
    return [*found, reverse("recruitment:paper_import_file", args=[brought.key])]


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

    user = User.objects.get(pk=coordinator_of(project).user_id)
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
    from atut.work.recruitment.actions.publishing import publish_ranking
    from atut.work.recruitment.models import Application, Call
    from atut.work.recruitment.rules.sections import Section
    from atut.work.training.models import Group, Participation
    from atut.work.training.queries import calendar_token

    at, coordinator = clock.now(), coordinator_of(project)
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
    many = _done_to_many(project, coordinator, at)
    waiting = Application.objects.filter(call__project=project, status="submitted").order_by("-pk")[:1]
    listed = Call.objects.filter(project=project, status="selected").order_by("pk")[:1]
    for one in listed:
        publish_ranking(one.selection, until=at + timedelta(days=30), actor=coordinator, at=at)
    return [
        *(
            reverse(f"recruitment:{name}", args=[one.key])
            for name in ("ranking_publish", "ranking", "ranking_file")
            for one in listed
        ),
        *(
            reverse(f"recruitment:{name}", args=[call.key])
            for name in ("call_discard", "call_publish", "call_simulate", "regulation_sign")
        ),
        *(reverse("recruitment:call_edit", args=[call.key, section.value]) for section in Section),
        reverse("recruitment:selection_close", args=[closed]),
        *(reverse(f"recruitment:application_{name}", args=[one.key]) for name in ("correct", "reject") for one in waiting),
        *(
            reverse(f"committee:{name}", args=[one.key])
            for name in ("committee_show", "conflict_note", "appeals")
            for one in listed
        ),
        *(reverse(name, args=[found.order_by("pk")[0].key]) for name, found in first.items() if found.exists()),
        *_workbooks_of(Call.objects.get(key=open_call("Nabór do skoroszytu", slug=slug)["call"]), coordinator, at),
        *many,
        reverse("recruitment:place_told", args=[offered["place"]]),
        reverse("training:calendar", args=[calendar_token(person)]),
    ]


def _done_to_many(project, coordinator, at):
    """Two people beside each other, what became of many, the charts."""
    from django.urls import reverse

    from atut.work.recruitment.actions.batching import Wanted, run_batch
    from atut.work.recruitment.models import Application

    newest = Application.objects.filter(call__project=project, call__status="published").order_by("-pk")
    if not newest.exists():  # every list of this project is closed
        return []
    call = newest.select_related("call__project")[0].call
    pair = call.applications.select_related("call__project", "person", "employment").order_by("pk")[:2]
    batch = run_batch(call, Wanted("remind"), pair, token=f"walk{call.key}", actor=coordinator, at=at)
    of_two = [reverse("recruitment:compare", args=[call.key, *(one.key for one in pair)])] if len(pair) == 2 else []
    return [*of_two, reverse("recruitment:batch_show", args=[batch.key]), reverse("recruitment:call_charts", args=[call.key])]
