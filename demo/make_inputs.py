"""Makes the folder of input files that the demo is built from: `python demo/make_inputs.py`.

Deterministic: the same files every time. Everybody is invented: names by chance, PESEL numbers worked out from an
invented date of birth and serial number, NIP numbers under 999 (a tax office that does not exist). Staff lists have
the faults HR clerks' lists have; the applications, entry data and absences are what the offices would have on paper.
"""

import csv
import datetime
import io
import json
import random
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from applications import apply_all, with_others
from people_names import GOPS_POSTS, MEN, OFFICE_POSTS, SURNAMES, WOMEN

HERE = Path(__file__).parent / "inputs"
BORN_FROM, BORN_TO = 1962, 2000
YEAR = 2026  # ages in the files are meant for demos built from this year on


@dataclass
class Person:
    first: str
    last: str
    woman: bool
    born: datetime.date
    pesel: str
    office: str
    post: str
    unit: str
    email: str
    phone: str
    since: datetime.date
    extra: dict = field(default_factory=dict)


def pesel(born, serial):
    month = born.month + (20 if born.year >= 2000 else 0)
    first = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:04d}"
    total = sum(int(d) * w for d, w in zip(first, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True))
    return first + str(-total % 10)


def nip(number):
    for digits in (f"999{number + step:06d}" for step in range(0, 900, 100)):
        rest = sum(int(d) * w for d, w in zip(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)) % 11
        if rest != 10:
            return digits + str(rest)
    raise ValueError(number)


def plain(text):
    text = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(c for c in text if not unicodedata.combining(c)).replace(" ", "-")


