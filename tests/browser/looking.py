"""What a reader sees and hears of a page, asked of the browser itself."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Text that is really seen: drawn with a size, not clipped away, and no icon's ligature.
_VISIBLE_TEXT = """() => {
  const seen = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('script, style, noscript, pre, option, [data-testid=stIconMaterial]')) continue;
    let hidden = !parent.checkVisibility({visibilityProperty: true, opacityProperty: true});
    for (let up = parent; up && !hidden; up = up.parentElement) {
      const style = getComputedStyle(up), box = up.getBoundingClientRect();
      hidden = parseFloat(getComputedStyle(parent).fontSize) === 0 || style.clipPath.includes('inset(50%')
        || (style.overflow === 'hidden' && Math.min(box.width, box.height) <= 1);
    }
    if (!hidden) seen.push(node.data.trim());
  }
  for (const field of document.querySelectorAll('input')) if (field.placeholder) seen.push(field.placeholder);
  for (const e of document.querySelectorAll('*')) for (const part of ['::before', '::after']) {
    const text = getComputedStyle(e, part).content;
    if (/^"[^"]/.test(text) && e.checkVisibility()) seen.push(text.slice(1, -1));
  }
  return seen;
}"""

# What is not seen but said: names of landmarks, buttons, fields and pictures.
_SPOKEN = """() => [...document.querySelectorAll('[aria-label], [title], [alt], [role=alert], [data-testid=stSkipToContent]')]
  .filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]'))
  .flatMap(e => [e.getAttribute('aria-label'), e.getAttribute('title'), e.getAttribute('alt'),
                 e.matches('[role=alert], [data-testid=stSkipToContent]') ? e.textContent : ''])
  .filter(Boolean)"""

# Every text on a card lies inside the card (a tile's inside its tile) and inside the window; nothing scrolls.
_CUT_OFF = """() => {
  const wrong = [], inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  const shown = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const main = document.querySelector('[data-testid=stMain]');
  if (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth) wrong.push(`the page scrolls: ${main.scrollHeight} > ${main.clientHeight}`);
  const cards = [...document.querySelectorAll('.hl-card')];
  for (const card of cards) {
    const frame = card.getBoundingClientRect(), name = card.className;
    if (!inside(frame, shown)) wrong.push(`${name} is not within the window`);
    if (card.scrollWidth > card.clientWidth || card.scrollHeight > card.clientHeight) wrong.push(`${name} overflows`);
    for (const other of cards) {
      const o = other.getBoundingClientRect();
      if (other !== card && frame.left < o.right && o.left < frame.right && frame.top < o.bottom && o.top < frame.bottom) wrong.push(`${name} overlaps ${other.className}`);
    }
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange(); range.selectNodeContents(walker.currentNode);
      const tile = walker.currentNode.parentElement.closest('text')?.closest('.hl-tiles') && tile_of(walker.currentNode.parentElement.closest('text'));
      for (const box of range.getClientRects())
        if (box.width && !inside(box, tile || frame)) wrong.push(`«${walker.currentNode.data}» leaves ${tile ? 'its tile' : name}`);
    }
    const value = card.querySelector('.hl-value'), course = card.querySelector('.hl-spark');
    if (value && course && value.getBoundingClientRect().right > course.getBoundingClientRect().left + 1) wrong.push(`${name}: the number lies on its course`);
  }
  function tile_of(text) {
    const place = text.getBoundingClientRect(), boxes = [...text.ownerSVGElement.querySelectorAll('rect')].map(r => r.getBoundingClientRect());
    return boxes.find(b => b.left <= place.left && place.left <= b.right && b.top <= place.top && place.top <= b.bottom);
  }
  return wrong;
}"""

# Text colour against what lies behind it, both as they are computed, as WCAG's contrast ratio.
_CONTRASTS = """selectors => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = '#000'; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const light = c => c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { const layers = [];
    for (let up = e; up; up = up.parentElement) {
      let colour = rgba(getComputedStyle(up).backgroundColor);
      if (up.tagName === 'text') { const at = up.getBoundingClientRect();
        for (const r of up.ownerSVGElement.querySelectorAll('rect')) { const b = r.getBoundingClientRect(), fill = getComputedStyle(r).fill;
          if (b.left <= at.left && at.left <= b.right && b.top <= at.top && at.top <= b.bottom && fill.startsWith('rgb')) colour = rgba(fill); } }
      layers.push(colour); if (colour[3] === 1) break; }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]); };
  const found = {};
  for (const selector of selectors) for (const e of document.querySelectorAll(selector)) {
    if (!e.textContent.trim() || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), under = behind(e), ink = over(rgba(e.closest('svg') ? style.fill : style.color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
    const at = `${selector} «${e.textContent.trim().slice(0, 30)}»`;
    if (!(selector in found) || ratio < found[selector][0]) found[selector] = [Math.round(ratio * 100) / 100, at];
  }
  return found;
}"""

_NAMELESS = """() => {
  const wrong = [], named = e => e.getAttribute('aria-label')?.trim() || (e.getAttribute('aria-labelledby') || '').split(' ')
    .some(id => document.getElementById(id)?.textContent.trim()) || e.title || e.labels?.length;
  for (const e of document.querySelectorAll('img')) if (!e.alt && e.getAttribute('role') !== 'presentation') wrong.push(e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll('svg'))
    if (e.checkVisibility() && !e.closest('[aria-hidden=true]') && !(e.getAttribute('role') === 'img' && named(e)) && !e.querySelector('title')
        && !e.closest('button, a')?.textContent.trim() && !e.closest('button[aria-label], a[aria-label]')) wrong.push(e.outerHTML.slice(0, 120));
  for (const e of document.querySelectorAll('input, select, textarea'))
    if (e.type !== 'hidden' && e.checkVisibility() && !e.closest('[aria-hidden=true]') && !named(e)) wrong.push(e.outerHTML.slice(0, 120));
  for (const e of document.querySelectorAll('button, a[href]'))
    if (e.checkVisibility() && !e.closest('[aria-hidden=true]') && !e.textContent.trim() && !named(e) && getComputedStyle(e, '::after').content === 'none') wrong.push(e.outerHTML.slice(0, 120));
  return wrong;
}"""

_HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')].filter(e => e.checkVisibility())
  .map(e => [Number(e.getAttribute('aria-level') || e.tagName[1]), e.textContent.trim()])"""

# How the focused element looks, its frame included: compared with how it looks when it is not focused.
_LOOKS = """e => [e, e.parentElement].flatMap(x => [null, '::before', '::after'].map(part => { const s = getComputedStyle(x, part);
  return [s.outlineStyle === 'none' ? '' : s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine].join('|'); })).join('\\n')"""


def seen(page: Page) -> list[str]:
    """Every text that is visible on the page, scrolled to or not."""
    return list(page.evaluate(_VISIBLE_TEXT))


def spoken(page: Page) -> list[str]:
    """What a screen reader says beyond the visible text."""
    return list(page.evaluate(_SPOKEN))


def cut_off(page: Page) -> list[str]:
    """What is wrong with the first screen's layout: text cut off, cards that overlap or leave the window."""
    return list(page.evaluate(_CUT_OFF))


def contrasts(page: Page, *selectors: str) -> dict[str, tuple[float, str]]:
    """For each selector the lowest contrast of the texts that it finds, and which text that is."""
    return {name: tuple(found) for name, found in page.evaluate(_CONTRASTS, list(selectors)).items()}


def nameless(page: Page) -> list[str]:
    """Pictures, fields, buttons and links without an accessible name."""
    return list(page.evaluate(_NAMELESS))


def headings(page: Page) -> list[tuple[int, str]]:
    """Level and text of each heading, in order."""
    return [(level, text) for level, text in page.evaluate(_HEADINGS)]


def focused_looks(page: Page) -> tuple[str, str, str]:
    """The focused element's name, and how it looks with the focus and without."""
    focused: Any = page.evaluate_handle("document.activeElement")
    name = focused.evaluate(
        "e => (e.dataset.testid || e.tagName) + ' ' + (e.innerText || e.ariaLabel || '').slice(0, 30)"
    )
    with_focus = focused.evaluate(_LOOKS)
    focused.evaluate("e => e.blur()")
    without = focused.evaluate(_LOOKS)
    focused.evaluate("e => e.focus({focusVisible: true})")
    return name, with_focus, without
