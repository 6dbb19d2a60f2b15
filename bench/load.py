"""The visitors: `python -m bench.load '{"url": …}'`, a process of its own so that its CPU is not counted.

GET, or POST of the form filled in for a new person each time. Prints one JSON line.
"""

import http.client
import json
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

BORN = date(1960, 1, 1)
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def pesel(born: date, serial: int) -> str:
    """The PESEL of a birthday and a serial number (even for women), with a right check digit."""
    month = born.month + (20 if born.year >= 2000 else 0)
    digits = f"{born.year % 100:02}{month:02}{born.day:02}{serial:04}"
    return digits + str(-sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 10)


def filled(form: dict[str, str], number: int) -> str:
    """The form of one new person."""
    own = {
        "form_token": secrets.token_urlsafe(16),
        "pesel": pesel(BORN + timedelta(days=number % 10_000), number % 10_000),
        "email": f"p{number}@example.test",
    }
    return urlencode({**form, **own})


@dataclass
class Visitors:
    """So many at once, until so many requests are done: of the address, or of these paths there, one after another.

    `first` numbers the first person, so that nobody comes twice.
    """

    url: str
    clients: int
    count: int
    form: dict[str, str] | None = None
    paths: list[str] = field(default_factory=list)
    cookie: str = ""
    first: int = 0
    taken: int = 0
    times: list[float] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def come(self) -> dict:
        """All of them, and what they saw."""
        running = [threading.Thread(target=self.one, args=[visitor]) for visitor in range(self.clients)]
        for one in running:
            one.start()
        for one in running:
            one.join()
        times = sorted(self.times)
        return {"answers": self.answers, "p50": times[len(times) // 2], "p99": times[int((len(times) - 1) * 0.99)]}

    def one(self, visitor: int) -> None:
        """One visitor: a connection kept, request after request, from an own address: so many forms from one are refused."""
        source = (f"127.1.{visitor}.1", 0)
        asked = http.client.HTTPConnection("127.0.0.1", urlsplit(self.url).port, timeout=120, source_address=source)
        while (number := self._next()) is not None:
            begun = time.perf_counter()
            status = self._ask(asked, self.first + number)
            with self.lock:
                self.times.append(time.perf_counter() - begun)
                self.answers[status] = self.answers.get(status, 0) + 1

    def _next(self) -> int | None:
        with self.lock:
            if self.taken >= self.count:
                return None
            self.taken += 1
            return self.taken

    def _ask(self, asked: http.client.HTTPConnection, number: int) -> int:
        at = urlsplit(self.url)
        headers = {"Host": at.netloc}
        if self.form is None:
            path = self.paths[number % len(self.paths)] if self.paths else at.path
            headers |= {"Cookie": self.cookie} if self.cookie else {}
            asked.request("GET", path, headers=headers)
        else:
            token = "x" * 32
            headers |= {"Cookie": f"atut_form={token}", "Content-Type": "application/x-www-form-urlencoded"}
            asked.request("POST", at.path, body=filled({**self.form, "csrfmiddlewaretoken": token}, number), headers=headers)
        answer = asked.getresponse()
        answer.read()
        return answer.status


if __name__ == "__main__":
    print(json.dumps(Visitors(**json.loads(sys.argv[1])).come()))
