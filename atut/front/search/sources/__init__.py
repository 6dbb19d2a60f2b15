"""What is published, read from the rooms: each source says which things there are and how each reads in a language."""

from atut.front.search.sources import documents, pages, rooms
from atut.front.search.sources.drafts import Source

SOURCES: tuple[Source, ...] = (
    Source("page", pages.stamps, pages.drafts),
    Source("document", documents.stamps, documents.drafts),
    rooms.source("call", rooms.calls),
    rooms.source("edition", rooms.editions),
    rooms.source("meeting", rooms.meetings),
    rooms.source("duty", rooms.duties),
    rooms.source("partner", rooms.partners),
    rooms.source("goal", rooms.goals),
    rooms.source("result", rooms.results),
)
