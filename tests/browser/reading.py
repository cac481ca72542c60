"""Reading a page as a person does: opened, and waited for until it stands still."""

from __future__ import annotations

from playwright.sync_api import Page

READ_SECONDS = 30

STILL = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.dataset.testScriptState !== 'notRunning') return false;
  if (document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')) return false;
  const everything = (root) => [...root.querySelectorAll('*')].flatMap(
    (element) => element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element]);
  const elements = everything(document);
  if (elements.some((element) => element.matches('[aria-busy="true"]'))) return false;
  const figures = elements.filter((element) => element.matches('[role="figure"]'));
  if (figures.some((figure) => !figure.querySelector('svg.main-svg, [data-empty]'))) return false;
  const now = elements.length + ' ' + document.body.innerText.length;
  const before = window.__still;
  window.__still = now === before?.now ? before : { now, since: performance.now() };
  return performance.now() - window.__still.since > 300;
}
"""


def settled(page: Page) -> Page:
    """The page once its script has run, its figures are drawn and nothing has changed for 0.3 s."""
    page.evaluate("() => { delete window.__still }")
    page.wait_for_function(STILL, timeout=READ_SECONDS * 1000, polling=50)
    return page


def visit(page: Page, url: str) -> Page:
    """The page at the address, settled."""
    page.goto(url, wait_until="domcontentloaded")
    return settled(page)
