"""What is true about partners, goals, people, their identity and their employment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold
from atut.base.kernel.texts import Text


class PartnerRole(TextChoices):
    """What an organisation is in a project."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    UNIT = "unit", _("Unit of a partner")


class GoalKind(TextChoices):
    """Levels of the hierarchy of goals."""

    MAIN = "main", _("Main goal")
    SPECIFIC = "specific", _("Specific goal")
    MEASURED = "measured", _("Measured result")


class Sex(TextChoices):
    """As the funder's system records it; read from the PESEL where there is one."""

    WOMAN = "f", _("woman")
    MAN = "m", _("man")


LINK_TIME = timedelta(days=7)
LINK_KEPT = timedelta(days=90)
LINK_PAUSE = timedelta(minutes=10)

UNDER = {GoalKind.MAIN: None, GoalKind.SPECIFIC: GoalKind.MAIN, GoalKind.MEASURED: GoalKind.SPECIFIC}


class NameMissing(Refused):
    """No first name or no surname."""

    message = _("A person needs a first name and a surname. Type both as they stand in the identity card.")


class BirthDateDiffers(Refused):
    """The typed date of birth is not the one in the PESEL."""

    message = _("By the PESEL this person was born on %(born)s, not on %(typed)s. Compare both with the identity card.")


class SexDiffers(Refused):
    """The typed sex is not the one in the PESEL."""

    message = _("By its tenth digit this PESEL belongs to a person of the other sex. Compare both with the identity card.")


class BornInFuture(Refused):
    """A date of birth after today."""

    message = _("The date of birth %(born)s has not come yet. Correct the year.")


class OtherName(Refused):
    """The identity is known here under a wholly different name: one of the two was mistyped."""

    message = _("The number and the name do not fit together. Compare both with the identity card, or ring the project office.")


class DifferentPeople(Refused):
    """Both have an identity, and not the same one."""

    message = _("These are two people: each has an own PESEL or other number. Only entries of one person can be merged.")


class SamePerson(Refused):
    """One entry was chosen twice."""

    message = _("This is the same entry twice. Choose the other entry of the same person.")


class HasRecords(Refused):
    """The entry that would go has applications or later records."""

    message = _("The entry “%(name)s” has applications or later records, so it must stay. Merge the other way round.")


class AlreadyPartner(Refused):
    """One partner per organisation and project."""

    message = _("%(name)s is a partner of this project already.")


class GoalMisplaced(Refused):
    """A goal under a goal of the wrong level."""

    message = _("Specific goals stand under a main goal, measured results under a specific one. Choose another goal above.")


class GoalInUse(Refused):
    """A goal that something serves cannot go."""

    message = _("Something else stands under this goal or serves it. Move that first, then remove the goal.")


class PolishMissing(Refused):
    """Texts may be translated, never without Polish."""

    message = _("Write this text in Polish too: every other language falls back on it.")


class NotAPartner(Refused):
    """Staff lists come from partners of the project."""

    message = _("%(name)s is not a partner of this project. Add it as a partner first.")


class ImportClosed(Refused):
    """Taken in or thrown away."""

    message = _("This list was taken in or thrown away already. Send the file again if something changed.")


class EndsBeforeStart(Refused):
    """An employment that ends before it begins."""

    message = _("The employment began on %(since)s, so it cannot end on %(until)s. Correct one of the days.")


class AddressMissing(Refused):
    """Nowhere to send a link."""

    message = _("No e-mail address of this person is known. Write it down under contact data, then send the link.")


class AddressNotProved(Refused):
    """The address came with a form nobody signed in for."""

    message = _("The e-mail address came with a form sent without signing in. Ask the person, save the contact data, then send.")


class LinkTooSoon(Refused):
    """A link is on its way."""

    message = _("A link was sent less than ten minutes ago. Look in the mailbox first, also among unwanted mail.")


class LinkUsed(Refused):
    """Dead after use."""

    message = _("This link has been used already. Sign in with your e-mail address and password.")


class LinkOver(Refused):
    """Too old, or replaced by a newer one."""

    message = _("This link no longer works. Ask for a new one, or use the newest message.")


def must_be_reachable(email: str, *, is_proved: bool) -> None:
    """A link opens somebody's data, so it goes only to an address the person or an office gave."""
    if not email:
        raise AddressMissing
    if not is_proved:
        raise AddressNotProved


