"""Questions of the public site, by subject."""

from atut.front.pages.queries.front import Front, PartnerShown, Results, changes_by_itself_at, front, partners_shown, results
from atut.front.pages.queries.library import document, editing_mark, is_rendition, published_documents
from atut.front.pages.queries.news import NewsList, newest, news_address, news_list, published
from atut.front.pages.queries.rights import groups_of_roles, has_rights_of_roles, pages_of_editor, site_of, strayed
from atut.front.pages.queries.site import (
    Entry,
    Links,
    address,
    address_of,
    crumbs,
    doors,
    expired,
    home_of,
    links,
    live_pages,
    page_at,
    planned,
    site_map,
)
from atut.front.pages.queries.topics import news_to_announce, pages_to_tell, topics_without_page

__all__ = [
    "Entry",
    "Front",
    "Links",
    "NewsList",
    "PartnerShown",
    "Results",
    "address",
    "address_of",
    "changes_by_itself_at",
    "crumbs",
    "document",
    "doors",
    "editing_mark",
    "expired",
    "front",
    "groups_of_roles",
    "has_rights_of_roles",
    "home_of",
    "is_rendition",
    "links",
    "live_pages",
    "newest",
    "news_address",
    "news_list",
    "news_to_announce",
    "page_at",
    "pages_of_editor",
    "pages_to_tell",
    "partners_shown",
    "planned",
    "published",
    "published_documents",
    "results",
    "site_map",
    "site_of",
    "strayed",
    "topics_without_page",
]
