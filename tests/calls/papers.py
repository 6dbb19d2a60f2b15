"""What leaves the program: the protocol, the file for the auditor, the journal, the letters; all add up."""

import io
import json
import re
from collections import Counter

import pypdf
from django.core.management import call_command
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.mail.models import Message
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries import places
from atut.work.recruitment.rules.moves import HOLDING

ENDINGS = {
    "declined": "recruitment.place.declined",
    "expired": "recruitment.place.expired",
    "released": "recruitment.place.released",
    "confirmed": "recruitment.place.confirmed",
}


def must_be_equal_elsewhere(call, office, folder, capsys):
    """The downloaded file is worked out again by the auditor's command."""
    found = office.get(reverse("recruitment:selection_data", args=[call.key]))
    file = folder / "lista.json"
    file.write_bytes(found.content)
    call_command("recompute_selection", str(file))
    assert "EQUAL" in capsys.readouterr().out
    data = json.loads(found.content)
    assert len(data["list"]) == len(data["input"]["applicants"])


def must_be_printed(selection, listed, *, refused, left=()):
    """The protocol names as many codes as there are, everybody once, with the counts above."""
    pages = pypdf.PdfReader(io.BytesIO(files.read(selection.protocol))).pages
    said = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    chosen = sum(bool(got) and code not in left for code, got in listed.given.items())
    assert f"wybrane: {chosen}, na liście rezerwowej: {len(listed.order) - chosen}" in said
    assert selection.input_hash in said.replace(" ", "")
    for one in listed.order:
        assert said.count(one.code) == 1
    kept = selection.result["refused"]
    assert len(kept) == refused
    assert all(said.count(one["code"]) == 1 for one in kept)


def must_add_up(call, *, held=None):
    """No edition has more people than places, in this and any other moment; offered, taken and free are the places opened."""
    for opening in call.openings.select_related("edition"):
        ledger = places.ledger(opening.edition)
        assert ledger.is_balanced
        assert ledger.capacity == opening.places <= opening.edition.capacity
        assert Place.objects.filter(edition=opening.edition, status__in=HOLDING).count() <= opening.places
    if held is not None:
        assert Place.objects.filter(application__call=call, status__in=HOLDING).count() == held


def must_be_in_the_journal(call):
    """Every application and every place: each step once, and in the order in which it happened."""
    entries = Counter(Entry.objects.values_list("event", "subject_key"))
    for one in call.applications.all():
        assert entries["recruitment.application.submitted", one.key] == 1
        assert bool(entries["recruitment.application.rejected", one.key]) == (one.status == "rejected")
        assert entries["recruitment.application.withdrawn", one.key] == (one.status == "withdrawn")
        if one.status in ("eligible", "rejected"):
            assert one.assessed_at
        if one.status == "eligible":
            assert entries["recruitment.application.decided", one.key] == 1
    for place in Place.objects.filter(application__call=call):
        assert entries["recruitment.place.offered", place.key] == 1
        for status, event in ENDINGS.items():
            was_confirmed = status == "confirmed" and place.status == "released"
            assert entries[event, place.key] == (place.status == status or was_confirmed)
    for event in ("drafted", "published", "closed"):
        assert entries[f"recruitment.call.{event}", call.key] == 1


def letters(call):
    """How many letters of each kind about this call's applications and places went out."""
    return Counter(Message.objects.values_list("kind", flat=True))
