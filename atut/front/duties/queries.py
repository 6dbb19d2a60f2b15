"""Questions of the room: the description of the project, what is missing, the statement, what waits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import text_in
from atut.base.kernel.worklist import Item
from atut.base.privacy.models import DeclarationText
from atut.base.privacy.queries import current_texts
from atut.base.privacy.rules import TextKind
from atut.base.projects.letterhead import Funding, funding
from atut.base.projects.models import Project
from atut.base.projects.rules.signs import SignCode
from atut.front.duties import permissions
from atut.front.duties.models import Barrier, Said, Test
from atut.front.duties.rules import accessibility, description
from atut.front.duties.rules.description import Element, Gap
from atut.work.monitoring.models import Indicator
from atut.work.partnership.queries import goals
from atut.work.partnership.rules import GoalKind
from atut.work.programme.models import SupportForm

NAME_KEPT = timedelta(days=1826)  # five years: as long as a monitoring may ask who tested
CLAUSES = (TextKind.CLAUSE_BENEFICIARY, TextKind.CLAUSE_MINISTER)


def said_of(project: Project) -> Said:
    """What the office said; an empty row, not kept, where it said nothing. One query."""
    return Said.objects.filter(project=project).first() or Said(project=project)


@dataclass(frozen=True, slots=True)
class Described:
    """The page about the project: every element the funder asks for, from the project's own data where they are there."""

    title: str
    aim: str
    goals: list[str]
    tasks: list[str]
    groups: str
    effects: str
    indicators: list[Indicator]
    funding: Funding
    hashtags: list[str]


def described(project: Project) -> Described:
    """The description. Goals, tasks and planned effects come from the rooms of the work. Four queries."""
    said, tree = said_of(project), goals(project)
    main = [text_in(goal.title) for goal in tree if goal.kind == GoalKind.MAIN]
    forms = SupportForm.objects.filter(project=project).order_by("code", "pk")
    return Described(
        title=text_in(project.name),
        aim=text_in(said.aim) or " ".join(main),
        goals=[text_in(goal.title) for goal in tree if goal.kind == GoalKind.SPECIFIC],
        tasks=[text_in(form.title) for form in forms],
        groups=text_in(said.groups),
        effects=text_in(said.effects),
        indicators=list(Indicator.objects.filter(project=project).exclude(target_total=None).order_by("position", "pk")),
        funding=funding(project),
        hashtags=[str(one) for one in project.profile.data.get("hashtags", [])],
    )


def post(project: Project) -> str:
    """The text for the obligatory entry in social media."""
    one = described(project)
    url = project.url(reverse("duties:description"))
    return description.post(
        title=one.title, aim=one.aim, lines=[one.funding.sentence, *one.funding.lines], hashtags=one.hashtags, url=url
    )


def gaps(project: Project, at: datetime) -> list[Gap]:
    """What is missing on the site, in the order of the law's list. Eight queries."""
    said, shown, today = said_of(project), described(project), clock.local(at).date()
    signs = {sign.code for sign in project.signs.all()}
    tests = [_tested(one) for one in tests_of(project)]
    there = {
        Element.TITLE: shown.title,
        Element.AIM: shown.aim,
        Element.TASKS: shown.tasks,
        Element.GROUPS: shown.groups,
        Element.EFFECTS: shown.effects or shown.indicators,
        Element.VALUE: project.value_total is not None,
        Element.EU_SHARE: project.value_eu is not None,
        Element.NUMBER: project.number,
        Element.HASHTAGS: shown.hashtags,
        Element.SIGN_FE: SignCode.FE in signs,
        Element.SIGN_RP: SignCode.RP in signs,
        Element.CONTACT: said.contact_name and (said.contact_email or said.contact_phone),
        Element.ARCHITECTURE: said.architecture,
        Element.PUBLISHED: said.published_on,
        Element.MANUAL_TEST: accessibility.proof(tests, today),
        Element.REVIEW: accessibility.review_due(said.reviewed_on, today) is None,
        Element.EASY_TEXT: said.easy_text,
        Element.RECORDING: said.recording_url or said.recording_file,
        Element.SCOPE: said.scope_text,
        Element.CLAUSES: len(clauses(project, at)) == len(CLAUSES),
    }
    return description.gaps(element.value for element, found in there.items() if found)


def clauses(project: Project, at: datetime) -> list[DeclarationText]:
    """The information clauses in force, as they are shown to people who apply: the one source. One query."""
    found = current_texts(project, CLAUSES, at)
    return [found[kind] for kind in CLAUSES if kind in found]


def tests_of(project: Project) -> QuerySet[Test]:
    """Tests of accessibility, the newest first."""
    return Test.objects.filter(project=project).order_by("-tested_on", "-pk")


def barriers_of(project: Project) -> QuerySet[Barrier]:
    """Barriers that are open, the oldest first."""
    return Barrier.objects.filter(project=project, mended_on=None).order_by("found_on", "pk")


def barriers_seen_by(actor: Actor) -> QuerySet[Barrier]:
    """Those of the actor's project."""
    return Barrier.objects.filter(project=actor.project_id or 0)


def testers_due(at: datetime) -> QuerySet[Test]:
    """Tests whose tester's name has been kept long enough."""
    return Test.objects.exclude(tester="").filter(tested_on__lt=clock.local(at).date() - NAME_KEPT).order_by("pk")


@dataclass(frozen=True, slots=True)
class Statement:
    """The accessibility statement of one language version."""

    said: Said
    status: accessibility.Status
    newest: Test | None
    is_by_person: bool
    barriers: list[tuple[str, list[Barrier]]]
    made_on: date | None
    language: str

    @property
    def is_full(self) -> bool:
        """Nothing stands in the way."""
        return self.status == accessibility.Status.FULL


def statement(project: Project, at: datetime) -> Statement:
    """The statement with the status that follows from the records. Three queries."""
    said, tests, today = said_of(project), list(tests_of(project)), clock.local(at).date()
    known = [_tested(one) for one in tests]
    proof = accessibility.proof(known, today)
    shown = next((one for one in tests if proof and _tested(one) == proof), tests[0] if tests else None)
    rows = list(barriers_of(project))
    grouped = [(reason.label, [row for row in rows if row.reason == reason]) for reason in accessibility.Reason]
    return Statement(
        said=said,
        status=accessibility.status(known, [row.reason for row in rows], today),
        newest=shown,
        is_by_person=proof is not None,
        barriers=[(str(label), found) for label, found in grouped if found],
        made_on=said.prepared_on or (tests[-1].tested_on if tests else None),
        language=get_language() or "pl",
    )


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """The statement must be looked through by 31 March (act of 4.4.2019, art. 11). Two queries."""
    project = Project.objects.filter(pk=actor.project_id or 0).first() if permissions.SAY.allows(actor) else None
    if project is None:
        return []
    said, today = said_of(project), clock.local(at).date()
    due = accessibility.review_due(said.reviewed_on, today)
    if due is None or said.pk is None:  # nothing said yet: the page of duties says what to begin with
        return []
    words = ngettext("accessibility statement to look through", "accessibility statements to look through", 1)
    detail = _("The act on digital accessibility asks for it each year by 31 March.")
    return [Item(1, words, detail, reverse("duties:accessibility_change"), is_late=today > due)]


def _tested(one: Test) -> accessibility.Tested:
    return accessibility.Tested(one.kind, one.tester, one.outcome, one.tested_on)
