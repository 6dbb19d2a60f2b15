"""What a member reads before scoring: answers of the form, answers written for the committee, papers the regulation opens."""

from dataclasses import dataclass

from django.db.models import QuerySet

from atut.base.kernel.texts import text_in
from atut.work.committee.models import Member
from atut.work.committee.queries.members import to_judge
from atut.work.recruitment.models import Application, Attachment
from atut.work.recruitment.rules.points import asked
from atut.work.recruitment.rules.prompts import answered


@dataclass(frozen=True, slots=True)
class Written:
    """One answer, with the question it answers and the language it was written in."""

    question: str
    answer: str
    language: str


def answers(application: Application) -> list[tuple[str, bool]]:
    """What the person answered in the form, as the sheet shows it: no name, no office."""
    lines = asked(application.call.rules.criteria)
    return [(text_in(line.label), bool(application.answers.get(line.code))) for line in lines]


def written(application: Application) -> dict[str, Written]:
    """What the person wrote, by criterion. One query, for a list does not bring it."""
    found = answered(application.call.rules.criteria, application.written)
    return {line.code: Written(question, answer, application.language) for line, question, answer in found}


def _papers(member: Member) -> QuerySet[Attachment]:
    """Papers of the applications the member judges, of the kinds the regulation opens to the committee."""
    kinds = [one.code for one in member.committee.call.rules.for_committee]
    found = Attachment.objects.filter(application__in=to_judge(member).order_by().values("pk"), code__in=kinds)
    return found.select_related("file", "application__call__project", "application__employment")


def papers(member: Member, application: Application) -> list[tuple[Attachment, str]]:
    """The papers of one application, each with its name, oldest first. One query; none where the committee reads no papers."""
    names = {one.code: text_in(one.label) for one in member.committee.call.rules.for_committee}
    if not names:
        return []
    return [(one, names[one.code]) for one in _papers(member).filter(application=application).order_by("sent_at", "pk")]


def paper(member: Member, code: str, key: str) -> Attachment | None:
    """One paper of the application with this code, if the member may read it. One query."""
    return _papers(member).filter(application__code=code, key=key).first()
