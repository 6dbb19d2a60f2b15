"""Page types of the public site, and which Wagtail site is which project's. Texts stand in Polish; other languages are optional."""

from atut.front.pages.models.bilingual import Bilingual, Readable
from atut.front.pages.models.home import HomePage
from atut.front.pages.models.library import Download, DownloadsPage, GalleryPage
from atut.front.pages.models.news import NewsIndexPage, NewsPage
from atut.front.pages.models.site import ProjectSite
from atut.front.pages.models.text import ContactPage, QuestionsPage, StandardPage

__all__ = [
    "Bilingual",
    "ContactPage",
    "Download",
    "DownloadsPage",
    "GalleryPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ProjectSite",
    "QuestionsPage",
    "Readable",
    "StandardPage",
]
