"""What the funder asks to stand on every page, e-mail, certificate and print of a project; the head and foot of papers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from atut.base.kernel.polish import typeset
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project, Sign
from atut.base.projects.rules import signs
from atut.base.ui import emblem


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in the row of signs: the emblem, an official file, or a frame that says which sign is to stand there."""

    code: str
    name: str
    sign: Sign | None = None
    is_mono: bool = False

    @property
    def is_emblem(self) -> bool:
        """The flag of the Union, drawn by the program."""
        return self.code == signs.EMBLEM

    @property
    def is_apart(self) -> bool:
        """The sign of a region stands after a line."""
        return self.code == signs.SignCode.REGION

    @property
    def pixels_wide(self) -> int:
        """The width on a page, where the row is 64 pixels high."""
        return round(64 * self.sign.width / self.sign.height) if self.sign else 96


@dataclass(frozen=True, slots=True)
class Funding:
    """The statement of support in one language: sentence, programme, agreement, amounts, signs from the left."""

    sentence: str
    lines: list[str]
    note: str
    marks: list[Mark]

    @property
    def text(self) -> str:
        """For e-mails and wherever there are only words."""
        return "\n".join([self.sentence, *self.lines, *([self.note] if self.note else [])])


def funding(project: Project, language: str | None = None, *, mono: bool = False) -> Funding:
    """What every page, e-mail and print of a project says about who pays (Regulation (EU) 2021/1060 art. 50, Annex IX).

    The sentence, the programme and the signs come from the funding profile; a project that is not real says so.
    """
    language = language or get_language() or "pl"
    given = project.profile.data
    programme = given.get("programme", {})
    name = text_in(programme.get("name", {}), language) or text_in(project.profile.name, language)
    with override(language):
        agreement = _("agreement no. %(number)s") % {"number": project.number} if project.number else ""
        lines = [", ".join(filter(None, (name, agreement))), _amounts(project)]
        sentence = text_in(given.get("sentence", {}), language) or _("Co-funded by the European Union")
        marks = _marks(project, mono=mono)
    return Funding(sentence, _set(lines, language), text_in(project.as_if_note, language), marks)


def _amounts(project: Project) -> str:
    words = {"value": _zloty(project.value_total), "eu": _zloty(project.value_eu)}
    if project.value_total is not None and project.value_eu is not None:
        return _("Value of the project: %(value)s, of which European Funds: %(eu)s") % words
    if project.value_eu is not None:
        return _("European Funds: %(eu)s") % words
    return _("Value of the project: %(value)s") % words if project.value_total is not None else ""


def _zloty(amount: Decimal | None) -> str:
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} zł" if amount is not None else ""


def _marks(project: Project, *, mono: bool) -> list[Mark]:
    """The row of signs. What is missing gets a labelled frame in a project that is not real, and no place in a real one."""
    held = {(sign.code, sign.variant): sign for sign in project.signs.all()}
    given = project.profile.data.get("signs", [])
    row = signs.in_order(signs.prescribed(given), {code for code, _variant in held})
    names = {one["code"]: text_in(one.get("name", {})) for one in given if isinstance(one, dict) and "code" in one}
    found = []
    for code, variant in signs.in_one_version(row, held, mono=mono):
        sign = held.get((code, variant))
        if code == signs.EMBLEM:
            found.append(Mark(code, _("Flag of the European Union"), is_mono=variant == signs.Variant.MONO))
        elif sign is not None:
            found.append(Mark(code, text_in(sign.name), sign))
        elif project.as_if_note:
            found.append(Mark(code, names.get(code, code)))
    return found


def letterhead(project: Project, language: str, *, mono: bool = False) -> dict[str, Any]:
    """The key `letterhead` of the data of `kernel.pdf.compile_pdf`: name and lines of the project, co-funding strip, words.

    `mono` for papers that the office prints and copies in black: the row in one colour, where the owners publish it so.
    """
    said = funding(project, language, mono=mono)
    with override(language):
        return {
            "sign": _("Sign of Atut"),
            "name": text_in(project.name, language),
            "lines": _set([text_in(project.tagline, language)], language),
            "sentence": said.sentence,
            "funding": _set([*said.lines, said.note], language),
            "marks": [_printed(mark) for mark in said.marks],
            "page": _("page {n} of {of}"),
        }


def _printed(mark: Mark) -> dict[str, Any]:
    """One sign as the printing template takes it: the file as letters (SVG) or as numbers (PNG)."""
    kind = "emblem" if mark.is_emblem else "empty" if mark.sign is None else "sign"
    found: dict[str, Any] = {"kind": kind, "alt": mark.name, "apart": mark.is_apart}
    if mark.is_emblem:
        found["emblem"] = emblem.Emblem.BLACK if mark.is_mono else emblem.Emblem.COLOUR
    if mark.sign is not None:
        content = bytes(mark.sign.content)
        is_svg = mark.sign.media_type == signs.SVG
        found |= {"format": "svg" if is_svg else "png", "data": content.decode() if is_svg else list(content)}
    return found


def _set(lines: list[str], language: str) -> list[str]:
    return [typeset(line) if language == "pl" else line for line in lines if line]