class Town:
    """Invents people, never the same name or PESEL twice."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.names, self.pesels = set(), set()

    def person(self, office, kind, place):
        chance = self.chance
        woman = chance.random() < 0.72
        while True:
            first = chance.choice(WOMEN if woman else MEN)
            last = chance.choice(SURNAMES)[int(woman)]
            if woman and chance.random() < 0.08:
                last += "-" + chance.choice(SURNAMES)[1]
            if (first, last) not in self.names:
                break
        self.names.add((first, last))
        older = chance.random() < 0.6
        year = chance.randint(BORN_FROM, YEAR - 47) if older else chance.randint(YEAR - 43, BORN_TO)
        born = datetime.date(year, chance.randint(1, 12), chance.randint(1, 28))
        while True:
            serial = chance.randrange(0, 10000, 2) + (0 if woman else 1)
            number = pesel(born, serial)
            if number not in self.pesels:
                break
        self.pesels.add(number)
        post, unit = chance.choice(GOPS_POSTS if kind == "gops" else OFFICE_POSTS)
        mailbox = f"{plain(first)}.{plain(last)}@{place}.example" if chance.random() < 0.8 else f"sekretariat@{place}.example"
        phone = f"25 555 {chance.randint(10, 99)} {chance.randint(10, 99)}"
        since = datetime.date(chance.randint(max(1985, year + 22), 2024), chance.randint(1, 12), 1)
        return Person(first, last, woman, born, number, office, post, unit, mailbox, phone, since)


# -- staff lists: seven shapes of a clerk's file ------------------------------------------------------------

HEAD = ["Lp.", "Nazwisko", "Imię", "Stanowisko", "Komórka organizacyjna", "Telefon", "E-mail", "PESEL", "Data zatrudnienia"]


def rows_of(people):
    for number, p in enumerate(people, 1):
        yield [number, p.last, p.first, p.post, p.unit, p.phone, p.email, p.pesel, p.since.strftime("%d.%m.%Y")]


def write_csv(path, rows, *, delimiter=";", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(path, people, title, *, one_name=False, hidden=True):
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": title, "created": datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)})
        sheet, bold = book.add_worksheet("Pracownicy"), book.add_format({"bold": True})
        sheet.merge_range(0, 0, 0, 8, title, bold)
        sheet.write(1, 0, "stan na początek roku, sporządziła: kadry")
        head = ["Lp.", "Nazwisko i imię", "Stanowisko", "Referat", "Kontakt", "", "PESEL", "Zatrudniony od"] if one_name else HEAD
        if one_name:
            sheet.merge_range(3, 4, 3, 5, "Kontakt", bold)
            for column, words in enumerate(head):
                if column not in (4, 5):
                    sheet.merge_range(3, column, 4, column, words, bold)
            sheet.write(4, 4, "telefon", bold)
            sheet.write(4, 5, "e-mail", bold)
            first = 5
        else:
            sheet.write_row(3, 0, head, bold)
            first = 4
        for at, row in enumerate(rows_of(people), first):
            if one_name:
                row = [row[0], f"{row[1]}\u00a0{row[2]}", *row[3:]]
            number = row.index(next(v for v in row if isinstance(v, str) and len(v) == 11 and v.isdigit()))
            row[number] = int(row[number])  # the spreadsheet drops the leading zero, as it does in offices
            sheet.write_row(at, 0, row)
        sheet.write(first + len(people) + 1, 1, f"Razem osób: {len(people)}")
        if hidden:
            sheet.set_column(8, 8, None, None, {"hidden": True})


def write_staff(folder, code, people, title, shape):
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(rows_of(people))
    if shape == "xlsx":
        write_xlsx(folder / f"{code}.xlsx", people, title)
    elif shape == "xlsx-one-name":
        write_xlsx(folder / f"{code}.xlsx", people, title, one_name=True, hidden=False)
    elif shape == "cp1250":
        write_csv(folder / f"{code}.csv", [[title], [], HEAD, *rows], encoding="cp1250")
    elif shape == "utf-8-bom":
        write_csv(folder / f"{code}.csv", [HEAD, *rows, [], ["", f"Razem: {len(rows)}"]], encoding="utf-8-sig")
    elif shape == "utf-16":
        write_csv(folder / f"{code}.csv", [HEAD, *rows], delimiter="\t", encoding="utf-16")
    elif shape == "comma":
        write_csv(folder / f"{code}.csv", [HEAD[:7], *[row[:7] for row in rows]], delimiter=",")
    else:  # faults: one number with a wrong digit, one person twice, one row without a name
        wrong = rows[1][7]
        rows[1][7] = wrong[:-1] + str((int(wrong[-1]) + 1) % 10)
        rows += [list(rows[0]), [len(rows) + 1, "", "", "stażysta", "", "", "", "", ""]]
        write_csv(folder / f"{code}.csv", [[title], HEAD, *rows], encoding="utf-8-sig")


# -- entry data, absences ---------------------------------------------------------------------

ENTRY = ["pesel", "obywatelstwo", "wyksztalcenie", "gmina", "miejscowosc", "kod", "ulica", "niepelnosprawnosc", "mniejszosc"]
ENTRY += ["obce_pochodzenie", "bezdomnosc"]


def entry_rows(chance, people, homes):
    yield ENTRY
    for p in people:
        terc, locality, code = chance.choice(homes)
        education = chance.choices(["isced_5_8", "isced_3_4", "isced_0_2"], [62, 36, 2])[0]
        disability = chance.choices(["no", "yes", "refused"], [88, 6, 6])[0]
        minority = chance.choices(["no", "yes", "refused"], [94, 1, 5])[0]
        street = f"{chance.choice(['Lipowa', 'Szkolna', 'Parkowa', 'Polna', 'Ogrodowa'])} {chance.randint(1, 90)}"
        yield [p.pesel, "pl", education, terc, locality, code, street, disability, minority, "no", "no"]


def save(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, rows)


SHAPES = ["xlsx", "cp1250", "xlsx-one-name", "utf-8-bom", "utf-16", "comma", "faults"]


def make(folder, seed, sizes):
    """Staff lists of a project; returns people by organisation code."""
    plan = json.loads((HERE / folder / "project.json").read_text())
    town, people = Town(seed), {}
    for number, organisation in enumerate(plan["organisations"]):
        code = organisation["code"]
        place = organisation["email"].partition("@")[2].removesuffix(".example")
        count = sizes(organisation, number)
        people[code] = [town.person(code, organisation["kind"], place) for _unused in range(count)]
        title = f"Wykaz pracowników: {organisation['name']}"
        write_staff(HERE / folder / "staff", code, people[code], title, SHAPES[number % len(SHAPES)])
    return town.chance, people


def friendly_office():
    chance, people = make("friendly-office", 1980, lambda o, n: 11 + n % 3 if o["kind"] == "gops" else 22 + n % 4)
    everyone = [p for staff in people.values() for p in staff]
    chance.shuffle(everyone)
    first, second = everyone[:112], everyone[112:146]
    folder = HERE / "friendly-office"
    save(folder / "applications" / "wiosna.csv", apply_all(chance, first, ["PJ1", "OM1", "PM1", "ET1"], 20 * 1440, refusals=1))
    save(folder / "applications" / "lato.csv", apply_all(chance, second, ["PJ2"], 14 * 1440, refusals=1))
    waiting = everyone[146:160] + chance.sample(first, 12)
    save(folder / "applications" / "zima.csv", apply_all(chance, waiting, ["CAF1", "SP1", "DR1"], 9 * 1440))
    homes = [("1429072", "Sabnie", "08-331"), ("1429042", "Jabłonna Lacka", "08-304"), ("1429062", "Repki", "08-307")]
    homes += [("1429082", "Czerwonka", "08-300"), ("1429092", "Sterdyń", "08-320"), ("1429011", "Sokołów Podlaski", "08-300")]
    save(folder / "entry.csv", entry_rows(chance, first + second, homes))
    absences = [["pesel", "edycja", "spotkanie", "minuty"]]
    for p in chance.sample(first, 26):
        for session in chance.sample(range(1, 5), chance.choice([1, 1, 1, 2, 3])):
            absences.append([p.pesel, "*", session, chance.choice([0, 0, 120, 240])])
    save(folder / "absences.csv", absences)
    save(folder / "applications" / "pomysly.csv", apply_all(chance, everyone[160:175], ["PM2", "LZ1"], 13 * 1440, refusals=1))
    asked = people["sabnie"][3:6] + chance.sample([p for p in first if p.office != "sabnie"], 8)
    save(folder / "applications" / "liderzy.csv", with_others(apply_all(chance, asked, ["LZ2"], 6 * 1440)))


def professional_official():
    chance, people = make("professional-official", 2007, lambda o, n: 5 if o["kind"] != "union" else 6)
    everyone = [p for staff in people.values() for p in staff]
    chance.shuffle(everyone)
    folder = HERE / "professional-official"
    save(folder / "applications" / "jesien.csv", apply_all(chance, everyone[:84], ["KK1", "KK2", "TS1"], 21 * 1440, refusals=1))
    homes = [("1002011", "Kutno", "99-300"), ("1002113", "Żychlin", "99-320"), ("1004011", "Łęczyca", "99-100")]
    homes += [("1004063", "Piątek", "99-120"), ("1002092", "Oporów", "99-322")]
    save(folder / "entry.csv", entry_rows(chance, everyone[:84], homes))
    drawn = apply_all(chance, chance.sample(everyone, 16), ["SZ1"], 13 * 1440, refusals=1)
    save(folder / "applications" / "studia.csv", drawn)
    offices = {"bedlno": 2, "oporow": 1, "piatek": 3, "kutno-miasto": 3, "zychlin": 3, "gora": 2}
    wanting = [p for office, count in offices.items() for p in people[office][:count]]
    head, *came = apply_all(chance, wanting, ["EZ1"], 13 * 1440)
    quiet = [[*row[:-1], "brak"] if n % 3 else row for n, row in enumerate(came)]  # most have still to answer
    save(folder / "applications" / "obieg.csv", [head, *quiet])


if __name__ == "__main__":
    friendly_office()
    professional_official()
    print("made", sum(1 for path in HERE.rglob("*") if path.is_file()), "files")
