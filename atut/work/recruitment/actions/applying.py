"""Applying: the one road for online, paper and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Upload
from atut.base.kernel.actors import Actor
from atut.base.kernel.keys import new_code
from atut.base.kernel.prepared import insert
from atut.base.kernel.texts import text_in
from atut.base.privacy.actions import declare
from atut.base.privacy.models import DeclarationText
from atut.base.projects.actions import next_number, written_number
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import rules as people
from atut.work.partnership.actions import employ
from atut.work.programme.models import Edition
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.consenting import ask_consent
from atut.work.recruitment.actions.doubting import differs_from, person_of_form, person_of_paper
from atut.work.recruitment.actions.drafting import erased, take_over
from atut.work.recruitment.models import Application, Call, Choice, Draft, RepeatedForm
from atut.work.recruitment.notices import applying as notices
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries import enclosing
from atut.work.recruitment.queries.calls import ToApply, locked_to_apply
from atut.work.recruitment.queries.enclosing import must_pair
from atut.work.recruitment.rules import applying as rules
from atut.work.recruitment.rules import calls, points, prompts
from atut.work.recruitment.rules.applying import Reason, ReasonCode
from atut.work.recruitment.rules.enclosing import NoPairs, must_enclose, must_name_superior
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.joining import must_have_a_list


@dataclass(frozen=True)
class ApplicationData:
    """What an applicant says. `texts` are the declarations and clauses as shown, `ticked` the kinds declared."""

    person: people.PersonDetails
    office: Organisation
    post: str
    editions: Sequence[Edition]
    texts: Sequence[DeclarationText]
    ticked: frozenset[str]
    unit: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    confided: Mapping[str, bool] = field(default_factory=dict, repr=False)
    written: Mapping[str, str] = field(default_factory=dict, repr=False)
    post_kind: str = ""
    access_needs: str = field(default="", repr=False)
    form_token: str = ""
    draft: Draft | None = None  # the form kept for later and the papers sent ahead of it
    superior: str = ""  # whom to ask for consent, by mail
    pair: str = ""


@dataclass(frozen=True)
class Paper:
    """An application brought on paper: where it stands in the office's register, and its scan."""

    register_number: str
    scan: bytes = field(default=b"", repr=False)
    scan_name: str = "skan.pdf"


@dataclass(frozen=True)
class Come:
    """How and when an application came."""

    actor: Actor
    at: datetime
    received_at: datetime
    paper: Paper | None
    is_late: bool = False  # taken in after the list was made


@action
def submit(
    call: Call,
    application: ApplicationData,
    *,
    actor: Actor,
    at: datetime,
    received_at: datetime | None = None,
    paper: Paper | None = None,
) -> Application:
    """Take an application: online at once, or from paper with the day and hour of the incoming stamp.

    Everything is one transaction: person, employment, declarations, application, audit, receipt. The same form
    twice is one application. A second form of the same person changes nothing and, online, is answered like
    any other, so that nobody can find out who has applied; the person is told at the address on file.
    """
    come = Come(actor, at, received_at if paper and received_at else at, paper)
    opened = locked_to_apply(call)
    call = opened.call
    sent = queries.application_of_form(application.form_token)
    if sent:
        record("recruitment.application.replayed", sent, actor=actor, at=at)
        return sent
    data = must_be_taken(opened, application, come)
    first = queries.standing_application(call, call.project.identity_hash(data.person.identifier))
    if first:
        return _repeated(call, first, data, come)
    return taken(opened, data, come)


def must_be_taken(opened: ToApply, data: ApplicationData, come: Come) -> ApplicationData:
    """Refuse what no application to this call may lack; the same with the person's details tidied and checked."""
    _may_apply(opened, data, come)
    _must_be_whole(opened, data, come)
    return replace(data, person=people.checked(data.person, today=come.at.date()))


def _may_apply(opened: ToApply, data: ApplicationData, come: Come) -> None:
    call = opened.call
    partner = opened.partners.get(data.office.pk)
    if not call.rules.access.takes(data.office.key):
        raise rules.OfficeLeftOut
    if partner is None:
        raise rules.NotAPartner
    if come.paper:
        permissions.enter_paper.require(come.actor, partner)
        rules.must_have_come(come.received_at, at=come.at)
        if not come.paper.register_number.strip():
            raise rules.StampNeeded
    else:
        permissions.apply.require(come.actor, call)
    if come.is_late:
        must_have_a_list(call.status)
    else:
        calls.must_be_open(call.status, opens_at=call.opens_at, closes_at=call.closes_at, at=come.received_at)
    rules.must_choose([e.key for e in data.editions], {opening.edition.key for opening in opened.openings})
    if not set(rules.TICKED) <= data.ticked:
        raise rules.DeclarationsMissing
    if not set(rules.NEEDED) <= {text.kind for text in data.texts}:
        raise rules.TextsChanged
    p = data.person
    rules.must_be_identified(pesel=p.pesel, other=p.other_identifier, birth_date=p.birth_date, sex=p.sex)


