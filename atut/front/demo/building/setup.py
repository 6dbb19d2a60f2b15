"""First stage: the project with its funder's profile, organisations, partners, goals, programme, texts and accounts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from atut.base.accounts import actions as accounts
from atut.base.accounts.models import Invitation, User
from atut.base.accounts.queries import actor_for
from atut.base.kernel.actors import Actor, system
from atut.base.kernel.roles import Role
from atut.base.privacy import actions as privacy
from atut.base.projects import actions as projects
from atut.base.projects.models import Commune, FundingProfile, Organisation, Project
from atut.front.demo.building.calendar import Calendar
from atut.front.demo.building.inputs import Inputs
from atut.front.pages import actions as pages
from atut.front.pages.rules import SiteWords
from atut.work.partnership import actions as partnership
from atut.work.partnership.models import Goal
from atut.work.partnership.rules import GoalDetails
from atut.work.programme import actions as programme
from atut.work.programme.models import Edition, SupportForm
from atut.work.programme.rules import EditionDetails, FormDetails


@dataclass
class Site:
    """The building site of one project: what has been made so far, by the codes of the input files."""

    inputs: Inputs
    calendar: Calendar
    project: Project
    organisations: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    forms: dict[str, SupportForm] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    led: dict[str, set[date]] = field(default_factory=dict)  # days on which each trainer has a meeting
    known: dict[str, Actor] = field(default_factory=dict)  # who has been asked for since roles last changed

    @property
    def plan(self) -> dict[str, Any]:
        """project.json."""
        return self.inputs.plan

    @property
    def opening(self) -> datetime:
        """The morning of the project's first day: when everything of this stage happened."""
        return self.calendar.moment(self.plan["starts"], 8)

    @property
    def night(self) -> Actor:
        """The program itself."""
        return system(self.project.pk)

    def actor(self, code: str) -> Actor:
        """One of the people with an account."""
        if code not in self.known:
            self.known[code] = actor_for(self.users[code], self.project)
        return self.known[code]

    @property
    def coordinator(self) -> Actor:
        """The project's coordinator."""
        return self.actor(next(user["code"] for user in self.plan["users"] if user["role"] == Role.COORDINATOR))


def lay(inputs: Inputs, calendar: Calendar, profile: FundingProfile) -> Site:
    """Everything that stands before anybody applies."""
    site = Site(inputs, calendar, _project(inputs.plan, calendar, profile))
    pages.create_site(site.project, SiteWords(site.plan["promise"], site.plan["summary"]), actor=system(), at=site.opening)
    _organisations(site)
    _accounts(site)
    _goals(site, site.plan["goals"], None)
    _programme(site)
    _texts(site)
    return site


def _project(plan: dict[str, Any], calendar: Calendar, profile: FundingProfile) -> Project:
    same = ["slug", "host", "name", "code_prefix", "languages", "tagline", "summary", "number"]
    same += ["office_name", "office_address", "office_person", "office_phone", "office_email", "office_hours", "as_if_note"]
    details = projects.ProjectDetails(
        **{name: plan[name] for name in same},
        profile=profile,
        starts_on=calendar.day(plan["starts"]),
        ends_on=calendar.day(plan["ends"]),
        value_total=Decimal(plan["value_total"]),
        value_eu=Decimal(plan["value_eu"]),
    )
    return projects.create_project(details, actor=system(), at=calendar.moment(plan["starts"], 8))


def _organisations(site: Site) -> None:
    same = ("kind", "name", "short_name", "nip", "street", "locality", "postcode", "phone", "email", "website", "hours")
    communes = {commune.terc: commune for commune in Commune.objects.all()}
    for position, known in enumerate(site.plan["organisations"], 1):
        parent = site.organisations.get(known.get("parent", ""))
        details = projects.OrganisationDetails(
            **{name: known[name] for name in same}, parent=parent, commune=communes[known["terc"]]
        )
        organisation = projects.add_organisation(details, actor=system(), at=site.opening)
        site.organisations[known["code"]] = organisation
        partnership.add_partner(
            site.project, organisation, role=known["role"], position=position, actor=_administrator(site), at=site.opening
        )


def _administrator(site: Site) -> Actor:
    """An administrator in this project's house, until the accounts exist: the first one is made from the command line."""
    code = next(user for user in site.plan["users"] if user["role"] == Role.ADMINISTRATOR)
    if code["code"] not in site.users:
        site.users[code["code"]] = accounts.create_administrator(code["email"], code["name"], actor=system(), at=site.opening)
    return site.actor(code["code"])


def _accounts(site: Site) -> None:
    """Everybody is invited and accepts, as in an office."""
    for known in site.plan["users"]:
        if known["code"] in site.users:
            continue
        office = site.organisations.get(known.get("organisation", ""))
        invited = accounts.InvitationDetails(known["email"], known["name"], known["role"], site.project, office)
        invitation: Invitation = accounts.invite(invited, actor=_administrator(site), at=site.opening)
        site.users[known["code"]] = accounts.accept_invitation(
            invitation, name=known["name"], password=None, language="pl", at=site.opening
        )
    site.known.clear()


def _goals(site: Site, goals: list[dict[str, Any]], parent: Goal | None) -> None:
    for position, known in enumerate(goals, 1):
        details = GoalDetails(known["kind"], known["title"], known["text"], position)
        goal = partnership.add_goal(site.project, details, parent=parent, actor=site.coordinator, at=site.opening)
        site.goals[known["code"]] = goal
        _goals(site, known.get("children", []), goal)


def _programme(site: Site) -> None:
    same = ("kind", "code", "title", "planned_minutes", "subject_area", "description", "required_percent", "has_certificate")
    for known in site.plan["forms"]:
        details = FormDetails(**{name: known[name] for name in same}, outcomes=tuple(known["outcomes"]))
        site.forms[known["code"]] = programme.add_support_form(
            site.project, details, goal=site.goals[known["goal"]], actor=site.coordinator, at=site.opening
        )
    for known in site.plan["editions"]:
        edition = EditionDetails(
            starts_on=site.calendar.working_day(known["starts"]),
            ends_on=site.calendar.working_day(known["ends"]),
            place=known["place"],
            capacity=known["capacity"],
            provider=known["provider"],
            number=known["number"],
        )
        code = f"{known['form']}{known['number']}"
        form = site.forms[known["form"]]
        site.editions[code] = programme.add_edition(form, edition, actor=site.coordinator, at=site.opening)


def _texts(site: Site) -> None:
    lead = site.plan["organisations"][0]
    filled = {"beneficiary": lead["name"], "address": site.plan["office_address"], "iod": site.plan["iod"]}
    for kind, text in site.plan["texts"].items():
        both = [
            {code: words.format(project=site.plan["name"][code], **filled) for code, words in text[part].items()}
            for part in ("title", "body")
        ]
        privacy.publish_text(site.project, kind, title=both[0], body=both[1], actor=site.coordinator, at=site.opening)
