"""PESEL, NIP, REGON, postcode and age, by the worked examples of the funder's monitoring rules. All numbers are invented."""

from datetime import date

import pytest

from atut.base.kernel.identifiers import (
    NipWrong,
    PeselFuture,
    PeselLength,
    PeselWrong,
    PostcodeWrong,
    RegonWrong,
    age,
    nip,
    pesel,
    postcode,
    regon,
)

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("number", "sex", "born"),
    [
        ("80061512342", "f", date(1980, 6, 15)),
        ("81061512356", "m", date(1981, 6, 15)),
        ("01222800047", "f", date(2001, 2, 28)),
        ("00222900108", "f", date(2000, 2, 29)),
        ("55123199999", "m", date(1955, 12, 31)),
        ("44051401359", "m", date(1944, 5, 14)),
    ],
)
def test_a_pesel_tells_the_day_of_birth_and_the_sex(number, sex, born):
    found = pesel(number, today=TODAY)
    assert (found.number, found.sex, found.birth_date) == (number, sex, born)


@pytest.mark.parametrize("typed", ["800615 12342", " 80061512342 ", "800615-12342", "80061512342\u00a0"])
def test_spaces_and_hyphens_of_the_typist_do_not_matter(typed):
    assert pesel(typed, today=TODAY).number == "80061512342"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("44051401358", PeselWrong),  # checksum
        ("12345678901", PeselWrong),
        ("00000000000", PeselWrong),  # the checksum fits and there is no such day
        ("8006151234", PeselLength),
        ("800615123420", PeselLength),
        ("8006151234a", PeselLength),
        ("٨٠٠٦١٥١٢٣٤٢", PeselLength),  # digits of another script
        ("", PeselLength),
    ],
)
def test_a_wrong_pesel_is_refused_without_repeating_it(number, refusal):
    with pytest.raises(refusal) as refused:
        pesel(number, today=TODAY)
    assert not number or number not in str(refused.value)


def test_somebody_not_born_yet_is_refused():
    with pytest.raises(PeselFuture):
        pesel("01222800047", today=date(2001, 2, 27))
    assert pesel("01222800047", today=date(2001, 2, 28))


def test_the_month_carries_the_century():
    for code, year in ((80, 1800), (0, 1900), (20, 2000), (40, 2100), (60, 2200)):
        assert pesel(_with_checksum(f"44{code + 5:02d}140135"), today=date(2299, 1, 1)).birth_date == date(year + 44, 5, 14)


def _with_checksum(ten):
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return ten + str((10 - sum(w * int(d) for w, d in zip(weights, ten, strict=True)) % 10) % 10)


def test_a_nip_is_read_with_its_hyphens():
    assert nip("956-194-56-71") == "9561945671"


@pytest.mark.parametrize("number", ["9561945672", "956194567", "", "abc"])
def test_a_wrong_nip_is_refused(number):
    with pytest.raises(NipWrong):
        nip(number)


def test_a_regon_has_nine_or_fourteen_digits():
    assert regon("871 121 290") == "871121290"
    weights = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
    thirteen = "8711212900001"
    last = sum(w * int(d) for w, d in zip(weights, thirteen, strict=True)) % 11 % 10
    assert regon(f"{thirteen}{last}") == f"{thirteen}{last}"


@pytest.mark.parametrize("number", ["871121291", "87112129", "87112129000000", ""])
def test_a_wrong_regon_is_refused(number):
    with pytest.raises(RegonWrong):
        regon(number)


@pytest.mark.parametrize("typed", ["08-300", "08300", " 08 - 300 ", "08–300"])
def test_a_postcode_is_written_one_way(typed):
    assert postcode(typed) == "08-300"


@pytest.mark.parametrize("typed", ["0830", "8-300", "08-30a", "", "08-3000"])
def test_a_wrong_postcode_is_refused(typed):
    with pytest.raises(PostcodeWrong):
        postcode(typed)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1980, 6, 15), date(2025, 6, 14), 44),
        (date(1980, 6, 15), date(2025, 6, 15), 45),  # reached at the start of the birthday
        (date(2000, 2, 29), date(2025, 2, 27), 24),
        (date(2000, 2, 29), date(2025, 2, 28), 25),  # a common year
        (date(2000, 2, 29), date(2024, 2, 28), 23),  # a leap year
        (date(2000, 2, 29), date(2024, 2, 29), 24),
    ],
)
def test_age_is_full_years_on_a_day(born, on, years):
    assert age(born, on) == years
