"""Fields as people of an office fill them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms as plain
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from atut.base.ui import forms


class Example(forms.Form):
    name = plain.CharField(label="Nazwisko", help_text="Tak jak w dowodzie")
    born = forms.DateField(label="Data urodzenia", autocomplete="bday")
    starts = forms.TimeField(label="Początek", required=False)
    cost = forms.MoneyField(label="Koszt", required=False)
    places = forms.NumberField(label="Miejsca", required=False, min_value=1)
    way = plain.ChoiceField(label="Jak?", choices=[("here", "Na miejscu"), ("far", "Zdalnie")], widget=plain.RadioSelect)
    agree = plain.BooleanField(label="Znam zasady")


GOOD = {"name": "Źdźbło", "born_day": "5", "born_month": "1", "born_year": "1980", "way": "here", "agree": "on"}


def errors_of(field, **data):
    form = Example({**GOOD, **data})
    return form, [error.code for error in form.errors.as_data().get(field, [])]


def test_a_date_in_parts():
    form = Example(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1980, 1, 5)


def test_a_whole_date_is_taken_too():
    form = Example({**GOOD, "born": "1980-01-05"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1980, 1, 5)


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"born_day": ""}, ["day"]),
        ({"born_day": "", "born_month": ""}, ["day", "month"]),
        ({"born_month": "13"}, ["month"]),
        ({"born_month": "maj"}, ["month"]),
        ({"born_year": "80"}, ["year"]),
        ({"born_year": "0000"}, ["year"]),
        ({"born_day": "30", "born_month": "2"}, ["day"]),
        ({"born_day": "²"}, ["day"]),
        ({"born_day": "", "born_month": "", "born_year": ""}, ["required"]),
    ],
)
def test_a_wrong_date_says_which_part_to_mend(parts, codes):
    form, found = errors_of("born", **parts)
    assert found == codes
    first = codes[0] if codes[0] in ("day", "month", "year") else "day"
    assert form["born"].first_id == f"id_born_{first}"
    assert f'href="#id_born_{first}"' in str(form)
    assert str(form).count("govuk-date-input__input govuk-input--width") == 3


def test_a_date_known_before_stands_in_its_parts():
    page = str(Example(initial={"born": date(1980, 1, 5)}))
    assert 'name="born_day" value="5"' in page
    assert 'name="born_year" value="1980"' in page
    assert 'autocomplete="bday-year"' in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("8", time(8)), ("8:30", time(8, 30)), ("8.30", time(8, 30)), ("0830", time(8, 30)), ("15 05", time(15, 5))],
)
def test_times_as_people_write_them(typed, meant):
    form = Example({**GOOD, "starts": typed})
    assert form.is_valid()
    assert form.cleaned_data["starts"] == meant


@pytest.mark.parametrize("typed", ["24:00", "8:60", "rano", "8:3"])
def test_a_time_that_is_none_gets_an_example(typed):
    assert errors_of("starts", starts=typed)[1] == ["invalid"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("1 234,56", "1234.56"), ("1234.5", "1234.5"), ("8640,00 zł", "8640.00"), ("1\u00a0000", "1000")]
)
def test_sums_as_people_write_them(typed, meant):
    form = Example({**GOOD, "cost": typed})
    assert form.is_valid()
    assert form.cleaned_data["cost"] == Decimal(meant)


@pytest.mark.parametrize("typed", ["sto", "NaN", "Infinity", "-5", "1,234,5", "0,001"])
def test_a_sum_that_is_none_is_refused(typed):
    assert errors_of("cost", cost=typed)[1]


def test_a_whole_number_comes_as_one():
    form = Example({**GOOD, "places": "12"})
    assert form.is_valid()
    assert form.cleaned_data["places"] == 12
    assert isinstance(form.cleaned_data["places"], int)
    assert errors_of("places", places="0")[1]
    assert errors_of("places", places="1,5")[1]


def test_the_summary_counts_what_is_left():
    with translation.override("pl"):
        assert "Zostały dwie rzeczy do poprawy" in str(Example({**GOOD, "name": "", "agree": ""}))
        assert "Została jedna rzecz do poprawy" in str(Example({**GOOD, "name": ""}))
        assert "Zostało 5 rzeczy do poprawy" in str(Example({"born_day": "1", "starts": "x", "way": "here"}))


def test_what_may_be_left_empty_says_so_and_filters_do_not():
    class Search(forms.Filters):
        word = plain.CharField(required=False)

    with translation.override("pl"):
        assert str(Example()).count("(możesz pominąć)") == 3
        assert "(możesz pominąć)" not in str(Search())


def test_filters_give_only_what_makes_sense():
    class Search(forms.Filters):
        word = plain.CharField(required=False)
        day = forms.DateField(required=False)
        office = plain.ChoiceField(required=False, choices=[("a", "A")])

    assert Search({"word": "Repki", "office": "zzz", "day": "2026-02-30"}).chosen() == {"word": "Repki"}


@pytest.mark.parametrize(
    ("name", "size", "ok"), [("lista.xlsx", 10, True), ("lista.exe", 10, False), ("LISTA.CSV", 2**20 + 1, False)]
)
def test_a_file_must_be_of_a_named_kind_and_size(name, size, ok):
    class Upload(forms.Form):
        file = forms.FileField(kinds=(".xlsx", ".csv"), megabytes=1)

    form = Upload({}, {"file": SimpleUploadedFile(name, b"x" * size)})
    assert form.is_valid() is ok
    assert 'accept=".xlsx,.csv"' in str(form)
