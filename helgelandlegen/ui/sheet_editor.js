// A table whose cells can be changed. The server sends the rows and what is changed already; it gets back the changes.
export default function ({ data, parentElement, setStateValue }) {
  const asked = JSON.parse(data);
  // The style sheet stands in the parent too, so the table gets a place of its own.
  const root = parentElement.querySelector(":scope > .hl-sheet")
    ?? parentElement.appendChild(Object.assign(document.createElement("div"), { className: "hl-sheet" }));
  if (root.token === asked.token) return;
  root.token = asked.token;
  const { fields, words } = asked;
  const draft = (root.draft ??= structuredClone(asked.draft));
  let asleep = 0;
  const tell = () => {
    clearTimeout(asleep);
    asleep = setTimeout(() => setStateValue("draft", structuredClone(draft)), 0);
  };
  const make = (kind, set = {}, ...children) => {
    const node = Object.assign(document.createElement(kind), set);
    node.append(...children);
    return node;
  };

  // Where a long heading may be broken.
  const soft = (text) => text.replace(/(stillings|sykehus|utdannings|lærings)(?=[a-zæøå]{3})/gi, "$1\u00ad");

  // What stands in a cell now: what was changed, else what came.
  const now = (line, field) => draft.cells[line.id]?.[field.name] ?? line.cells[field.name] ?? "";

  function write(line, field, text) {
    const own = (draft.cells[line.id] ??= {});
    if (text === (line.cells[field.name] ?? "")) delete own[field.name];
    else own[field.name] = text;
    if (!Object.keys(own).length) delete draft.cells[line.id];
    tell();
  }

  function input(line, field, cell) {
    const name = `${field.heading}, ${words.row} ${line.number}`;
    const choices = line.choices ?? field.choices;
    let node;
    if (choices && field.kind === "choice") {
      const texts = ["", ...choices];
      if (!texts.includes(now(line, field))) texts.push(now(line, field));
      node = make("select", {}, ...texts.map((text) => make("option", { value: text, textContent: text })));
    } else {
      node = make("input", { type: "text", size: field.width, autocomplete: "off", spellcheck: false });
      node.placeholder = choices?.length ? `${words.idea} ${choices[0]}` : "";
      if (choices?.length) {
        const list = make("datalist", {}, ...choices.map((value) => make("option", { value })));
        list.id = `hl-${asked.token}-${line.id}-${field.name}`.replace(/[^\w-]/g, "_");
        node.setAttribute("list", list.id);
        cell.append(list);
      }
    }
    node.value = now(line, field);
    node.title = node.value.length > field.width ? node.value : "";
    node.style.minWidth = `calc(${Math.min(field.width, 9)}ch + 0.6rem)`;
    const label = make("small");
    const show = () => {
      const changed = node.value.trim() !== (line.cells[field.name] ?? "");
      cell.classList.toggle("hl-changed", changed && !line.added);
      label.textContent = changed && !line.added ? words.changed : "";
      node.setAttribute("aria-label", changed && !line.added ? `${name}, ${words.changed}` : name);
    };
    // The mark comes while one types: what moved the page when the field is left would move the button one aims at.
    node.addEventListener("input", show);
    node.addEventListener("change", () => write(line, field, node.value.trim()));
    node.addEventListener("keydown", (event) => {
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") { node.value = line.cells[field.name] ?? ""; write(line, field, node.value); show(); }
      if (!step || (event.key !== "Enter" && (node.tagName === "SELECT" || node.list))) return;
      event.preventDefault();
      const place = [...cell.parentElement.children].indexOf(cell);
      let row = cell.parentElement;
      do row = step > 0 ? row.nextElementSibling : row.previousElementSibling; while (row?.classList.contains("hl-gone"));
      const next = row?.children[place]?.querySelector("input, select");
      if (next) next.focus(); else node.blur();
    });
    cell.append(node, label);
    show();
  }

  function row(line) {
    const line_ = make("tr");
    const number = make("th", { scope: "row" });
    const state = make("small");
    number.append(String(line.number), state);
    line_.append(number);
    for (const field of fields) {
      const cell = make("td");
      if (field.kind === "fixed") cell.textContent = line.cells[field.name] ?? "";
      else input(line, field, cell);
      line_.append(cell);
    }
    if (!asked.can_remove) return line_;
    const button = make("button", { type: "button" });
    const show = () => {
      const gone = draft.gone.includes(line.id);
      line_.classList.toggle("hl-gone", gone);
      line_.classList.toggle("hl-new", !!line.added);
      for (const node of line_.querySelectorAll("input, select")) node.disabled = gone;
      state.textContent = gone ? words.gone : line.added ? words.added : "";
      button.textContent = gone ? words.undo : words.remove;
      button.setAttribute("aria-label", `${button.textContent}, ${words.row} ${line.number}`);
    };
    button.addEventListener("click", () => {
      if (line.added) {
        draft.added = draft.added.filter((id) => id !== line.id);
        delete draft.cells[line.id];
        line_.remove();
      } else if (draft.gone.includes(line.id)) draft.gone = draft.gone.filter((id) => id !== line.id);
      else draft.gone.push(line.id);
      show();
      tell();
    });
    line_.append(make("td", {}, button));
    show();
    return line_;
  }

  const head = make("tr", {}, make("th", { scope: "col", textContent: words.number }));
  for (const field of fields) head.append(make("th", { scope: "col", textContent: soft(field.heading), title: field.help }));
  if (asked.can_remove) head.append(make("td"));
  const body = make("tbody", {}, ...asked.lines.map(row));
  const many = fields.length > 12 ? " hl-many" : "";
  const table = make("table", { className: `hl-table hl-editor${many}` }, make("caption", { textContent: asked.caption }));
  table.append(make("thead", {}, head), body);
  const frame = make("div", { className: "hl-table-frame", tabIndex: 0, lang: "nb" }, table);
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", asked.caption);
  root.replaceChildren(frame);
  if (!asked.can_add) return;
  const add = (id) => {
    const number = asked.next + Number(id.slice(4)) - 1;
    body.append(row({ id, number, cells: {}, added: true }));
  };
  draft.added.forEach(add);
  const more = make("button", { type: "button", className: "hl-editor-add", textContent: words.add });
  more.addEventListener("click", () => {
    const id = `new-${1 + Math.max(0, ...draft.added.map((other) => Number(other.slice(4))))}`;
    draft.added.push(id);
    add(id);
    body.lastElementChild.querySelector("input, select")?.focus();
    tell();
  });
  root.append(more);
}
