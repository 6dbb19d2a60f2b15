"""Papers of the room: what is printed on each, in the reader's language. The shapes stand in `typst/`."""

from atut.work.training.documents.attendance_list import attendance_list_pdf
from atut.work.training.documents.certificate import Printed, certificates_pdf
from atut.work.training.documents.entry_set import entry_set_pdf

__all__ = ["Printed", "attendance_list_pdf", "certificates_pdf", "entry_set_pdf"]
