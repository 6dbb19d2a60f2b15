"""Answers about places: by the person, and as the office heard them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.moves import PlaceStatus, open_moves
from atut.work.recruitment.rules.places import How, Told


class PlaceAnswer(Form):
    """One of the buttons of the page."""

    answer = forms.ChoiceField(
        choices=[(one, one) for one in ("confirm", "decline", "give_back", "swap", "keep")], widget=forms.HiddenInput
    )


class LinkRenew(Form):
    """Nothing to type: the address is the one on file."""


class PlaceOffer(Form):
    """Nothing to choose: the rule names the next person."""

    offer = forms.CharField(widget=forms.HiddenInput)


class SelectionClose(Form):
    """One box to tick: closing cannot be undone."""

    sure = forms.BooleanField(
        label=_("I have checked the applications and close the list"),
        error_messages={"required": _("Tick the box when you are sure: a closed list is not opened again.")},
    )


class DrawClose(SelectionClose):
    """The value from outside with which the draw is held, and the box."""

    public_value = forms.CharField(
        label=_("The public value"),
        max_length=200,
        help_text=_("Type it exactly as it was published: everybody can recompute the draw with it."),
    )
    field_order = ("public_value", "sure")


class ListFreeze(Form):
    """One box to tick: a frozen list is not changed. A later day, where the one in the call has come."""

    draw_on = DateField(
        label=_("Day on which the public value is made"), help_text=_("As the call names it, or a later one if that day has come.")
    )
    sure = forms.BooleanField(
        label=_("I have checked the applications and freeze the list"),
        error_messages={"required": _("Tick the box when you are sure: a frozen list is not changed.")},
    )


def answers_to(status: str, *, is_asked_to_swap: bool = False) -> list[tuple[str, str]]:
    """What a person can say about a place in this state, for the office to type in."""
    moves = open_moves(PlaceStatus, status)
    words = {
        "confirm": ("confirm_place", _("Takes the place")),
        "decline": ("decline_place", _("Does not take the place")),
        "give_back": ("give_back_place", _("Gives the confirmed place back")),
    }
    swap = [("swap", str(_("Agrees to the exchange"))), ("keep", str(_("Does not want the exchange")))] if is_asked_to_swap else []
    return swap + [(answer, str(label)) for answer, (verb, label) in words.items() if verb in moves]


class SwapAsk(Form):
    """With whose place: those that are confirmed, in editions that have not begun."""

    place = forms.ChoiceField(label=_("With which place?"))

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (one.key, f"{one.edition}: {one.application.person.listed_name}, {one.application.number}") for one in places
        ]


class PlaceTold(Form):
    """An answer the office heard by telephone, has on paper, or was given at the desk."""

    answer = forms.ChoiceField(label=_("What does the person say?"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=_("How do you know?"),
        choices=[(how.value, how.label) for how in (How.PHONE, How.LETTER, How.PERSON)],
        widget=forms.RadioSelect,
    )
    told_at = forms.DateTimeField(
        label=_("When was it said?"),
        help_text=_("This moment decides whether the answer came in time, not the moment of typing."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
    )
    reason = forms.CharField(label=_("Reason, if the person gives one"), max_length=200, required=False)

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]  # a ChoiceField
        self.initial.setdefault("told_at", clock.now().replace(second=0, microsecond=0))

    @property
    def told(self) -> Told:
        """As the verbs take it."""
        return Told(How(self.cleaned_data["how"]), clock.local(self.cleaned_data["told_at"]))
