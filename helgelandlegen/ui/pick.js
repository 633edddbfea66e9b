// What can be picked in drawn HTML: elements with `data-pick`, by a click or from the keyboard. It is said to the server,
// but rows of a table on the page (#panel:1,2) are shown at once. `root` is the component's own element, `holds` tells
// which elements are ours; returns what ends it.
const looking = (window.hlLooking ||= { places: [], rows: "", shown: null, picked: null, backAt: -Infinity });
const SOON = 5000; // ms within which what is drawn answers what was picked

function picking(root, holds, send) {
  root.endPicking?.(); // drawn anew, a component is not always ended first
  const markOf = (event) => {
    const mark = event.target.closest?.("[data-pick]");
    return mark && holds(mark) ? mark : null;
  };
  const onClick = (event) => {
    if (event.target.closest?.("[data-unpick]")) return unpick(true);
    const mark = markOf(event);
    if (mark) pick(mark, send);
    else if (event.target.closest?.(".st-key-hl_return")) looking.backAt = performance.now();
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const mark = markOf(event);
    if (mark && mark.tagName !== "BUTTON" && ["Enter", " "].includes(event.key)) pick(mark, send);
    else if (mark && beside(mark, event.key)) beside(mark, event.key).focus();
    else if (!["Escape", "Backspace"].includes(event.key) || busy(event.target) || !goBack()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onHistory = () => (looking.backAt = performance.now());
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("popstate", onHistory);
  return (root.endPicking = () => {
    document.removeEventListener("click", onClick);
    document.removeEventListener("keydown", onKey, true);
    window.removeEventListener("popstate", onHistory);
  });
}

function pick(mark, send) {
  const [reference, rows] = mark.dataset.pick.split("#");
  if (!reference && showRows(rows, mark)) return;
  looking.picked = placeOf(mark);
  looking.places = [...looking.places.slice(-20), looking.picked];
  looking.rows = rows || "";
  send(mark.dataset.pick);
}

// Where a mark stands: on which page, in which panel, as which of its marks, and how far down in the window.
function placeOf(mark) {
  const panel = mark.closest("section[id]")?.id || "";
  return { page: location.pathname, panel, pick: mark.dataset.pick, number: marksIn(panel).indexOf(mark),
           top: mark.getBoundingClientRect().top, at: performance.now() };
}

function marksIn(panel) {
  return [...((panel ? document.getElementById(panel) : document)?.querySelectorAll("[data-pick]") || [])];
}

// After a drawing: the rows that were picked elsewhere, the mark one has come back to, or the one that was picked.
function drawn() {
  if (looking.rows && showRows(looking.rows, null)) looking.rows = "";
  const returning = performance.now() - looking.backAt < SOON;
  const place = returning ? looking.places.at(-1) : looking.picked;
  if (!place || place.page !== location.pathname || !(returning || performance.now() - place.at < SOON)) return;
  const all = marksIn(place.panel);
  const mark = all.find((one) => one.dataset.pick === place.pick) || (returning ? null : all[place.number]);
  if (!mark) return;
  if (!mark.closest(".hl-step")) mark.focus({ preventScroll: true });
  looking.picked = null;
  if (!returning) return;
  looking.places.pop();
  looking.backAt = -Infinity;
  scrollTo(mark, place.top);
}

function scrollTo(mark, top) {
  const main = mark.closest("[data-testid=stMain]");
  // Panels out of view have a guessed height until they are drawn: a second time when they are.
  const move = () => main?.scrollBy(0, mark.getBoundingClientRect().top - top);
  move();
  requestAnimationFrame(() => requestAnimationFrame(move));
}

// The rows of a panel's table alone: «events:2,5», «ratings.1:3», «events» for all of them.
function showRows(what, mark) {
  const [, panel, number, rows] = what.match(/^([\w-]+)(?:\.(\d+))?(?::([\d,]*))?$/) || [];
  const frame = document.getElementById(`panel-${panel}`)?.querySelectorAll(".hl-table-frame")[number || 0];
  if (!frame) return false;
  unpick(false);
  const wanted = new Set((rows || "").split(",").filter(Boolean).map(Number));
  const fold = frame.closest("details");
  const hidden = [...frame.querySelectorAll("tbody tr")].filter((row, n) => wanted.size && !wanted.has(n));
  const bar = document.createElement("p");
  bar.className = "hl-rows-shown";
  const words = mark ? "← Tilbake til tegningen (Esc)" : "Vis alle radene";
  bar.innerHTML = `<button type="button" data-unpick>${words}</button> <span></span>`;
  const all = frame.querySelectorAll("tbody tr").length;
  bar.lastChild.textContent = hidden.length ? `Viser ${all - hidden.length} av ${all}` : "";
  looking.shown = { mark, fold, wasOpen: fold?.open, hidden, bar, place: mark && placeOf(mark) };
  if (fold) fold.open = true;
  for (const row of hidden) row.hidden = true;
  frame.before(bar);
  const top = bar.getBoundingClientRect();
  if (top.top < 60 || top.bottom + frame.clientHeight > innerHeight) bar.scrollIntoView({ block: "center" });
  bar.firstChild.focus({ preventScroll: true });
  return true;
}

function unpick(back) {
  const shown = looking.shown;
  looking.shown = null;
  if (!shown) return;
  shown.bar.remove();
  for (const row of shown.hidden) row.hidden = false;
  if (shown.fold) shown.fold.open = shown.wasOpen;
  if (!back || !shown.mark?.isConnected) return;
  shown.mark.focus({ preventScroll: true });
  scrollTo(shown.mark, shown.place.top);
}

// One step back: out of the rows of a drawing on this page, or to where one was before. False where there is none.
function goBack() {
  if (looking.shown?.mark?.isConnected) return unpick(true) || true;
  const button = document.querySelector(".st-key-hl_return button");
  if (button) looking.backAt = performance.now();
  button?.click();
  return Boolean(button);
}

// Whether the key belongs to somebody else: text that is written, or a box over the page.
function busy(target) {
  const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  return typing || document.querySelector("[data-testid=stPopoverBody], [role=dialog], [role=listbox]");
}

// The mark that the arrow points to within the same drawing, or the first or the last. In a meeting the arrows to the
// sides turn the pages.
function beside(mark, key) {
  const svg = mark.ownerSVGElement;
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const ends = { Home: 0, End: -1 };
  if (!svg || !(key in ways || key in ends)) return null;
  const all = [...svg.querySelectorAll("[data-pick]")];
  if (key in ends) return all.at(ends[key]);
  const [x, y] = ways[key];
  if (x && svg.closest(".hl-step")) return null;
  const middle = (one) => {
    const box = one.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [fromX, fromY] = middle(mark);
  let best = null, least = Infinity;
  for (const one of all) {
    const [toX, toY] = middle(one);
    const along = (toX - fromX) * x + (toY - fromY) * y;
    const far = along + 3 * Math.abs((toX - fromX) * y + (toY - fromY) * x);
    if (along > 1 && far < least) [best, least] = [one, far];
  }
  return best;
}
