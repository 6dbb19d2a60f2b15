"""The visitors: `python -m bench.load URL CLIENTS COUNT [form.json]`, a process of its own so that its CPU is not counted.

GET, or POST of the form filled in for a new person each time. Prints one JSON line.
"""

import http.client
import json
import random
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit


def pesel(number: int) -> str:
    """A PESEL with a right check digit, another one for every number."""
    digits = f"{60 + number % 30:02}{1 + number % 12:02}{1 + number % 28:02}{number % 10_000:04}"
    return digits + str(-sum(int(d) * w for d, w in zip(digits, (1, 3, 7, 9) * 3, strict=False)) % 10)


def filled(form: dict[str, str], number: int) -> str:
    """The form of one new person."""
    own = {"form_token": f"bench{number}x{random.getrandbits(60)}", "pesel": pesel(number), "email": f"p{number}@example.test"}
    return urlencode({**form, **own})


class Visitors:
    """So many at once, until so many requests are done."""

    def __init__(self, url: str, count: int, form: dict[str, str] | None) -> None:
        self.at, self.count, self.form = urlsplit(url), count, form
        self.lock, self.next, self.times, self.answers = threading.Lock(), 0, [], {}
        self.first = random.randrange(0, 10**6, 10_000)

    def one(self, visitor: int) -> None:
        """One visitor: an address of its own, a connection kept, request after request."""
        source = (f"127.1.{visitor}.1", 0)  # as many forms as 16 visitors send would be refused from one address
        asked = http.client.HTTPConnection("127.0.0.1", self.at.port, timeout=60, source_address=source)
        while (number := self._number()) is not None:
            begun = time.perf_counter()
            status = self._ask(asked, number)
            with self.lock:
                self.times.append(time.perf_counter() - begun)
                self.answers[status] = self.answers.get(status, 0) + 1

    def _number(self) -> int | None:
        with self.lock:
            if self.next >= self.count:
                return None
            self.next += 1
            return self.next

    def _ask(self, asked: http.client.HTTPConnection, number: int) -> int:
        headers = {"Host": self.at.netloc}
        if self.form is None:
            asked.request("GET", self.at.path, headers=headers)
        else:
            token = "x" * 32
            headers |= {"Cookie": f"atut_form={token}", "Content-Type": "application/x-www-form-urlencoded"}
            body = filled({**self.form, "csrfmiddlewaretoken": token}, self.first + number)
            asked.request("POST", self.at.path, body=body, headers=headers)
        answer = asked.getresponse()
        answer.read()
        return answer.status


def main(url: str, clients: int, count: int, form: dict[str, str] | None) -> None:
    """Run them all and tell."""
    visitors = Visitors(url, count, form)
    running = [threading.Thread(target=visitors.one, args=[visitor]) for visitor in range(clients)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    times = sorted(visitors.times)
    said = {"answers": visitors.answers, "p50": times[len(times) // 2], "p99": times[int(len(times) * 0.99) - 1]}
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4]) if len(sys.argv) > 4 else None)
