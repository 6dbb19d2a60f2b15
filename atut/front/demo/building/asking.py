"""What a form says, and what others are asked beside it: consents, what is missing, who comes with whom, an exchange."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from atut.base.files.rules import Upload
from atut.base.kernel.actors import Actor, anonymous
from atut.base.privacy.models import DeclarationText
from atut.front.demo.building.inputs import Row
from atut.front.demo.building.scan import list_of_duties
from atut.front.demo.building.setup import Site
from atut.work.partnership.rules import PersonDetails
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call, Draft, Place
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.applying import TICKED
from atut.work.recruitment.rules.enclosing import By
from atut.work.recruitment.rules.moves import PlaceStatus

Came = list[tuple[Row, Application]]


def data_of(site: Site, row: Row, texts: list[DeclarationText]) -> actions.ApplicationData:
    """What stands in one row of the input, as the verbs take it."""
    return actions.ApplicationData(
        person=PersonDetails(row["imie"], row["nazwisko"], pesel=row["pesel"], email=row["email"], phone=row["telefon"]),
        office=site.organisations[row["urzad"]],
        post=row["stanowisko"],
        editions=[site.editions[code] for code in row["wybory"].split("+")],
        texts=texts,
        ticked=frozenset(TICKED),
        answers={code: True for code in row["odpowiedzi"].split("+") if code},
        written=row,  # what the call asks to write has columns of its own
        superior=row.get("przelozony", ""),
        access_needs=row["potrzeby"],
    )


def ask(site: Site, came: Came) -> None:
    """Consents are answered the next day, or still waited for; some are asked to complete, and some do; two come together."""
    for row, application in came:
        if row.get("zgoda"):
            _answer_consent(site, row, application)
        if row.get("brakuje"):
            _complete(site, row, application)
    paired = sorted((row["para"], application.pk, application) for row, application in came if row.get("para"))
    for _label, two in groupby(paired, key=lambda one: one[0]):
        first, second = (one[2] for one in two)
        for application, other in ((first, second), (second, first)):
            at = application.received_at + timedelta(days=2)
            actions.name_pair(application, other.code, actor=_bearer(site, application), at=at)


def with_papers(site: Site, call: Call, data: actions.ApplicationData, at: datetime) -> actions.ApplicationData:
    """The same with the papers that prove its answers, sent ahead of the form."""
    wanted = [one for what, one in call.rules.proofs.items() if data.answers.get(what)]
    if not wanted:
        return data
    token = f"pokaz{call.pk:07d}{at.timestamp():020.0f}"
    for one in wanted:
        paper = Upload("dokument.pdf", list_of_duties(site.project, f"{data.person.first_name} {data.person.last_name}", data.post))
        actions.send_ahead(call, token, one.code, [paper], actor=anonymous(site.project.pk), at=at)
    return replace(data, form_token=token, draft=Draft.objects.get(form_token=token))


def _answer_consent(site: Site, row: Row, application: Application) -> None:
    consent, at = application.consent, application.recorded_at + timedelta(days=1)
    if row["zgoda"] == "papier":
        said = actions.Answer(True, how=By.PAPER, said_by="Sekretarz Gminy", said_at=at)
        actions.answer_consent(consent, said, actor=site.coordinator, at=at)
    else:
        answer = actions.Answer(row["zgoda"] == "tak", reason=row["powod"])
        actions.answer_consent(consent, answer, actor=_bearer(site, consent), at=at)


def _complete(site: Site, row: Row, application: Application) -> None:
    asked_at = site.calendar.moment(int(row["dzien_wezwania"]), 11)
    correction = actions.ask_correction(application, row["brakuje"], (), actor=site.coordinator, at=asked_at)
    if row["uzupelnienie"]:
        at = asked_at + timedelta(days=2)
        actions.supply_correction(correction, row["uzupelnienie"], {}, actor=_bearer(site, correction), at=at)


def ask_to_swap(site: Site, call: Call, codes: list[str]) -> None:
    """Two with one confirmed place each are asked to exchange; one has agreed already."""
    two = [_alone(call, site.editions[code].pk) for code in codes]
    at = site.calendar.moment(-1, 15)
    actions.ask_to_swap(*two, actor=site.coordinator, at=at)
    actions.agree_to_swap(two[0], actor=_bearer(site, two[0]), at=at + timedelta(hours=2))


def _alone(call: Call, edition: int) -> Place:
    """A confirmed place of somebody who holds no other one."""
    found = Place.objects.filter(application__call=call, edition=edition, status=PlaceStatus.CONFIRMED)
    others = Place.objects.exclude(edition=edition).values("application__person")
    return found.exclude(application__person__in=others).select_related("application__call__project", "edition").order_by("pk")[0]


def keep_drafts(site: Site, calls: dict[str, Call]) -> None:
    """Forms that people began yesterday and keep for later."""
    for number, known in enumerate(site.plan.get("drafts", [])):
        token = f"pokaz{site.project.pk:07d}{number:020d}"
        typed = actions.Typed(token, known["typed"], email=known["email"])
        actions.save_draft(calls[known["call"]], typed, actor=anonymous(site.project.pk), at=site.calendar.moment(-1, 20))


def _bearer(site: Site, thing: Any) -> Actor:
    """Whoever holds the link to it."""
    return Actor(label=links.bearer(thing.key), project_id=site.project.pk)
