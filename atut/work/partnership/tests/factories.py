"""Partners, goals and people for tests, made by the verbs."""

import itertools

from atut.base.accounts.tests.factories import a_coordinator
from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions, rules
from atut.work.partnership.models import Partner

_count = itertools.count(1)
SURNAMES = ["Nowak", "Łąk", "Żółkiewska", "Ćwik", "Zając", "Święs", "Kowal", "Ósma", "Źrebiec", "Dąb"]


def a_pesel(born=None, sex="f", serial=None):
    """A valid invented PESEL."""
    born = born or clock.today().replace(year=1980, month=6, day=15)
    serial = next(_count) if serial is None else serial
    month = born.month + {19: 0, 20: 20}[born.year // 100]
    tenth = serial // 1000 % 5 * 2 + (sex == "m")
    body = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial % 1000:03d}{tenth}"
    check = (10 - sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True)) % 10) % 10
    return f"{body}{check}"


def a_partner(project, organisation=None, role="partner", **fields):
    organisation = organisation or an_office()
    known = Partner.objects.filter(project=project, organisation=organisation).first()
    return known or actions.add_partner(
        project,
        organisation,
        role=role,
        position=fields.pop("position", next(_count)),
        actor=a_coordinator(project),
        at=fields.pop("at", clock.now()),
    )


def a_goal(project, parent=None, kind=None, **fields):
    kind = kind or ("main" if parent is None else {"main": "specific", "specific": "measured"}[parent.kind])
    number = next(_count)
    details = rules.GoalDetails(kind=kind, title={"pl": f"Cel {number}", "en": f"Goal {number}"}, **fields)
    return actions.add_goal(project, details, parent=parent, actor=a_coordinator(project), at=clock.now())


def details(**fields):
    """Valid details of an applicant, with a PESEL of her own."""
    number = next(_count)
    known = {"first_name": "Anna", "last_name": SURNAMES[number % 10], "email": f"anna{number}@example.org", "phone": "600100200"}
    if "pesel" not in fields and "other_identifier" not in fields:
        known["pesel"] = a_pesel()
    return rules.PersonDetails(**{**known, **fields})


def a_person(project, organisation=None, *, post="inspektor", unit="Referat Finansów", at=None, **fields):
    """A person with a PESEL, employed in an office that is a partner. `pesel=""` for an entry of a staff list."""
    organisation = a_partner(project, organisation).organisation
    at = at or clock.now()
    actor = a_coordinator(project)
    person = actions.register_person(project, details(**fields), organisation=organisation, actor=actor, at=at)
    actions.employ(person, organisation=organisation, post=post, unit=unit, actor=actor, at=at)
    return person


def bring(content, project, office, actor, at, name="kadry.csv"):
    return actions.bring_staff_list(project, office, content=content, name=name, actor=actor, at=at)


def take_in(content, project, office, actor, at, name="kadry.csv"):
    return actions.apply_staff_list(bring(content, project, office, actor, at, name), actor=actor, at=at)


def text_file(*rows, encoding="utf-8", separator=";"):
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)