def _must_be_whole(opened: ToApply, data: ApplicationData, come: Come) -> None:
    """What this call wants besides: papers, whom to ask for consent, who comes together. On paper it may come later."""
    wanted = opened.call.rules
    most = wanted.most_choices or len(opened.openings)
    if len(data.editions) > most:
        raise rules.TooManyChosen(most=most)
    if data.pair and not wanted.pairs:
        raise NoPairs
    prompts.must_fit(wanted.criteria, data.written)
    if come.paper:
        return
    prompts.must_be_written(wanted.criteria, data.written)
    must_name_superior(is_needed=wanted.access.superior_consent, superior=data.superior, own=data.person.email)
    if wanted.compulsory:
        enclosed = enclosing.codes_of(data.draft) if data.draft else ()
        must_enclose([(one.code, text_in(one.label)) for one in wanted.compulsory], enclosed)


def _number(project: Project, at: datetime) -> str:
    return written_number(project, next_number(project, series="application", year=at.year), at.year)


def _repeated(call: Call, first: Application, data: ApplicationData, come: Come) -> Application:
    """A further form of somebody who has applied: numbered like any other letter, without effect on the first."""
    if come.paper:
        raise rules.AlreadyApplied(number=first.number)
    if queries.was_repeated(data.form_token):
        record("recruitment.application.replayed", first, actor=come.actor, at=come.at)
        return first
    if data.draft:
        erased(data.draft, actor=come.actor, at=come.at)
    RepeatedForm.objects.create(
        application=first,
        number=_number(call.project, come.at),
        code=new_code(),
        received_at=come.received_at,
        form_token=data.form_token or None,
    )
    record("recruitment.application.repeated", first, actor=come.actor, at=come.at)
    notices.application_repeated(first, at=come.at)
    return first


def taken(opened: ToApply, data: ApplicationData, come: Come) -> Application:
    """Write the application with all that belongs to it. The call is locked, and everything has been checked."""
    call = opened.call
    register = person_of_paper if come.paper else person_of_form
    person, doubt = register(call.project, data.person, organisation=data.office, actor=come.actor, at=come.at)
    if not person.is_new and (first := queries.standing_of(call, person)):  # the number was doubted, or is new to the entry
        return _repeated(call, first, data, come)
    employment = employ(person, organisation=data.office, post=data.post, unit=data.unit, actor=come.actor, at=come.at)
    paper = come.paper
    application = Application(
        call=call,
        person=person,
        employment=employment,
        number=_number(call.project, come.at),
        code=new_code(),
        received_at=come.received_at,
        recorded_at=come.at,
        channel="paper" if paper else "online",
        register_number=paper.register_number.strip() if paper else "",
        scan=_kept_scan(call.project, paper, come.at) if paper and paper.scan else None,
        language=data.person.language,
        answers={c.code: bool(data.answers.get(c.code)) for c in points.asked(call.rules.criteria)},
        confided={fact: bool(data.confided[fact]) for fact in call.rules.asked_facts if fact in data.confided},
        written=prompts.kept(call.rules.criteria, data.written),
        post_kind=data.post_kind if call.rules.access.posts else "",
        pair=data.pair,
        access_needs=data.access_needs.strip(),
        differs=differs_from(person, data.person) | doubt,
        identity=Identity.DOUBTED if doubt else Identity.UNDOUBTED,
        reasons=[Reason(ReasonCode.OTHER_NAME).as_data()] if doubt else [],
        form_token=data.form_token or None,
        is_late=come.is_late,
    )
    insert(application)
    insert(*(Choice(application=application, edition=e, preference=n) for n, e in enumerate(data.editions, start=1)))
    declare(application, data.texts, language=data.person.language, actor=come.actor, at=come.at)
    record("recruitment.application.submitted", application, actor=come.actor, at=come.received_at)
    _with_what_belongs_to_it(application, data, come)
    _tell(application, opened, data, come)
    return application


def _tell(application: Application, opened: ToApply, data: ApplicationData, come: Come) -> None:
    if come.is_late:
        notices.application_late(application, at=come.at)
    else:
        notices.application_received(application, opened, [str(e) for e in data.editions], at=come.at)


def _with_what_belongs_to_it(application: Application, data: ApplicationData, come: Come) -> None:
    """The papers sent ahead, the question to the superior, the one to come with. Most calls ask for none of it."""
    if data.draft:
        said = {**application.answers, **application.confided}
        idle = [paper.code for what, paper in application.call.rules.proofs.items() if not said.get(what)]
        take_over(data.draft, application, without=idle, actor=come.actor, at=come.at)
    if application.call.rules.access.superior_consent:
        ask_consent(application, data.superior, actor=come.actor, at=come.at)
    if data.pair:
        must_pair(application, data.pair)


def _kept_scan(project: Project, paper: Paper, at: datetime) -> StoredFile:
    """Opened and checked as every paper that comes in, whoever brings it."""
    scan, purpose = Upload(paper.scan_name, paper.scan), "recruitment.scan"
    stored, _pages = files.keep_paper(
        [scan], title=PurePath(paper.scan_name).stem, language="pl", purpose=purpose, project=project, at=at
    )
    files.take_over(stored, purpose=purpose)
    return stored


def locked(application: Application) -> Application:
    """The application as it is now, held until the verb ends."""
    return queries.whole().select_for_update(of=("self",)).get(pk=application.pk)
