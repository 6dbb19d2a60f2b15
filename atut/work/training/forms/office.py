"""Groups, meetings, moves and resignations."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.accounts.models import User
from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form, NumberField, TimeField
from atut.work.recruitment.models import Place
from atut.work.training.actions import SessionPlan
from atut.work.training.models import Group, Session


class TrainerChoice(forms.ChoiceField):
    """Who leads: people with the role of trainer in this project."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.people: dict[str, User] = {}

    def fill(self, trainers: Iterable[User], nobody: Any) -> None:
        """The people to choose from, and what choosing nobody means."""
        self.people = {one.key: one for one in trainers}
        self.choices = [("", nobody), *[(key, str(one)) for key, one in self.people.items()]]

    def clean(self, value: Any) -> User | None:
        """The person, or nobody."""
        return self.people.get(super().clean(value))


class GroupDetails(Form):
    """Name, size, trainer of a group."""

    name = forms.CharField(label=_("Name of the group"), max_length=80, help_text=_("People will see it, such as: Group 2"))
    size = NumberField(label=_("Most people in the group"), min_value=1, max_value=500)
    trainer = TrainerChoice(label=_("Trainer"))

    def __init__(self, *args: Any, trainers: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["trainer"].fill(trainers, _("not known yet"))  # type: ignore[attr-defined]  # TrainerChoice

    @classmethod
    def of(cls, data: Any, group: Group, trainers: Iterable[User]) -> "GroupDetails":
        """The form with what the group has now."""
        now = {"name": group.name, "size": group.size, "trainer": group.trainer.key if group.trainer else ""}
        return cls(data, initial=now, trainers=trainers)


class SessionDetails(Form):
    """When, where, about what, led by whom."""

    day = DateField(label=_("Day"))
    begins = TimeField(label=_("From"))
    ends = TimeField(label=_("To"))
    break_minutes = NumberField(
        label=_("Breaks, in minutes"), min_value=0, max_value=600, initial=0, help_text=_("Breaks are not counted as support")
    )
    room = forms.CharField(label=_("Room"), max_length=160, help_text=_("Building and room. For an online meeting: its own name"))
    topic = forms.CharField(label=_("What it is about"), max_length=200)
    trainer = TrainerChoice(label=_("Trainer"))

    def __init__(self, *args: Any, trainers: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["trainer"].fill(trainers, _("the trainer of the group"))  # type: ignore[attr-defined]  # TrainerChoice

    @classmethod
    def of(cls, data: Any, session: Session, trainers: Iterable[User]) -> "SessionDetails":
        """The form with what the meeting has now."""
        starts, ends = clock.local(session.starts_at), clock.local(session.ends_at)
        now = {
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "break_minutes": session.break_minutes,
            "room": session.room,
            "topic": session.topic,
            "trainer": session.trainer.key if session.trainer else "",
        }
        return cls(data, initial=now, trainers=trainers)

    def plan(self) -> SessionPlan:
        """What the verb needs."""
        said = self.cleaned_data
        return SessionPlan(
            starts_at=self._moment(said["begins"]),
            ends_at=self._moment(said["ends"]),
            room=said["room"],
            topic=said["topic"],
            break_minutes=said["break_minutes"],
            trainer=said["trainer"],
        )

    def _moment(self, hour: time) -> datetime:
        return clock.at(self.cleaned_data["day"], hour.hour, hour.minute)


class Reason(Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("An auditor will read it, and the people concerned"))


class Nothing(Form):
    """A button alone."""


class Enrol(Form):
    """Confirmed places to take into the group."""

    places = forms.MultipleChoiceField(label=_("People"), error_messages={"required": _("Tick at least one person.")})

    def __init__(self, *args: Any, waiting: Iterable[Place] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_key = {place.key: place for place in waiting}
        self.fields["places"].choices = [(key, key) for key in self.by_key]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> list[Place]:
        """The places ticked, in the order of the list."""
        return [self.by_key[key] for key in self.by_key if key in self.cleaned_data["places"]]


class EnrolmentMove(Form):
    """Another group of the same edition."""

    group = forms.ChoiceField(label=_("Move to the group"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: Iterable[Group] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_key = {group.key: group for group in groups}
        self.fields["group"].choices = [(key, group.name) for key, group in self.by_key.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Group:
        """The group."""
        return self.by_key[self.cleaned_data["group"]]
