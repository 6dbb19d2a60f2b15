"""What has happened in a committee, or waits for a superior, before a journey begins: by the program's own verbs."""

from datetime import timedelta

from e2e.scenes import a_pesel, coordinator_of, hour_of_closing, open_call, project_named

MEMBERS = ("Elżbieta Rogalska-Mróz", "Barbara Zagórna")


def listed_call(title, slug="friendly-office"):
    """The same with every sheet closed and the list made: two places for three people, who are told of the term to appeal."""
    from atut.base.kernel import clock
    from atut.work.committee.actions import open_appeals
    from atut.work.recruitment.actions import assess, close_selection
    from atut.work.recruitment.models import Call

    call = Call.objects.get(key=judged_call(title, people=3, open_sheets=0, slug=slug)["call"])
    coordinator, at = coordinator_of(call.project), clock.now()
    for application in call.applications.order_by("pk"):
        assess(application, actor=coordinator, at=at)
    open_appeals(close_selection(call, actor=coordinator, at=at), actor=coordinator, at=at)
    last = call.applications.order_by("-received_at", "-pk")[0]
    return {"call": call.key, "email": last.person.email, "code": last.code}


def judged_call(title, people=5, open_sheets=1, slug="friendly-office"):
    """A call that is over, with so many applications; its members have declared, and all but so many have closed their sheets."""
    from atut.base.accounts.models import User
    from atut.base.accounts.queries import actor_for
    from atut.base.kernel import clock
    from atut.work.committee import actions
    from atut.work.committee.queries.members import to_judge
    from atut.work.recruitment.models import Call
    from atut.work.recruitment.rules.points import Criterion, Prompt
    from atut.work.recruitment.rules.regulation import Regulation

    project, made = project_named(slug), open_call(title, 2, slug)
    lines = (
        Criterion("pomysl", {"pl": "Pomysł", "en": "Idea"}, 10, "jury", weight=2, prompt=Prompt({"pl": "Co chcesz zmienić?"})),
        Criterion("plan", {"pl": "Plan", "en": "Plan"}, 5, "jury"),
    )
    Call.objects.filter(key=made["call"]).update(regulation=Regulation(criteria=lines, appeal_days=7).as_data())
    for number in range(people):
        serial = 700 + 10 * Call.objects.count() + number
        written = {"pomysl": f"Tablica spraw w holu, na początek {number + 2} najczęstsze."}
        _applied(project, made["call"], f"Osoba{serial}", serial, hours_ago=2 - number / 10, written=written)
    hour_of_closing(made["call"])
    call, at = Call.objects.select_related("project").get(key=made["call"]), clock.now()
    for place, name in enumerate(MEMBERS):
        user = User.objects.get(name=name)
        member = actions.appoint_member(call, user, is_chair=not place, actor=coordinator_of(project), at=at)
        actor = actor_for(user, project)
        member = actions.declare_impartiality(member, {}, actor=actor, at=at)
        if place < len(MEMBERS) - open_sheets:
            for application in to_judge(member).select_related("call__project"):
                actions.save_scores(member, application, {"pomysl": 6, "plan": 3}, actor=actor, at=at)
            actions.close_sheet(member, actor=actor, at=at)
    return {"call": call.key, "codes": sorted(call.applications.values_list("code", flat=True))}


def _applied(project, key, last_name, serial, *, office=None, superior="", email="", hours_ago=2, written=None):
    """Somebody of an office has sent the form."""
    from atut.base.kernel import clock
    from atut.base.kernel.actors import anonymous
    from atut.base.privacy.queries import current_texts
    from atut.work.partnership.models import Partner
    from atut.work.partnership.rules import PersonDetails
    from atut.work.recruitment import actions
    from atut.work.recruitment.models import Call
    from atut.work.recruitment.rules.applying import NEEDED, TICKED

    call, then = Call.objects.get(key=key), clock.now() - timedelta(hours=hours_ago)
    partners = Partner.objects.filter(project=project, left_on=None)
    partner = partners.get(organisation__short_name=office) if office else partners.order_by("pk")[0]
    data = actions.ApplicationData(
        person=PersonDetails("Próba", last_name, pesel=a_pesel(serial), email=email or f"{last_name.lower()}@probna.example"),
        office=partner.organisation,
        post="referentka",
        editions=[opening.edition for opening in call.openings.order_by("pk")],
        texts=list(current_texts(project, NEEDED, then).values()),
        ticked=frozenset(TICKED),
        superior=superior,
        written=written or {},
    )
    return actions.submit(call, data, actor=anonymous(project.pk), at=then)


def applications(call, people, slug="friendly-office"):
    """People have applied to a call, one after another, by the verb the public form uses."""
    from atut.work.recruitment.models import Application

    for number, last_name in enumerate(people):
        serial = 600 + Application.objects.count() + number
        _applied(project_named(slug), call, last_name, serial, hours_ago=2 - number / 10)
    return {}


def call_with_consent(title, people, slug="friendly-office"):
    """An open call that needs the superior's consent; somebody of each of these offices has applied: {surname: office}."""
    from atut.work.recruitment.models import Call
    from atut.work.recruitment.rules.regulation import Access, Regulation

    project, made = project_named(slug), open_call(title, 2, slug)
    Call.objects.filter(key=made["call"]).update(regulation=Regulation(access=Access(superior_consent=True)).as_data())
    for number, (last_name, office) in enumerate(people.items()):
        serial = 800 + 10 * Call.objects.count() + number
        _applied(project, made["call"], last_name, serial, office=office, superior="kierownictwo@probna.example")
    return made
