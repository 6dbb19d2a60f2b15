"""What the room holds about people: nothing."""

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="pages.ProjectSite", personal=False),
    DataSet(model="pages.HomePage", personal=False),
    DataSet(model="pages.StandardPage", personal=False),
    DataSet(model="pages.ContactPage", personal=False),
    DataSet(model="pages.Download", personal=False),
    DataSet(model="pages.DownloadsPage", personal=False),
    DataSet(model="pages.GalleryPage", personal=False),
    DataSet(model="pages.NewsIndexPage", personal=False),
    DataSet(model="pages.NewsPage", personal=False),
    DataSet(model="pages.QuestionsPage", personal=False),
]
