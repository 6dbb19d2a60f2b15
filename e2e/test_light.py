"""What a first visit costs, counted by Chromium on the demo: bytes on the wire and requests."""

MOST_BYTES, MOST_REQUESTS = 60 * 1024, 6


def cost(page, path):
    """Everything a browser with an empty cache asks for, photographs apart: (bytes, addresses)."""
    session, asked, sizes = page.context.new_cdp_session(page), {}, {}
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda one: asked.update({one["requestId"]: one["request"]["url"]}))
    session.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    page.goto(path, wait_until="networkidle")
    counted = {name: url for name, url in asked.items() if "/media/" not in url and not url.startswith("data:")}
    return sum(sizes.get(name, 0) for name in counted), list(counted.values())


def test_a_first_visit_to_the_home_page_is_light(open_browser, site):
    for base in (site.a, site.b):
        spent, asked = cost(open_browser(base=base), "/")
        print(f"cold home page of {base}: {spent} bytes, {len(asked)} requests: {asked}")
        assert len(asked) <= MOST_REQUESTS, asked
        assert spent <= MOST_BYTES, asked
        assert not [url for url in asked if url.endswith(".js")]


def test_paper_gets_the_page_and_not_the_menu(open_browser):
    page = open_browser()
    page.goto("/nabor/")
    page.emulate_media(media="print")
    assert not page.locator(".top .nav").is_visible()
    assert not page.get_by_role("search").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".printed").is_visible()
    assert "/nabor/" in page.locator(".printed").inner_text()
