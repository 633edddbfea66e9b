// What a reader sees and hears of a page. An expression: an object whose functions looking.py calls in the browser.
({
  // Text that is really seen: drawn with a size, not clipped away, and no icon's ligature.
  seen() {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const unread = "script, style, noscript, pre, option, [data-testid=stIconMaterial]";
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      if (!node.data.trim() || parent.closest(unread)) continue;
      let hidden = !parent.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || parseFloat(getComputedStyle(parent).fontSize) === 0;
      for (let up = parent; up && !hidden; up = up.parentElement) {
        const style = getComputedStyle(up), box = up.getBoundingClientRect();
        hidden = style.clipPath.includes("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)"
          || (style.overflow === "hidden" && Math.min(box.width, box.height) <= 1);
      }
      if (!hidden) found.push(node.data.trim());
    }
    for (const field of document.querySelectorAll("input")) if (field.placeholder && !field.value) found.push(field.placeholder);
    for (const e of document.querySelectorAll("*")) for (const part of ["::before", "::after"]) {
      const text = getComputedStyle(e, part).content;
      if (/^"[^"]/.test(text) && e.checkVisibility()) found.push(text.slice(1, -1));
    }
    return found;
  },

  // What is not seen but said: names of landmarks, buttons, fields and pictures.
  spoken() {
    const live = "[role=alert], [data-testid=stSkipToContent]";
    return [...document.querySelectorAll(`[aria-label], [title], [alt], input[placeholder], ${live}`)]
      .filter(e => e.checkVisibility() && !e.closest("[aria-hidden=true]"))
      .flatMap(e => [e.ariaLabel, e.getAttribute("title"), e.getAttribute("alt"), e.placeholder, e.matches(live) ? e.textContent : ""])
      .filter(Boolean);
  },

  // The first screen: every text lies inside its card (or tile) and inside the window, no two cards overlap, nothing scrolls.
  cutOff() {
    const wrong = [], main = document.querySelector("[data-testid=stMain]");
    const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    if (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth) wrong.push("the page scrolls");
    const shown = {left: 0, top: 0, right: innerWidth, bottom: innerHeight}, cards = [...document.querySelectorAll(".hl-card")];
    const tileOf = text => {
      const at = text.getBoundingClientRect();
      return [...text.ownerSVGElement.querySelectorAll("rect")].map(r => r.getBoundingClientRect())
        .find(b => b.left <= at.left && at.left <= b.right && b.top <= at.top && at.top <= b.bottom);
    };
    for (const card of cards) {
      const frame = card.getBoundingClientRect(), name = card.className;
      if (!inside(frame, shown)) wrong.push(`${name} is not within the window`);
      if (card.scrollWidth > card.clientWidth || card.scrollHeight > card.clientHeight) wrong.push(`${name} overflows`);
      for (const other of cards) if (other !== card && touch(frame, other.getBoundingClientRect())) wrong.push(`${name} overlaps`);
      const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange(), tile = text.parentElement.closest(".hl-tiles text");
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
          if (box.width && !inside(box, (tile && tileOf(tile)) || frame)) wrong.push(`«${text.data}» leaves ${tile ? "its tile" : name}`);
      }
      const value = card.querySelector(".hl-value b"), course = card.querySelector(".hl-spark");
      if (value && course && touch(value.getBoundingClientRect(), course.getBoundingClientRect())) wrong.push(`${name}: value on course`);
    }
    return wrong;
  },

  // A subject screen: the sentence, the strip and the top of the first drawings are in view, nothing leaves its card.
  subject() {
    const wrong = [], main = document.querySelector("[data-testid=stMain]");
    if (main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth) wrong.push("scrolls sideways");
    const inView = (e, of) => { if (!e || e.getBoundingClientRect().bottom > innerHeight) wrong.push(`${of} is not in view`); };
    inView(document.querySelector(".hl-opening p"), "the sentence");
    for (const card of document.querySelectorAll(".st-key-hl_strip .hl-card")) inView(card, card.querySelector(".hl-title").textContent);
    const first = document.querySelector(".hl-panels > :first-child");
    const begins = first.matches(".hl-columns") ? [...first.children].map(side => side.querySelector(".hl-panel")) : [first];
    for (const panel of begins) {
      inView(panel.querySelector(".hl-title"), `the title of ${panel.id}`);
      const drawing = panel.querySelector(".hl-title").nextElementSibling.getBoundingClientRect();
      if (drawing.top + Math.min(80, drawing.height) > innerHeight) wrong.push(`the top of ${panel.id} is not in view`);
    }
    for (const card of document.querySelectorAll(".hl-panel, .st-key-hl_strip .hl-card")) {
      const frame = card.getBoundingClientRect(), walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      const name = card.id || card.querySelector(".hl-title").textContent, low = card.matches(".hl-panel") ? Infinity : frame.bottom;
      while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement, range = document.createRange();
        if (parent.closest("caption, .hl-readout, title, details:not([open])") || !parent.checkVisibility()) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
          if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > low + 1))
            wrong.push(`«${text.data.trim()}» leaves ${name}`);
      }
    }
    return wrong;
  },

  // The tables of a subject screen that are too wide for their panel.
  tooWide() {
    return [...document.querySelectorAll(".hl-panel .hl-table-frame")]
      .filter(frame => frame.checkVisibility() && !frame.closest("details:not([open])") && frame.scrollWidth > frame.clientWidth + 1)
      .map(frame => frame.ariaLabel);
  },

  // The words on the map's tiles that leave their tile.
  outOfTile() {
    return [...document.querySelectorAll(".hl-tiles text")].filter(text => {
      const at = text.getBoundingClientRect();
      const tile = [...text.ownerSVGElement.querySelectorAll("rect")].map(r => r.getBoundingClientRect())
        .find(b => b.left <= at.left && at.left <= b.right && b.top <= at.top && at.top <= b.bottom && b.width > at.height * 2);
      return tile && at.right > tile.right + .5;
    }).map(text => text.textContent.trim());
  },

  // Texts of one drawing that lie over each other.
  overlapping() {
    const wrong = [];
    for (const drawing of document.querySelectorAll(".hl-panel svg[role=img]")) {
      const texts = [...drawing.querySelectorAll("text")].filter(e => !e.closest(".hl-readout") && e.textContent.trim())
        .map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
      texts.forEach(([one, a], i) => texts.slice(i + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > .35 * Math.min(a.height, b.height)) wrong.push(`«${one}» on «${other}» in ${drawing.closest("section").id}`);
      }));
    }
    return wrong;
  },

  // Measures the colour of a text against what lies behind it, both as computed, as WCAG's contrast ratio.
  meter() {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true}), known = {}, drawn = new Map();
    const rgba = colour => known[colour] ??= (() => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    })();
    const over = (top, under) => under.slice(0, 3).map((c, i) => top[i] * top[3] + c * (1 - top[3]));
    const linear = v => v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
    const light = c => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]);
    const filled = mark => {
      const style = getComputedStyle(mark);
      if (!style.fill.startsWith("rgb")) return null;
      const [r, g, b, a] = rgba(style.fill);
      return {mark, box: mark.getBoundingClientRect(), colour: [r, g, b, a * style.fillOpacity * style.opacity]};
    };
    const marksOf = svg => {
      if (!drawn.has(svg)) drawn.set(svg, [...svg.querySelectorAll("rect, circle")].map(filled).filter(Boolean));
      return drawn.get(svg);
    };
    // What is drawn below a text, from below: the marks at its place, or the sign that it stands on.
    const grounds = text => {
      const at = text.getBoundingClientRect(), sign = text.closest(".hl-readout")?.querySelector(".hl-sign");
      if (sign) return [filled(sign).colour];
      return marksOf(text.ownerSVGElement).filter(({mark, box}) => {
        const earlier = mark.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
        return earlier && box.left <= at.left && at.left <= box.right && box.top <= at.top && at.top <= box.bottom;
      }).map(({colour}) => colour);
    };
    const behind = e => {
      const text = e.closest("text"), layers = text ? grounds(text).reverse() : [];
      for (let up = e; up && (layers.at(-1)?.[3] ?? 0) < 1; up = up.parentElement)
        layers.push(rgba(getComputedStyle(up).backgroundColor));
      return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
    };
    return e => {
      const style = getComputedStyle(e), under = behind(e), colour = [...rgba(e.closest("svg") ? style.fill : style.color)];
      for (let up = e; up && !e.closest("svg"); up = up.parentElement) colour[3] *= getComputedStyle(up).opacity;
      const [dark, bright] = [light(over(colour, under)), light(under)].sort((a, b) => a - b);
      return (bright + .05) / (dark + .05);
    };
  },

  // Every text of the page with less contrast than is enough: the ratio and the text. What is disabled or drawn nowhere is
  // left out; what a drawing reads out when one points at it is not.
  pale(enough) {
    const ratioOf = this.meter(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), asked = new Set();
    const unread = "script, style, noscript, title, option, :disabled, [aria-disabled=true], [data-testid=stIconMaterial]";
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !e.closest(unread)) asked.add(e);
    }
    for (const field of document.querySelectorAll("input, textarea")) if (field.value && !field.closest(unread)) asked.add(field);
    return [...asked].filter(e => {
      const box = e.getBoundingClientRect();
      return box.width > 1 && e.checkVisibility({visibilityProperty: true}) && parseFloat(getComputedStyle(e).fontSize) > 0;
    }).map(e => [Number(ratioOf(e).toFixed(2)), (e.value || e.textContent).trim().slice(0, 40)]).filter(([ratio]) => ratio < enough);
  },

  // Pictures, fields, buttons and links without an accessible name.
  nameless() {
    const named = e => e.ariaLabel?.trim() || e.title || e.labels?.length || e.textContent.trim()
      || (e.getAttribute("aria-labelledby") || "").split(" ").some(id => document.getElementById(id)?.textContent.trim())
      || /^"[^"]/.test(getComputedStyle(e, "::after").content);
    const unnamed = e => {
      if (!e.checkVisibility() || e.closest("[aria-hidden=true]") || e.type === "hidden") return false;
      if (e.matches("img")) return !e.hasAttribute("alt") && e.role !== "presentation";
      if (e.matches("svg")) return !(e.role === "img" && e.ariaLabel) && !e.querySelector("title") && !named(e.closest("button, a") || e);
      return !named(e);
    };
    return [...document.querySelectorAll("img, svg, input, select, textarea, button, a[href]")].filter(unnamed).map(e => e.outerHTML.slice(0, 120));
  },

  // The drawings' text alternatives: where each stands, the title there, and the alternatives of all drawings there.
  drawings() {
    return [...document.querySelectorAll("svg[role=img]")].filter(e => e.checkVisibility()).map(e => {
      const frame = e.closest(".hl-card, .hl-panel"), title = frame?.querySelector(".hl-title")?.textContent ?? "";
      const beside = frame ? [...frame.querySelectorAll("svg[role=img]")].map(other => other.ariaLabel).join(" ") : "";
      return [e.ariaLabel ?? "", e.matches(".hl-spark") ? "card" : frame?.matches(".hl-panel") ? "panel" : "", title, beside];
    });
  },

  headings() {
    return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter(e => e.checkVisibility())
      .map(e => [Number(e.ariaLevel || e.tagName[1]), e.textContent.trim()]);
  },

  // How the focused element and its frame look, and how they look without the focus.
  focusedLooks() {
    const e = document.activeElement;
    const looks = () => [e, e.parentElement].flatMap(x => [null, "::before", "::after"].map(part => {
      const style = getComputedStyle(x, part);
      return [style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
    })).join();
    const focused = looks();
    e.blur();
    const blurred = looks();
    e.focus({focusVisible: true});
    return [`${e.dataset.testid || e.tagName} ${(e.ariaLabel || e.innerText || "").slice(0, 30)}`, focused !== blurred];
  },
})
