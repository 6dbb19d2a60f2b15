"""What all official papers of a selection share: their language, the words for a moment, and how they are kept."""

from datetime import datetime
from typing import Any

from django.utils import formats

from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.work.recruitment.models import Selection

LANGUAGE = "pl"  # an official paper of a Polish office


def moment_in_words(moment: datetime) -> str:
    """A day and an hour in Warsaw, as papers write them."""
    return formats.date_format(clock.local(moment), "j E Y, H:i")


def keep_paper(selection: Selection, data: dict[str, Any], *, name: str, purpose: str, at: datetime) -> StoredFile:
    """Print a paper of a selection and keep the file as long as the project has to, in the transaction of the verb."""
    return files.keep(
        compile_pdf("protocol", data, at=at),
        name=name,
        media_type="application/pdf",
        purpose=purpose,
        retention=Retention.PROJECT,
        project=selection.call.project,
        at=at,
    )
