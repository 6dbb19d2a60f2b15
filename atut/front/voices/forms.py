"""Forms of the room. They check shape; what is true is asked of the rules, so the sentence is the same everywhere."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.keys import new_key
from atut.base.ui.forms import Form
from atut.front.voices.rules import measure, writing
from atut.front.voices.rules.moves import Complaint, Reason

_SITTING = signing.TimestampSigner(salt="voices.form", sep=".")


def checked(rule: Callable[..., str], value: str, **known: Any) -> str:
    """What a rule makes of a value; its refusal as an error of the field."""
    try:
        return rule(value, **known)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal


def new_sitting() -> str:
    """The key of one opened form: instead of a cookie, it counts what one person sends from it."""
    return _SITTING.sign(new_key())


def sitting_of(text: str) -> str:
    """The key of a form that we gave out within the last hours; empty for forged and old ones."""
    try:
        return str(_SITTING.unsign(text, max_age=measure.FORM_OPEN))
    except signing.BadSignature:
        return ""


class EmailField(forms.EmailField):
    """One address: no list, no name before it, no line breaks."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    default_error_messages = {"invalid": _("Write one e-mail address, such as anna@example.org.")}

    def to_python(self, value: Any) -> Any:
        """Django strips spaces at the ends only; anything that could begin another line is refused."""
        if isinstance(value, str) and any(ord(one) < 32 for one in value.strip(" ")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WithTrap(Form):
    """A field no person sees. Filled in, it is said to be wrong, so nobody's words are lost in silence."""

    template_name = "voices/parts/form.html"
    website = forms.CharField(
        label=_("Leave this field empty"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def clean_website(self) -> str:
        """Programs fill in everything."""
        if self.cleaned_data.get("website"):
            raise ValidationError(_("Leave this field empty: it is there to recognise programs that fill in forms."))
        return ""


class PageRecommend(WithTrap):
    """To whom, and who recommends."""

    email = EmailField(label=_("E-mail address of the person you recommend it to"), max_length=254)
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("It stands in the letter. Letters, spaces and hyphens, at most 40."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    sitting = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        self.lay_open = data is not None and not sitting_of(str(data.get("sitting", "")))
        if self.lay_open:
            data = data.copy()
            data["sitting"] = new_sitting()
        super().__init__(data, initial={"sitting": new_sitting()}, **options)

    def clean(self) -> dict[str, Any]:
        """A form that lay open for a day, or one we never gave out: the button again, with a new key."""
        found: dict[str, Any] = super().clean() or {}
        if self.lay_open:
            raise ValidationError(_("This page lay open for a long time. Press the button once more."))
        return found

    def clean_name(self) -> str:
        """Only a name."""
        return checked(writing.name, self.cleaned_data["name"])


class CommentWrite(WithTrap):
    """A comment, or a reply."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("It is shown beside the comment. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(
        label=_("Your e-mail address"), help_text=_("We send you a link to confirm. It is never shown."), max_length=254
    )
    text = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("At most 2000 characters, without anybody's private matters."),
        widget=forms.Textarea(attrs={"rows": 7}),
        strip=False,
    )

    field_order = ("text", "name", "email")

    def clean_name(self) -> str:
        """Only a name."""
        return checked(writing.name, self.cleaned_data["name"])

    def clean_text(self) -> str:
        """Something to read, without anybody's number."""
        return checked(writing.text, self.cleaned_data["text"], today=clock.today())


class CommentOwn(Form):
    """The writer mends the text."""

    text = forms.CharField(label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 7}), strip=False)

    def clean_text(self) -> str:
        """As when it was written."""
        return checked(writing.text, self.cleaned_data["text"], today=clock.today())


class CommentReport(WithTrap):
    """Why it should not be shown."""

    complaint = forms.ChoiceField(label=_("What is wrong with it?"), choices=Complaint.choices, widget=forms.RadioSelect)


class CommentAnswer(CommentOwn):
    """The project office answers."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Answer of the project office")


class NewsAsk(WithTrap):
    """Where to send news."""

    email = EmailField(label=_("Your e-mail address"), max_length=254)


class MailboxFind(Form):
    """Whose data."""

    email = EmailField(label=_("E-mail address of the person who asks"), max_length=254)


class Button(Form):
    """A page whose form is one button."""


class Ticked(Form):
    """What to do with the ticked comments, once the list of them was seen."""

    verb = forms.ChoiceField(choices=[("approve", "approve"), ("reject", "reject")], widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why are they not shown?"), choices=Reason.choices, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].is_asked = True  # type: ignore[attr-defined]  # read by ui.forms.Field

    def clean(self) -> dict[str, Any]:
        """Not shown needs a reason."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("verb") == "reject" and not found.get("reason"):
            self.add_error("reason", _("Choose the reason: the writers are told it."))
        return found
