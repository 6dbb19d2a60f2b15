"""What the page about a co-funded project must say, and what else the funder asks for; what is missing is named with its article.

State of law: Regulation (EU) 2021/1060 art. 47, 50 and Annex IX; act of 4.4.2019 (Dz.U. 2023 poz. 1440); act of 19.7.2019
(Dz.U. 2024 poz. 1411). Certainty of the elements of the page: a published handbook of a programme.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATE_OF_LAW = date(2026, 1, 1)


class Element(TextChoices):
    """What is asked for. The value is its code."""

    TITLE = "title", _("Title of the project")
    AIM = "aim", _("Aim of the project")
    TASKS = "tasks", _("Main tasks")
    GROUPS = "groups", _("Groups it is for")
    EFFECTS = "effects", _("Planned effects")
    VALUE = "value", _("Value of the project")
    EU_SHARE = "eu_share", _("European Funds")
    NUMBER = "number", _("Number of the agreement")
    HASHTAGS = "hashtags", _("Hashtags #FunduszeUE and #FunduszeEuropejskie")
    SIGN_FE = "sign_fe", _("Sign of European Funds")
    SIGN_RP = "sign_rp", _("Sign of the Republic of Poland")
    CONTACT = "contact", _("Person or unit for digital accessibility")
    ARCHITECTURE = "architecture", _("Accessibility of the building")
    PUBLISHED = "published", _("Day of publication of the site")
    MANUAL_TEST = "manual_test", _("Test by a named person within twelve months")
    REVIEW = "review", _("Review of the accessibility statement this year")
    EASY_TEXT = "easy_text", _("Text easy to read")
    RECORDING = "recording", _("Recording in Polish sign language")
    SCOPE = "scope", _("Scope of activity as a text a machine can read")
    CLAUSES = "clauses", _("Information clauses on personal data")


CPR_50 = _("Regulation (EU) 2021/1060 art. 50(1)(a): description on the website and in social media")
ANNEX_IX = _("Regulation (EU) 2021/1060 art. 47 and 50(1)(b), Annex IX; handbook of the programme")
ARTICLE_10 = _("Act of 4.4.2019 art. 10(4): elements of the accessibility statement")
ARTICLE_6 = _("Act of 19.7.2019 art. 6(3): access to information")
E = Element
ARTICLES: dict[str, Promise] = {
    **dict.fromkeys((E.TITLE, E.AIM, E.TASKS, E.GROUPS, E.EFFECTS, E.VALUE, E.EU_SHARE, E.NUMBER, E.HASHTAGS), CPR_50),
    **dict.fromkeys((E.SIGN_FE, E.SIGN_RP), ANNEX_IX),
    **dict.fromkeys((E.CONTACT, E.ARCHITECTURE, E.PUBLISHED, E.MANUAL_TEST), ARTICLE_10),
    E.REVIEW: _("Act of 4.4.2019 art. 11: review by 31 March each year"),
    **dict.fromkeys((E.EASY_TEXT, E.RECORDING, E.SCOPE), ARTICLE_6),
    E.CLAUSES: _("GDPR art. 13 and 14"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and why it is asked for."""

    element: str
    article: str | Promise

    @property
    def name(self) -> str | Promise:
        """What is missing, in words."""
        return Element(self.element).label


def gaps(there: Iterable[str]) -> list[Gap]:
    """What is missing, in the order of the list above."""
    found = set(there)
    return [Gap(one.value, ARTICLES[one]) for one in Element if one.value not in found]


def post(*, title: str, aim: str, lines: Iterable[str], hashtags: Iterable[str], url: str) -> str:
    """The text for the obligatory entry in social media: what, what for, who pays, the page, the hashtags."""
    return "\n\n".join(part for part in (title, aim, "\n".join(lines), url, " ".join(hashtags)) if part)
