"""People: identity, name, employment; staff lists an office brings."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold


class Sex(TextChoices):
    """As the funder's system records it; read from the PESEL where there is one."""

    WOMAN = "f", _("woman")
    MAN = "m", _("man")


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


class NotAPartner(Refused):
    """Staff lists come from partners of the project."""

    message = _("%(name)s is not a partner of this project. Add it as a partner first.")


class EndsBeforeStart(Refused):
    """An employment that ends before it begins."""

    message = _("The employment began on %(since)s, so it cannot end on %(until)s. Correct one of the days.")


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


def must_end_after(since: date | None, until: date) -> None:
    """The first day no longer there is after the first day there."""
    if since is not None and until <= since:
        raise EndsBeforeStart(since=since, until=until)


def is_employed_on(since: date | None, until: date | None, day: date) -> bool:
    """Half-open: the last day of work is `until` minus one. An unknown start counts as long ago."""
    return (since is None or since <= day) and (until is None or day < until)
