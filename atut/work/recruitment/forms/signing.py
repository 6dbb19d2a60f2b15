"""The signed regulation is sent."""

from django.utils.translation import gettext_lazy as _

from atut.base.files.rules import Upload
from atut.base.ui.forms import FileField, Form


class RegulationSign(Form):
    """One PDF."""

    file = FileField(label=_("The signed regulation"), kinds=(".pdf",), megabytes=20)

    def upload(self) -> Upload:
        """As the verb takes it."""
        sent = self.cleaned_data["file"]
        return Upload(str(sent.name), sent.read())
