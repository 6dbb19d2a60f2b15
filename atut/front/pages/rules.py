"""Pages a site is opened with, and the words of its front page."""

from dataclasses import dataclass

Text = dict[str, str]


@dataclass(frozen=True)
class FirstPage:
    """A page of text every site begins with; its words stand in templates/pages/first/, one file a language."""

    slug: str
    title: Text
    in_menu: bool = False
    in_footer: bool = False
    is_discussed: bool = False


@dataclass(frozen=True)
class SiteWords:
    """What only this project can say: the promise, and who keeps it for whom."""

    promise: Text
    lede: Text


FIRST_PAGES = (
    FirstPage("o-projekcie", {"pl": "O projekcie", "en": "About the project"}, in_menu=True, is_discussed=True),
    FirstPage("dostepnosc", {"pl": "Dostępność", "en": "Accessibility"}, in_footer=True),
    FirstPage("twoje-dane", {"pl": "Twoje dane", "en": "Your data"}, in_footer=True),
)
