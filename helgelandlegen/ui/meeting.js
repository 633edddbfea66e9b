// The step of a meeting: drawn as it comes, said aloud when it changes, with the whole screen and a presenter's keys. On the
// cover it draws nothing and minds the keys only.
let held = null; // what had the focus last, and what takes its place when the step it stood in is gone

export default function ({ data, parentElement, setTriggerValue }) {
  const now = parentElement;
  if (!now.body) {
    now.innerHTML = '<div class="hl-say" role="status"></div><div class="hl-body"></div>';
    [now.said, now.body] = now.children;
  }
  if (now.drawn !== data) {
    now.drawn = data;
    now.body.innerHTML = data;
    now.said.textContent = now.body.querySelector("h1")?.textContent ?? "";
  }
  const press = (place) => document.querySelector(`.st-key-${place} button:not(:disabled)`)?.click();
  const whole = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  };
  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const keys = { PageDown: () => press("hl_on"), PageUp: () => press("hl_back"), f: whole, F: whole };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };
  const onClick = (event) => {
    if (event.target.closest("[data-whole]")) whole();
  };
  // The focus must not fall back to the top of the page with a button that is taken away: the same button of the next
  // step takes it over, else the way on, else the way back.
  const places = ["[data-whole]", ".hl-step summary", ".st-key-hl_writing", ".st-key-hl_back"];
  const onFocus = ({ target }) => {
    held = { target, heir: places.find((place) => target.closest(place)) };
  };
  const regain = () => {
    if (document.activeElement !== document.body || !held || held.target.isConnected) return;
    const heirs = [held.heir, ".st-key-hl_on", ".st-key-hl_back"].filter(Boolean);
    const found = heirs.map((heir) => document.querySelector(`${heir}:is(button, summary), ${heir} :is(input, button)`));
    found.find(Boolean)?.focus();
  };
  let soon = 0;
  const watcher = new MutationObserver(() => {
    clearTimeout(soon);
    soon = setTimeout(regain, 120);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey);
  now.addEventListener("click", onClick);
  const endPicking = picking(now, (mark) => now.contains(mark), (value) => setTriggerValue("picked", value));
  return () => {
    endPicking();
    watcher.disconnect();
    clearTimeout(soon);
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("keydown", onKey);
    now.removeEventListener("click", onClick);
  };
}
