"""Primary records as values, as they were on the day of counting.

Ten thousand people must fit: plain tuples come from the database, ciphertext is decrypted once a value and only where
it is asked for (PESEL and street for exports, sensitive answers always, because four indicators count them).
State data are those frozen at entry; exits, situations, minutes and certificates after the day of counting are left out.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, Sum, TextField
from django.db.models.functions import Cast, Substr

from atut.base.kernel import clock
from atut.base.kernel.crypto import ring
from atut.base.kernel.identifiers import age
from atut.base.projects.models import Commune, Project
from atut.work.monitoring.rules.record import InstitutionRecord, Record, SupportRecord
from atut.work.training.models import Attendance, Certificate, Enrolment, Participation
from atut.work.training.rules import dictionaries
from atut.work.training.rules import participation as taking_part
from atut.work.training.rules.moves import SessionStatus

STATE = ("key", "entered_on", "left_on", "planned_path", "citizenship", "education", "labour_status", "labour_detail")
AFTER = ("situation", "second_situation", "situation_on")
PLACE = (
    "locality",
    "postcode",
    "degurba",
    "commune__terc",
    "commune__name",
    "commune__powiat",
    "commune__voivodeship",
    "commune__degurba",
    "commune__degurba_confirmed_at",
)
PERSON = ("key", "sex", "birth_date", "identity_hash", "first_name", "last_name", "phone", "email")
INSTITUTION = ("key", "name", "kind", "nip", "regon", "phone", "email", "locality", "postcode", "street")


def people(project: Project, *, on: date, with_identity: bool = False, keys: list[str] | None = None) -> Iterator[Record]:
    """Everybody who entered by the day, surname first, complete or not. Four queries, however many people."""
    supports = _supports(project, on=on)
    plain = _decrypter()
    names = ["pk", *STATE, *AFTER, *PLACE, *[f"person__{name}" for name in PERSON]]
    names += ["employment__organisation__name", "raw_sensitive"]
    ciphers = {"raw_sensitive": "sensitive"}
    if with_identity:
        ciphers |= {"raw_pesel": "person__pesel", "raw_other": "person__other_identifier", "raw_street": "street"}
        names += ["raw_pesel", "raw_other", "raw_street"]
    rows = Participation.objects.filter(project=project, person__isnull=False, entered_on__lte=on)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    rows = rows.annotate(**{name: Cast(F(source), TextField()) for name, source in ciphers.items()})
    needs_detail = _needs_detail(project)
    for row in rows.order_by("person__name_sort", "pk").values(*names).iterator(chunk_size=500):
        yield _record(row, supports[row["pk"]], plain, needs_detail, on=on)


def _record(
    row: dict[str, Any],
    supports: list[SupportRecord],
    plain: Callable[[str | None], str],
    needs_detail: Mapping[str, bool],
    *,
    on: date,
) -> Record:
    sensitive = json.loads(plain(row["raw_sensitive"]) or "{}")
    born, entered_on = row["person__birth_date"], row["entered_on"]
    facts = taking_part.Facts(
        is_person=True,
        has_identity=bool(row["person__identity_hash"]),
        sex=row["person__sex"],
        birth_date=born,
        citizenship=row["citizenship"],
        education=row["education"],
        labour_status=row["labour_status"],
        labour_detail=row["labour_detail"],
        needs_detail=needs_detail.get(row["labour_status"], False),
        has_commune=bool(row["commune__terc"]),
        locality=row["locality"],
        postcode=row["postcode"],
        has_contact=bool(row["person__phone"] or row["person__email"]),
        has_employer=bool(row["employment__organisation__name"]),
        sensitive=sensitive,
        entered_on=entered_on,
    )
    is_out = row["left_on"] is not None and row["left_on"] <= on
    is_known = row["situation_on"] is not None and row["situation_on"] <= on
    return Record(
        key=row["key"],
        sex=row["person__sex"],
        birth_date=born,
        age=age(born, entered_on) if born and entered_on else None,
        entered_on=entered_on,
        left_on=row["left_on"] if is_out else None,
        planned_path=row["planned_path"] if is_out else None,
        citizenship=row["citizenship"],
        education=row["education"],
        labour_status=row["labour_status"],
        labour_detail=row["labour_detail"],
        sensitive=sensitive,
        situation=row["situation"] if is_known else "",
        second_situation=row["second_situation"] if is_known else "",
        situation_on=row["situation_on"] if is_known else None,
        supports=tuple(supports),
        missing=tuple(code.value for code in taking_part.missing(facts)),
        person_key=row["person__key"],
        first_name=row["person__first_name"],
        last_name=row["person__last_name"],
        pesel=plain(row.get("raw_pesel")),
        other_identifier=plain(row.get("raw_other")),
        phone=row["person__phone"],
        email=row["person__email"],
        institution=row["employment__organisation__name"] or "",
        street=plain(row.get("raw_street")),
        **_place(row),
    )


def institutions(project: Project, *, on: date) -> list[InstitutionRecord]:
    """Every institution that entered by the day, with the support of its people. Five queries."""
    supports = _supports(project, on=on)
    of_office: dict[int, list[SupportRecord]] = defaultdict(list)
    number: dict[int, int] = defaultdict(int)
    staff = Participation.objects.filter(project=project, person__isnull=False, entered_on__lte=on, employment__isnull=False)
    for pk, office in staff.order_by("pk").values_list("pk", "employment__organisation_id"):
        of_office[office] += supports[pk]
        number[office] += 1
    plain = _decrypter()
    names = ["pk", *STATE, *PLACE, "organisation_id", "raw_street", *[f"organisation__{name}" for name in INSTITUTION]]
    rows = Participation.objects.filter(project=project, person=None, entered_on__lte=on)
    rows = rows.annotate(raw_street=Cast(F("street"), TextField())).order_by("organisation__name_sort", "pk")
    return [
        _institution(row, _together(of_office[row["organisation_id"]]), number[row["organisation_id"]], plain, on=on)
        for row in rows.values(*names)
    ]


def _institution(
    row: dict[str, Any], supports: tuple[SupportRecord, ...], staff: int, plain: Callable[[str | None], str], *, on: date
) -> InstitutionRecord:
    own: dict[str, Any] = {name: row[f"organisation__{name}"] or "" for name in INSTITUTION}
    place = _place(row)
    for name in ("locality", "postcode"):
        place[name] = place[name] or own.pop(name)
        own.pop(name, None)
    facts = taking_part.Facts(
        is_person=False,
        nip=own["nip"],
        has_commune=bool(row["commune__terc"]),
        locality=place["locality"],
        postcode=place["postcode"],
        has_contact=bool(own["phone"] or own["email"]),
        entered_on=row["entered_on"],
    )
    street = plain(row["raw_street"]) or own.pop("street")
    own.pop("street", None)
    return InstitutionRecord(
        key=row["key"],
        organisation_key=own.pop("key"),
        street=street,
        entered_on=row["entered_on"],
        left_on=row["left_on"] if row["left_on"] and row["left_on"] <= on else None,
        people=staff,
        supports=supports,
        missing=tuple(code.value for code in taking_part.missing(facts)),
        **own,
        **place,
    )


def _together(supports: list[SupportRecord]) -> tuple[SupportRecord, ...]:
    """What an institution got through its people: training of staff, advice; from the first day to the last."""
    found: dict[str, list[SupportRecord]] = defaultdict(list)
    for support in supports:
        found["advisory" if support.kind == "advisory" else "training"].append(support)
    return tuple(
        SupportRecord(
            kind=kind,
            starts_on=min((one.starts_on for one in all_ if one.starts_on), default=None),
            ends_on=max(ends) if len(ends) == len(all_) else None,
            minutes=sum(one.minutes for one in all_),
        )
        for kind, all_ in sorted(found.items())
        for ends in [[one.ends_on for one in all_ if one.ends_on]]
    )


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """Where somebody lives. The class of the gmina: the one frozen at entry, else the one confirmed since."""
    confirmed = row["commune__degurba"] if row["commune__degurba_confirmed_at"] else None
    return {
        "terc": row["commune__terc"] or "",
        "commune": row["commune__name"] or "",
        "powiat": row["commune__powiat"] or "",
        "voivodeship": row["commune__voivodeship"] or "",
        "locality": row["locality"],
        "postcode": row["postcode"],
        "degurba": row["degurba"] or confirmed,
    }


def _supports(project: Project, *, on: date) -> dict[int, list[SupportRecord]]:
    """Support that has begun, by participation id. Three queries."""
    end = clock.at(on + timedelta(days=1))
    attended = Attendance.objects.filter(enrolment__participation__project=project, session__starts_at__lt=end, minutes__gt=0)
    attended = attended.exclude(session__status=SessionStatus.CANCELLED).order_by()
    sums = attended.values_list("enrolment_id").annotate(Sum("minutes"), Min("session__starts_at"))
    been = {enrolment: (minutes, first) for enrolment, minutes, first in sums.iterator(chunk_size=2000)}
    valid = Certificate.objects.filter(enrolment__participation__project=project, issued_on__lte=on)
    valid = valid.filter(Q(voided_at=None) | Q(voided_at__gte=end)).order_by()
    certificates = dict(valid.values_list("enrolment_id").annotate(Count("pk")))
    enrolments = Enrolment.objects.filter(participation__project=project).order_by("enrolled_at", "pk")
    found: dict[int, list[SupportRecord]] = defaultdict(list)
    names = ("pk", "participation_id", "group__edition__support_form__kind", "group__edition__key", "ended_on")
    for pk, participation, kind, edition, ended_on in enrolments.values_list(*names).iterator(chunk_size=2000):
        if pk in been:
            minutes, first = been[pk]
            ended = ended_on if ended_on and ended_on <= on else None
            begun = clock.local(first).date()
            found[participation].append(SupportRecord(kind, edition, begun, ended, minutes, certificates.get(pk, 0)))
    return found


def powiats() -> dict[str, str]:
    """The powiat of each four-digit TERC code, as the list of gminas has it. One query.

    Where two names stand under one code the first wins, so that gminas with the other name are told.
    """
    rows = Commune.objects.annotate(code=Substr("terc", 1, 4)).order_by("code", "-powiat").values_list("code", "powiat").distinct()
    return dict(rows)


def _decrypter() -> Callable[[str | None], str]:
    """Decrypts with keys read once, not once a value."""
    keys = ring()
    return lambda cipher: keys.decrypt(cipher.encode()).decode() if cipher else ""


def _needs_detail(project: Project) -> dict[str, bool]:
    """For which states on the labour market the funder asks for details."""
    details = dictionaries.entries(project.profile.data, "labour_detail")
    statuses = dictionaries.entries(project.profile.data, "labour_status")
    return {entry["code"]: dictionaries.needs_detail(details, entry["code"]) for entry in statuses}
