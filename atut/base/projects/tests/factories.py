"""Valid projects and organisations for tests."""

import itertools
from datetime import date, timedelta

from atut.base.kernel import clock
from atut.base.kernel.polish import sort_key
from atut.base.projects.models import Commune, FundingProfile, Organisation, Project

_count = itertools.count(1)


def a_profile(**fields):
    return FundingProfile.objects.get_or_create(
        code=fields.pop("code", "test"),
        version=1,
        defaults={"name": {"pl": "Profil próbny"}, "valid_from": date(2021, 1, 1), "data": {}, **fields},
    )[0]


def a_project(host="testserver", **fields):
    today = clock.today()
    return Project.objects.create(
        **{
            "slug": host.split(".")[0],
            "host": host,
            "name": {"pl": "Urząd przyjazny", "en": "Friendly office"},
            "code_prefix": "TST",
            "profile": fields.pop("profile", None) or a_profile(),
            "starts_on": today - timedelta(days=700),
            "ends_on": today + timedelta(days=700),
            "languages": ["pl", "en"],
            "office_phone": "25 555 01 20",
            "office_email": "biuro@example.org",
            **fields,
        }
    )


def an_office(short_name="Sabnie", **fields):
    name = fields.pop("name", f"Urząd Gminy {short_name}")
    return Organisation.objects.create(
        **{"kind": "gmina_office", "name": name, "short_name": short_name, "name_sort": sort_key(name), **fields}
    )


def a_commune(terc="1429072", name="Sabnie", **fields):
    return Commune.objects.create(
        **{
            "terc": terc,
            "name": name,
            "name_sort": sort_key(name),
            "kind": "gmina wiejska",
            "powiat": "sokołowski",
            "voivodeship": "mazowieckie",
            "as_of": date(2024, 1, 1),
            **fields,
        }
    )


def told_again(kind, thing, **changes):
    """The details of a thing as they stand, but for what changes."""
    return kind(**{name: getattr(thing, name) for name in kind.__dataclass_fields__} | changes)
