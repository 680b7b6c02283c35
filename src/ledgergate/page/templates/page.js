"use strict";
(() => {
  // Tables are filtered, sorted and searched where they stand; the fragment of the address holds what is chosen, so
  // that it can be sent to somebody: #?candidates.bucket=A&candidates:q=export&candidates:sort=-key
  const FEW = 50;
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const root = document.documentElement;
  root.classList.add("js");

  const text = (node) => (node ? node.textContent.trim() : "");
  const value = (cell) => cell?.dataset.v ?? text(cell);

  function table(section) {
    const name = section.dataset.ledger;
    const body = section.querySelector(".items tbody");
    const heads = [...section.querySelectorAll(".items thead th")];
    const buttons = [...section.querySelectorAll(".legend button")];
    const selects = [...section.querySelectorAll(".tools select")];
    const form = section.querySelector(".tools");
    const search = form.elements.q;
    const found = form.elements.found;
    const status = section.querySelector(".status");
    const more = section.querySelector(".more");
    const rows = [...body.rows].map((row, place) => ({ row, place, words: null }));
    const columns = heads.map((head) => head.dataset.c);
    const ranks = Object.create(null); // fields of any name, also those that every object has
    for (const button of buttons) (ranks[button.dataset.f] ??= []).push(button.dataset.v);
    for (const select of selects) ranks[select.dataset.f] = [...select.options].slice(1).map((one) => one.value.slice(1));
    const nothing = document.createElement("tr");
    nothing.className = "none";
    const cell = nothing.insertCell();
    cell.colSpan = heads.length;
    cell.textContent = "Nothing matches. Show all brings everything back.";
    let state = fresh();
    let order = rows; // moving a thousand rows costs, so they are moved where the order changes alone

    function fresh() {
      return { fields: Object.create(null), q: "", sort: "", all: false, found: false };
    }

    function read(given) {
      state = fresh();
      for (const [key, value] of given) {
        if (key === name + ":q") state.q = value;
        else if (key === name + ":sort" && columns.includes(value.replace(/^-/, ""))) state.sort = value;
        else if (key === name + ":all") state.all = value === "1";
        else if (key === name + ":found" && found) state.found = value === "1";
        else if (key.startsWith(name + ".") && key.slice(name.length + 1) in ranks) {
          const field = key.slice(name.length + 1);
          if (ranks[field].includes(value)) (state.fields[field] ??= []).push(value);
        }
      }
    }

    function written() {
      const made = [];
      for (const field of Object.keys(state.fields)) for (const value of state.fields[field]) made.push([name + "." + field, value]);
      if (state.q) made.push([name + ":q", state.q]);
      if (state.sort) made.push([name + ":sort", state.sort]);
      if (state.found) made.push([name + ":found", "1"]);
      if (state.all) made.push([name + ":all", "1"]);
      return made;
    }

    function fits(one) {
      for (const field of Object.keys(state.fields)) {
        if (state.fields[field].length && !state.fields[field].includes(value(one.row.cells[columns.indexOf(field)]))) return false;
      }
      if (state.found && !text(one.row.cells[columns.indexOf(":found")])) return false;
      if (!state.q) return true;
      one.words ??= one.row.textContent.toLowerCase();
      return state.q.toLowerCase().split(/\s+/).every((word) => one.words.includes(word));
    }

    function sorted() {
      const back = state.sort.startsWith("-");
      const column = back ? state.sort.slice(1) : state.sort;
      if (!column) return rows;
      const at = columns.indexOf(column);
      const rank = ranks[column];
      const key = (one) => {
        const cell = one.row.cells[at];
        return rank ? rank.indexOf(value(cell)) : text(cell);
      };
      const keyed = rows.map((one) => [key(one), one]);
      keyed.sort(([a, one], [b, other]) => {
        if (a === "" || b === "") return (a === "") - (b === "") || one.place - other.place;
        const less = rank ? a - b : words.compare(a, b);
        return (back ? -less : less) || one.place - other.place;
      });
      return keyed.map(([, one]) => one);
    }

    function show() {
      const every = sorted();
      const kept = every.filter(fits);
      const most = state.all ? kept.length : FEW;
      const there = new Set(kept.slice(0, most));
      for (const one of rows) one.row.hidden = !there.has(one);
      nothing.remove();
      if (every.some((one, at) => one !== order[at])) body.append(...every.map((one) => one.row));
      order = every;
      if (!kept.length) body.append(nothing);
      body.parentNode.classList.remove("fresh");
      status.textContent =
        (kept.length === rows.length ? "All " + rows.length : kept.length + " of " + rows.length) + " match" +
        (there.size < kept.length ? ", the first " + there.size + " are shown" : "");
      more.hidden = there.size >= kept.length;
      for (const button of buttons)
        button.setAttribute("aria-pressed", String((state.fields[button.dataset.f] ?? []).includes(button.dataset.v)));
      for (const select of selects) {
        const chosen = state.fields[select.dataset.f] ?? [];
        select.value = chosen.length === 1 ? "=" + chosen[0] : "*";
      }
      if (search.value !== state.q) search.value = state.q;
      if (found) found.checked = state.found;
      heads.forEach((head, at) => {
        const on = state.sort.replace(/^-/, "") === columns[at];
        if (on) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }

    function changed() {
      show();
      keep();
    }

    for (const button of buttons)
      button.addEventListener("click", () => {
        const { f, v } = button.dataset;
        const chosen = state.fields[f] ?? [];
        state.fields[f] = chosen.includes(v) ? chosen.filter((one) => one !== v) : [...chosen, v];
        changed();
      });
    // The parts of the bar are the same buttons for a mouse.
    section.querySelectorAll(".bar rect").forEach((part, at) => part.addEventListener("click", () => buttons[at]?.click()));
    for (const select of selects)
      select.addEventListener("change", () => {
        state.fields[select.dataset.f] = select.value === "*" ? [] : [select.value.slice(1)];
        changed();
      });
    heads.forEach((head, at) =>
      head.querySelector("button").addEventListener("click", () => {
        const column = columns[at];
        state.sort = state.sort === column ? "-" + column : state.sort === "-" + column ? "" : column;
        changed();
      }),
    );
    search.addEventListener("input", () => {
      state.q = search.value.trim();
      changed();
    });
    found?.addEventListener("change", () => {
      state.found = found.checked;
      changed();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      state = fresh();
      changed();
    });
    more.addEventListener("click", () => {
      state.all = true;
      changed();
    });
    let was = false;
    addEventListener("beforeprint", () => {
      was = state.all;
      state.all = true;
      show();
    });
    addEventListener("afterprint", () => {
      state.all = was;
      show();
    });
    return { section, read, written, show };
  }

  const tables = [...document.querySelectorAll("section.ledger")].filter((one) => one.querySelector(".items")).map(table);

  function keep() {
    const made = tables.flatMap((one) => one.written());
    const hash = made.length ? "#?" + new URLSearchParams(made) : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
  }

  function apply(move) {
    if (location.hash && !location.hash.startsWith("#?")) {
      document.getElementById(location.hash.slice(1))?.focus();
      return;
    }
    const given = new URLSearchParams(location.hash.slice(2));
    for (const one of tables) {
      one.read(given);
      one.show();
    }
    const first = tables.find((one) => one.written().length);
    if (first && move) {
      const heading = first.section.querySelector("h2");
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    }
  }

  addEventListener("hashchange", () => apply(true));
  for (const one of tables) one.show();
  apply(true);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open]):not(.calm)")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
  performance.mark("ledgergate-ready");
})();
