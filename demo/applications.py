"""Rows of applications for the input files: who applied for what, how it came, and what others are asked beside it."""

APPLY = [
    "minuty_od_otwarcia",
    "kanal",
    "nr_rejestru",
    "imie",
    "nazwisko",
    "pesel",
    "urzad",
    "stanowisko",
    "email",
    "telefon",
    "wybory",
]
APPLY += ["odpowiedzi", "potrzeby", "odpowiedz_na_oferte"]
NEEDS = ["pętla indukcyjna", "miejsce parkingowe blisko wejścia", "materiały dużą czcionką", "tłumaczenie na język migowy"]


def application(chance, person, minutes, choices, answers, answer="tak"):
    paper = "sekretariat@" in person.email or chance.random() < 0.12
    return [
        minutes,
        "papier" if paper else "internet",
        f"{person.office.upper()[:3]}.{chance.randint(100, 999)}.2026" if paper else "",
        person.first,
        person.last,
        person.pesel,
        person.office,
        person.post,
        "" if paper and chance.random() < 0.5 else person.email,
        person.phone,
        "+".join(choices),
        "+".join(answers),
        chance.choice(NEEDS) if chance.random() < 0.05 else "",
        answer,
    ]


def apply_all(chance, people, editions, call_minutes, refusals=0):
    rows = []
    for place, person in enumerate(people):
        choices = chance.sample(editions, k=min(len(editions), chance.choice([1, 2, 2, 3])))
        answers = [code for code, share in (("zadania", 0.6), ("pierwsze", 0.5), ("zgoda", 0.9)) if chance.random() < share]
        answer = "nie" if place % 23 == 7 and refusals else "brak" if place % 31 == 11 and refusals else "tak"
        rows.append(application(chance, person, chance.randint(30, call_minutes - 60), choices, answers, answer))
    rows.sort(key=lambda row: row[0])
    return [APPLY, *rows]


OTHERS = ["przelozony", "zgoda", "powod", "brakuje", "dzien_wezwania", "uzupelnienie", "para"]
SAID = [  # beside the applications in the order in which they came: consents, corrections and a pair
    ["tak", "", "", "", "", "A"],
    ["tak", "", "", "", "", "A"],
    ["", "", "", "", "", ""],
    ["papier", "", "", "", "", ""],
    ["nie", "W tym terminie referat ma kontrolę i nie ma zastępstwa.", "", "", "", ""],
    ["tak", "", "Numer telefonu ma o jedną cyfrę za mało.", "-9", "", ""],
    ["tak", "", "Brakuje nazwy referatu w urzędzie.", "-8", "Referat Rozwoju i Promocji.", ""],
    ["", "", "", "", "", ""],
    ["tak", "", "Na skanie nie widać podpisu. Prosimy o jeszcze jedną kopię strony 2.", "-1", "", ""],
]


def with_others(rows):
    """The same with what others are asked: the superior's consent, what is to be completed, who comes with whom."""
    head, *came = rows
    place = head.index("email"), head.index("urzad")
    told = [SAID[n] if n < len(SAID) else ["tak", *[""] * 5] for n in range(len(came))]
    mailboxes = [f"kierownictwo@{row[place[0]].partition('@')[2] or row[place[1]] + '.example'}" for row in came]
    return [head + OTHERS, *([*row, mailbox, *said] for row, mailbox, said in zip(came, mailboxes, told, strict=True))]
