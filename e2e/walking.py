"""Going on: a click that leads to another page is over when that page has come."""


def follow(locator):
    """Click a link or button and wait for the page it leads to. Playwright's own click waits for neither."""
    with locator.page.expect_navigation():
        locator.click()
