"""The page of the partners: what an office gave is shown, what it did not give leaves no gap."""

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects import actions as projects
from atut.front.pages import actions
from atut.front.pages.tests.test_pages import WORDS
from atut.work.partnership.tests.factories import a_partner

pytestmark = pytest.mark.django_db


def test_opening_hours_and_the_website_stand_with_an_office_that_gave_them(client, project, office):
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    a_partner(project, office)
    asked = "/partnerzy/"
    bare = client.get(asked).content.decode()
    assert office.name in bare
    assert "Godziny otwarcia" not in bare
    assert "Strona internetowa" not in bare
    details = projects.OrganisationDetails(
        **{name: getattr(office, name) for name in projects.OrganisationDetails.__dataclass_fields__.keys() - {"hours", "website"}},
        hours={"pl": "w dni robocze 7:30–15:30", "en": "on working days 7:30–15:30"},
        website="https://www.sabnie.example/",
    )
    projects.change_organisation(office, details, actor=an_actor("administrator"), at=clock.now())
    full = client.get(asked).content.decode()
    assert "robocze 7:30–15:30" in full
    assert '<a href="https://www.sabnie.example/">www.sabnie.example</a>' in full
    assert "on working days 7:30–15:30" in client.get(f"/en{asked}").content.decode()
