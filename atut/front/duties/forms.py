"""Forms of the room."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import Text
from atut.base.projects.actions import SignDetails
from atut.base.projects.rules.signs import SignCode, Variant
from atut.base.ui.forms import DateField, FileField, Form
from atut.base.ui.translated import add_text, initial_of, text_of
from atut.front.duties.actions import TestDetails
from atut.front.duties.models import Said
from atut.front.duties.rules.accessibility import Kind, Outcome, Reason
from atut.front.duties.rules.recording import MOST_MEGABYTES


class Saying(Form):
    """Texts in the project's languages, and plain fields beside them."""

    texts: ClassVar[tuple[tuple[str, Any], ...]] = ()
    asks_for_polish = False

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.languages = languages
        for name, label in self.texts:
            add_text(self, name, label, languages=languages, is_long=True, required=self.asks_for_polish)

    def words(self) -> dict[str, Any]:
        """What the verb takes."""
        names = [name for name, _label in self.texts]
        plain = {name: value for name, value in self.cleaned_data.items() if name.rpartition("_")[0] not in names}
        return plain | {name: text_of(self, name, self.languages) for name in names}


def initial_of_said(form: type[Saying], said: Said) -> dict[str, Any]:
    """What the form shows of what was said before."""
    found = {name: getattr(said, name) for name in form.base_fields if name != "file"}
    for name, _label in form.texts:
        found |= initial_of(name, getattr(said, name))
    return found


class DescriptionChange(Saying):
    """What the page about the project says beyond the project's data."""

    texts = (
        ("aim", _("Aim of the project (empty: the main goals)")),
        ("groups", _("Groups the project is for")),
        ("effects", _("Planned effects, in words")),
    )


class AccessibilityChange(Saying):
    """Particulars of the accessibility statement. The status is not asked: it follows from the tests."""

    published_on = DateField(label=_("Day of publication of the site"), required=False)
    changed_on = DateField(label=_("Day of the last important change"), required=False)
    contact_name = forms.CharField(
        label=_("Person or unit for digital accessibility"), max_length=120, required=False, help_text=_("Published on the site.")
    )
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    contact_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    texts = (
        ("architecture", _("Accessibility of the building: entrance, lift, toilet, assistance dog, parking")),
        ("interpreter", _("Sign-language interpreter online, or that there is none")),
    )


class PlainWordsChange(Saying):
    """What the act on accessibility wants on the website of an office."""

    recording_url = forms.URLField(
        label=_("Address of the recording in Polish sign language"),
        required=False,
        assume_scheme="https",
        help_text=_("Shown as a link; nothing of another site is put into the page."),
    )
    texts = (
        ("easy_text", _("Text easy to read: who we are, what we do, how to reach us")),
        ("recording_text", _("What the recording says, in writing")),
        ("scope_text", _("Scope of activity: plain text without tables and pictures")),
    )


class RecordingKeep(Saying):
    """A recording in sign language as a file, with its words."""

    file = FileField(label=_("File of the recording"), kinds=(".mp4", ".webm"), megabytes=MOST_MEGABYTES)
    texts = (("recording_text", _("What the recording says, in writing")),)
    asks_for_polish = True


class TestRecord(Form):
    """A test of accessibility."""

    kind = forms.ChoiceField(label=_("How was it tested?"), choices=Kind.choices, widget=forms.RadioSelect)
    tester = forms.CharField(label=_("Who tested"), max_length=120, required=False, help_text=_("A test by a person needs a name."))
    tested_on = DateField(label=_("Day of the test"))
    scope_tested = forms.CharField(label=_("What was tested: pages, devices, tools"), widget=forms.Textarea(attrs={"rows": 3}))
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect)
    findings = forms.CharField(label=_("Findings"), widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def details(self) -> TestDetails:
        """What the verb takes."""
        return TestDetails(**self.cleaned_data)


class BarrierReport(Form):
    """Content that is not accessible."""

    reason = forms.ChoiceField(label=_("Why is it so?"), choices=Reason.choices, widget=forms.RadioSelect)
    found_on = DateField(label=_("Found on"))

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.languages = languages
        add_text(self, "what", _("What is not accessible, and for whom"), languages=languages, is_long=True)
        add_text(self, "instead", _("What helps meanwhile"), languages=languages, is_long=True, required=False)

    def text(self, name: str) -> Text:
        """One of its texts."""
        return text_of(self, name, self.languages)


class SignKeep(Form):
    """An official sign as its owner publishes it."""

    code = forms.ChoiceField(label=_("Which sign"), choices=SignCode.choices, widget=forms.RadioSelect)
    variant = forms.ChoiceField(label=_("Version"), choices=Variant.choices, widget=forms.RadioSelect, initial=Variant.COLOUR)
    name_pl = forms.CharField(
        label=_("What the sign says, in Polish"), max_length=120, help_text=_("Read out to who does not see it.")
    )
    name_en = forms.CharField(label=_("What the sign says, in English"), max_length=120, required=False)
    file = FileField(label=_("File"), kinds=(".svg", ".png"), megabytes=1)
    source = forms.CharField(
        label=_("Where the file comes from"), max_length=300, help_text=_("The address of the page of the programme.")
    )

    def details(self) -> SignDetails:
        """What the verb takes."""
        given = self.cleaned_data
        name = text_of(self, "name", ("pl", "en"))
        return SignDetails(given["code"], given["variant"], name, given["file"].read(), given["source"])
