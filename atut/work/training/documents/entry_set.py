"""The entry set: participation declaration, statement, both information clauses, filled from data and ready to sign.

What the office does not know yet is printed as an empty line, an unanswered question as boxes to tick: so the same
paper serves those who answered on the screen and those who did not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from atut.base.kernel.pdf import compile_pdf
from atut.base.kernel.texts import text_in
from atut.base.privacy.models import DeclarationText
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project
from atut.work.training.documents import wording
from atut.work.training.models import Participation
from atut.work.training.rules.dictionaries import answers_to, choices, label
from atut.work.training.rules.moves import EntryKind


@dataclass(frozen=True, slots=True)
class _Row:
    word: str
    answer: str = ""
    boxes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {"word": self.word, "answer": self.answer, "boxes": list(self.boxes)}


def entry_set_pdf(
    project: Project, participations: Iterable[Participation], *, kinds: Sequence[str] = EntryKind.values, at: datetime
) -> bytes:
    """Papers of one person or of a group, person by person, in the project's first language (Polish).

    Each paper uses the text version noted with it, else the one in force at the moment of printing.
    Takes participations with `person`, `employment__organisation`, `commune` and `entry_documents__text` loaded.
    """
    texts = texts_in_force(project, at=at)
    with override("pl"):
        papers = [_paper(project, one, kind, texts) for one in participations for kind in kinds]
        data = {
            "lang": "pl",
            "title": _("Entry set") if len(kinds) > 1 else str(EntryKind(kinds[0]).label),
            "letterhead": letterhead(project, "pl"),
            "rows_head": [_("Question"), _("Answer")],
            "papers": papers,
        }
    return compile_pdf("training/entry_set", data, at=at)


def texts_in_force(project: Project, *, at: datetime) -> dict[str, DeclarationText]:
    """The version of each text that is printed now, by kind of paper."""
    published = DeclarationText.objects.filter(project=project, kind__in=EntryKind.values, valid_from__lte=at)
    return {text.kind: text for text in published.order_by("kind", "version")}


def _paper(project: Project, one: Participation, kind: str, texts: dict[str, DeclarationText]) -> dict[str, Any]:
    noted = next((paper.text for paper in one.entry_documents.all() if paper.kind == kind and paper.text), None)
    text = noted or texts.get(kind)
    rows: list[_Row] = []
    if kind == EntryKind.PARTICIPATION:
        rows = _about_the_person(project, one)
    elif kind == EntryKind.STATEMENT:
        rows = _sensitive(project, one)
    is_declared = kind in (EntryKind.PARTICIPATION, EntryKind.STATEMENT)
    return {
        "title": wording.words(text_in(text.title, "pl") if text else str(EntryKind(kind).label)),
        "person": _name(one),
        "rows": [row.as_data() for row in rows],
        "text": wording.words(text_in(text.body, "pl")) if text else "",
        "signatures": [_("Place and day"), _("Signature") if is_declared else _("I have read it: signature")],
    }


def _name(one: Participation) -> str:
    return one.person.full_name if one.person else str(one.organisation)


def _about_the_person(project: Project, one: Participation) -> list[_Row]:
    """The data of the declaration; for an institution its own."""
    if one.person is None:
        office = one.organisation
        return [_Row(_("NIP"), office.nip if office else ""), *_address(one)]
    person, work = one.person, one.employment
    profile = project.profile.data
    labour = [_said(profile, "labour_status", one.labour_status), _said(profile, "labour_detail", one.labour_detail)]
    return [
        _Row(_("PESEL or another identifier"), person.pesel or person.other_identifier),
        _choice(project, _("Citizenship"), "citizenship", one.citizenship),
        _choice(project, _("Education completed"), "education", one.education),
        *_address(one),
        _Row(_("Telephone"), person.phone),
        _Row(_("E-mail"), person.email),
        _Row(_("Institution the person works for"), work.organisation.name if work else ""),
        _Row(_("Post"), work.post if work else ""),
        _Row(_("Situation on the labour market"), ", ".join(filter(None, labour))),
    ]


def _address(one: Participation) -> list[_Row]:
    commune = one.commune
    place = f"{commune.name}, {commune.powiat}, {commune.voivodeship}" if commune else ""
    return [
        _Row(_("Gmina, powiat, voivodeship"), place),
        _Row(_("Postcode and locality"), f"{one.postcode} {one.locality}".strip()),
        _Row(_("Street and number"), one.street),
    ]


def _sensitive(project: Project, one: Participation) -> list[_Row]:
    """The questions whose answer may be refused, with every answer the funder's list has."""
    if one.person is None:
        return []
    asked = {
        "disability": _("Is this a person with disabilities?"),
        "minority": _("Does the person belong to a national or ethnic minority?"),
        "foreign_background": _("Is this a person of foreign background?"),
        "homeless": _("Is the person homeless or affected by housing exclusion?"),
    }
    profile = project.profile.data
    return [
        _choice(project, word, answers_to(profile, question), one.sensitive.get(question, "")) for question, word in asked.items()
    ]


def _choice(project: Project, word: str, dictionary: str, code: str) -> _Row:
    """A known answer in words; an unknown one as boxes to tick."""
    profile = project.profile.data
    if code:
        return _Row(word, _said(profile, dictionary, code))
    return _Row(word, boxes=tuple(said for _code, said in choices(profile, dictionary)))


def _said(profile: dict[str, Any], dictionary: str, code: str) -> str:
    return wording.words(label(profile, dictionary, code)) if code else ""
