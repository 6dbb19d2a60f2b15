"""What a trial of a call, or a look at the list before it is closed, takes for granted: said on the page, so nobody is misled.

Only what this regulation makes possible is named: a call without a committee says nothing of scores.
"""

from collections.abc import Iterator

from django.utils.translation import gettext

from atut.work.recruitment.rules.checking import declarable
from atut.work.recruitment.rules.points import asked, judged
from atut.work.recruitment.rules.regulation import Regulation


def of_draft(regulation: Regulation, *, imagines: bool) -> list[str]:
    """Of a trial before there is an application: everybody who may come is taken to come and to meet the conditions."""
    said = [gettext("Everybody who is known and may apply does apply, and wants every edition that is open to them.")]
    said += _conditions(regulation)
    if asked(regulation.criteria) or regulation.asked_facts:
        said.append(
            gettext("Nobody has answered yet, so answers of the form count for nobody: neither as points nor toward a bound.")
        )
    if judged(regulation.criteria):
        said.append(gettext("The committee has not scored anybody: everybody has 0 points from it."))
    return [*said, *_minimum(regulation), *_imagined(imagines=imagines), _afterwards()]


def of_running(regulation: Regulation, *, imagines: bool) -> list[str]:
    """Of a trial with the applications that came: what nobody has decided yet is taken as in the applicant's favour."""
    said = [
        gettext(
            "Applications that nobody has checked, or that are still to be completed, count as if they met the conditions; those"
            " rejected or withdrawn are left out."
        )
    ]
    said += _conditions(regulation)
    if declarable(regulation):
        said.append(
            gettext(
                "What was declared counts also where nobody has checked it; what was found not to be so, or lacks the document that"
                " proves it, does not."
            )
        )
    if judged(regulation.criteria):
        said.append(gettext("Whom the committee has not scored yet has 0 points from it."))
    return [*said, *_minimum(regulation), *_imagined(imagines=imagines), _afterwards()]


def of_list(regulation: Regulation) -> list[str]:
    """Of a look at the list while something in it is unchecked."""
    said = [
        gettext(
            "Applications that nobody has checked, or that are still to be completed, count as if they met the conditions. Where"
            " there are reasons against one already, it is left out until somebody decides."
        )
    ]
    said += _conditions(regulation)
    if judged(regulation.criteria):
        said.append(gettext("Whom the committee has not scored yet has 0 points from it."))
    return [*said, *_minimum(regulation)]


def _conditions(regulation: Regulation) -> Iterator[str]:
    if regulation.access.superior_consent:
        yield gettext("Every superior who has not answered consents.")
    if regulation.access.posts:
        yield gettext("Everybody whose application is not checked has a kind of post that may take part.")
    if regulation.compulsory:
        yield gettext("Everybody encloses the documents that have to be enclosed.")


def _minimum(regulation: Regulation) -> Iterator[str]:
    if regulation.least_points or regulation.least_jury or any(line.least for line in regulation.criteria):
        yield gettext("A required minimum of points leaves out only those whose points are all known.")


def _imagined(*, imagines: bool) -> Iterator[str]:
    if imagines:
        yield gettext("Imagined people want every edition, come after everybody known, and are only what was ticked for them.")


def _afterwards() -> str:
    return gettext("Everybody takes the place they get: nobody declines it, withdraws or lets the day of the answer pass.")
