"""Form fields that people of an office can fill as they write by hand: dates in parts, times, sums, files."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Parts(NamedTuple):
    """A date as it was typed."""

    day: str
    month: str
    year: str


_EMPTY = Parts("", "", "")
_MISSING = {
    "day": _("Write the day too."),
    "month": _("Write the month too, as a number."),
    "year": _("Write the year too."),
}
_LABELS = {"day": pgettext_lazy("part of a date", "Day"), "month": pgettext_lazy("part of a date", "Month")}
_LABELS["year"] = pgettext_lazy("part of a date", "Year")


class DateParts(forms.Widget):
    """Day, month, year: three inputs, as in govuk's date-input. A whole ISO date under the field's name is taken too."""

    PARTS: ClassVar[tuple[str, ...]] = Parts._fields
    template_name = "ui/forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "") -> None:
        super().__init__(attrs)
        self.autocomplete = autocomplete
        self.wrong: set[str] = set()

    def id_for_label(self, id_: str) -> str:
        """The day is where the label leads."""
        return f"{id_}_day" if id_ else id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002  # Django's signature
        """The parts as typed, or the one value of a program."""
        if name in data:
            return data.get(name)
        parts = Parts(*(str(data.get(f"{name}_{part}", "")).strip() for part in self.PARTS))
        return None if parts == _EMPTY else parts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002  # Django's signature
        """Not on this page at all."""
        return name not in data and all(f"{name}_{part}" not in data for part in self.PARTS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template draws."""
        context = super().get_context(name, None, attrs)
        if isinstance(value, date):
            value = Parts(str(value.day), str(value.month), str(value.year))
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            value = Parts(value[8:].lstrip("0"), value[5:7].lstrip("0"), value[:4])
        typed: Parts = value if isinstance(value, Parts) else _EMPTY
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', 'id_' + name)}_{part}",
                "label": _LABELS[part],
                "value": getattr(typed, part),
                "width": 4 if part == "year" else 2,
                "is_wrong": part in self.wrong,
                "autocomplete": f"{self.autocomplete}-{part}" if self.autocomplete else "",
            }
            for part in self.PARTS
        ]
        return context


class DateField(forms.DateField):
    """A date in three parts; the error says which part to mend. `autocomplete="bday"` for a date of birth."""

    def __init__(self, *, autocomplete: str = "", **options: Any) -> None:
        options.setdefault("widget", DateParts(autocomplete=autocomplete))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """A date, or what is wrong with which part (the code of the error names it)."""
        if not isinstance(value, Parts):
            return super().to_python(value)
        missing = [part for part in Parts._fields if not getattr(value, part)]
        if missing:
            raise ValidationError([ValidationError(_MISSING[part], code=part) for part in missing])
        return self._date(value)

    def _date(self, typed: Parts) -> date:
        day, month, year = (int(part) if part.isascii() and part.isdigit() else 0 for part in typed)
        if not 1 <= month <= 12:
            raise ValidationError(_("Write the month as a number from 1 to 12."), code="month")
        if len(typed.year) != 4 or year < 1:
            raise ValidationError(_("Write the year with four digits, such as 1980."), code="year")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(_("This month has no such day. Check the day and the month."), code="day") from None


class TimeField(forms.Field):
    """A time of day as people write it: 8, 8:30, 8.30, 0830."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5 num", "autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        """A time, or an example of one."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = re.fullmatch(r"(\d{1,2})(?:[:.,\s]?(\d\d))?", str(value).strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the time as hours and minutes, such as 8:30."), code="invalid")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """As it is written: 8:30."""
        return f"{value:%-H:%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as times, so that 8:30 and 08:30 are one."""
        return super().has_changed(self.prepare_value(initial), data)


class NumberField(forms.DecimalField):
    """A number typed with spaces, a comma or a full stop; `suffix` stands behind the box."""

    suffix = ""

    def __init__(self, *, suffix: str = "", **options: Any) -> None:
        options.setdefault("decimal_places", 0)
        options.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "decimal" if options["decimal_places"] else "numeric", "class": "govuk-input--width-5 num"}
            ),
        )
        super().__init__(**options)
        self.suffix = suffix or self.suffix

    def to_python(self, value: Any) -> Any:
        """A decimal number, or how to write one."""
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f]", "", value).removesuffix(self.suffix).replace(",", ".")
        if value in self.empty_values:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValidationError(_("Write a number, with digits only."), code="invalid")
        return number

    def clean(self, value: Any) -> Any:
        """A whole number where no decimal places are asked for."""
        number = super().clean(value)
        return int(number) if number is not None and not self.decimal_places else number


class MoneyField(NumberField):
    """A sum in złoty with grosze."""

    suffix = "zł"

    def __init__(self, **options: Any) -> None:
        options.setdefault("decimal_places", 2)
        options.setdefault("max_digits", 12)
        options.setdefault("min_value", 0)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10 num"}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """As it is written: 8640,50."""
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


class UploadsInMemory(MemoryFileUploadHandler):
    """Files are held in memory only, up to a size each and together; what is more is let go while it comes in.

    They are encrypted before they touch a disk. The name and the size of what was let go stay, so the form can say so.
    """

    def handle_raw_input(self, *given: Any, **_options: Any) -> None:  # type: ignore[override]  # Django gives them by place
        """Every request begins with nothing held. Of one that says it is too much, nothing ever is."""
        _data, _meta, size, *_more = given
        self.held, self.is_too_much = 0, size > settings.UPLOADS_MAX_MEMORY_SIZE

    def new_file(self, *args: Any, **options: Any) -> None:
        """The next file of the request."""
        FileUploadHandler.new_file(self, *args, **options)
        self.file, self.is_let_go = BytesIO(), self.is_too_much

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Kept, or let go with all of its file."""
        fits = start + len(raw_data) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        if not self.is_let_go and fits and self.held + len(raw_data) <= settings.UPLOADS_MAX_MEMORY_SIZE:
            self.file.write(raw_data)
            self.held += len(raw_data)
        elif not self.is_let_go:
            self.held -= self.file.tell()
            self.file, self.is_let_go = BytesIO(), True

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, or an empty one that tells how large the one was that somebody sent."""
        if self.is_let_go:
            return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size, self.charset)
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )


class FileField(forms.FileField):
    """A file of named kinds up to a size; both are said before anybody chooses one."""

    widget = forms.FileInput

    def __init__(self, *, kinds: Iterable[str] = (), megabytes: int = 10, **options: Any) -> None:
        self.kinds, self.megabytes = tuple(kinds), megabytes
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(self.kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, if its name ends as it should and it is not too large. What is inside is the reader's business."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            if self.kinds and not str(file.name).lower().endswith(self.kinds):
                kinds = ", ".join(self.kinds)
                raise ValidationError(_("Choose a file of one of these kinds: %(kinds)s."), params={"kinds": kinds})
            if (file.size or 0) > self.megabytes * 2**20:
                raise ValidationError(
                    _("The file is larger than %(limit)s MB. Choose a smaller one."), params={"limit": self.megabytes}
                )
        return file


class FilesInput(forms.FileInput):
    """Several files at once, as a phone offers its pictures."""

    allow_multiple_selected = True


class FilesField(FileField):
    """Several files of named kinds, each up to a size; an empty list where none was chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every one of them, checked like a single file."""
        sent = data if isinstance(data, list) else [data] if data else []
        if not sent and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in sent]