def must_wait(last_sent_at: datetime | None, at: datetime) -> None:
    """One message in ten minutes: a button pressed twice floods nobody's mailbox."""
    if last_sent_at is not None and at < last_sent_at + LINK_PAUSE:
        raise LinkTooSoon


def must_work(*, is_used: bool, is_current: bool, expires_at: datetime, at: datetime) -> None:
    """Used once, until its last moment (half-open), only the newest one, and only while its address is the one on file."""
    if is_used:
        raise LinkUsed
    if not is_current or at >= expires_at:
        raise LinkOver


@dataclass(frozen=True)
class PersonDetails:
    """What is typed about a person. `pesel` or `other_identifier` only for people who apply or are admitted."""

    first_name: str
    last_name: str
    pesel: str = field(default="", repr=False)
    other_identifier: str = field(default="", repr=False)
    birth_date: date | None = None
    sex: str = ""
    email: str = ""
    phone: str = ""
    language: str = "pl"

    @property
    def identifier(self) -> str:
        """What the keyed hash is made from; empty for an entry of a staff list."""
        return self.pesel or self.other_identifier

    @property
    def folded(self) -> str:
        """The name as people are looked for: without diacritics, first name first."""
        return fold(f"{self.first_name} {self.last_name}")


@dataclass(frozen=True)
class Job:
    """What is typed about an employment."""

    post: str
    unit: str = ""


@dataclass(frozen=True)
class GoalDetails:
    """What is written about a goal. Without a position it goes last."""

    kind: str
    title: Text
    text: Text = field(default_factory=dict)
    position: int | None = None


def checked(details: PersonDetails, *, today: date) -> PersonDetails:
    """Tidied details: single spaces, PESEL as eleven digits, birth date and sex read from it.

    A date or sex typed differently from the PESEL is refused, never corrected in silence
    (participant-monitoring rules: both must agree).
    """
    first, last = " ".join(details.first_name.split()), " ".join(details.last_name.split())
    if not fold(first) or not fold(last):
        raise NameMissing
    details = replace(details, first_name=first, last_name=last, email=details.email.strip(), phone=details.phone.strip())
    if details.pesel:
        details = _with_pesel(details, identifiers.pesel(details.pesel, today=today))
    elif details.other_identifier:
        details = replace(details, other_identifier="".join(details.other_identifier.split()).upper())
    if details.birth_date and details.birth_date > today:
        raise BornInFuture(born=details.birth_date)
    return details


def _with_pesel(details: PersonDetails, pesel: identifiers.Pesel) -> PersonDetails:
    if details.birth_date and details.birth_date != pesel.birth_date:
        raise BirthDateDiffers(born=pesel.birth_date, typed=details.birth_date)
    if details.sex and details.sex != pesel.sex:
        raise SexDiffers
    return replace(details, pesel=pesel.number, other_identifier="", birth_date=pesel.birth_date, sex=pesel.sex)


def must_be_the_same_name(details: PersonDetails, *, first_name: str, last_name: str) -> None:
    """A surname changes by marriage, a first name is mistyped; both at once is another person's number."""
    if fold(first_name) != fold(details.first_name) and fold(last_name) != fold(details.last_name):
        raise OtherName


def must_be_one_person(kept_hash: str | None, other_hash: str | None) -> None:
    """Two entries are mergeable unless each has an identity of its own."""
    if kept_hash and other_hash and kept_hash != other_hash:
        raise DifferentPeople


def must_have_polish(*texts: Text) -> None:
    """Each text that has any language has Polish."""
    for text in texts:
        if not text.get("pl", "").strip() and any(words.strip() for words in text.values()):
            raise PolishMissing


def must_stand_under(kind: str, parent_kind: str | None) -> None:
    """Main, specific, measured: each level under the one above it."""
    if UNDER[GoalKind(kind)] != parent_kind:
        raise GoalMisplaced


def must_end_after(since: date | None, until: date) -> None:
    """The first day no longer there is after the first day there."""
    if since is not None and until <= since:
        raise EndsBeforeStart(since=since, until=until)


def next_position(taken: Iterable[int]) -> int:
    """The place after the last one."""
    return max(taken, default=0) + 1


def is_employed_on(since: date | None, until: date | None, day: date) -> bool:
    """Half-open: the last day of work is `until` minus one. An unknown start counts as long ago."""
    return (since is None or since <= day) and (until is None or day < until)
