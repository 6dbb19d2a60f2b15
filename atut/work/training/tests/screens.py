"""What tests of screens ask by and read."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def text(answer):
    return answer.content.decode()


def date_of(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
