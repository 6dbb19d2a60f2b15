"""The order of building. Each project is one transaction: it stands whole or not at all."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects import actions as projects
from atut.base.projects.imports import read_profile
from atut.base.projects.models import FundingProfile, Project
from atut.front.demo.building import (
    belonging,
    dutiful,
    inputs,
    publishing,
    recruiting,
    settling,
    setup,
    staffing,
    teaching,
    voicing,
)
from atut.front.demo.building.calendar import Calendar

PROFILE = Path(projects.__file__).parent / "profiles" / "feplus_2021_2027.json"


def everything(only: str | None = None) -> Iterator[str]:
    """Build what does not stand; a line for each thing done."""
    call_command("import_terc", stdout=io.StringIO())
    for folder in inputs.FOLDERS if only is None else (only,):
        begun = time.monotonic()
        source = inputs.Inputs(inputs.root() / folder)
        if Project.objects.filter(slug=source.plan["slug"]).exists():
            yield f"{folder}: stands"
            continue
        with transaction.atomic():
            for step in _one(source):
                yield f"{folder}: {step} ({time.monotonic() - begun:.1f} s)"


def _one(source: inputs.Inputs) -> Iterator[str]:
    site = setup.lay(source, Calendar(clock.today()), _profile())
    settling.agree_indicators(site)
    yield "project, partners, programme, accounts"
    staffing.bring_lists(site)
    yield "staff lists"
    recruiting.recruit(site)
    yield "calls, applications, places"
    teaching.teach(site)
    yield "groups, entry sets, attendance, certificates"
    belonging.claim(site)
    yield "own pages of participants"
    settling.export(site)
    yield "export"
    publishing.publish(site)
    yield "greeting, news, pictures, documents"
    voicing.talk(site)
    yield "comments"
    dutiful.say(site)
    yield "duties of the site"


def _profile() -> FundingProfile:
    read = read_profile(PROFILE.read_bytes())
    now = clock.now()
    return projects.load_profile(read.code, read.data, name=read.name, valid_from=read.valid_from, actor=system(), at=now)
