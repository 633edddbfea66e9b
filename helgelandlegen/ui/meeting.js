// The step of a meeting: drawn as it comes, said aloud when it changes, with the whole screen and a presenter's keys.
export default function ({ data, parentElement, setTriggerValue }) {
  const now = parentElement;
  if (!now.body) {
    now.innerHTML = '<div class="hl-say" role="status"></div><div class="hl-body"></div>';
    [now.said, now.body] = now.children;
  }
  if (now.drawn !== data) {
    now.drawn = data;
    now.body.innerHTML = data;
    now.said.textContent = now.body.querySelector("h1").textContent;
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
  document.addEventListener("keydown", onKey);
  now.addEventListener("click", onClick);
  const endPicking = picking(now, (mark) => now.contains(mark), (value) => setTriggerValue("picked", value));
  return () => {
    endPicking();
    document.removeEventListener("keydown", onKey);
    now.removeEventListener("click", onClick);
  };
}
