"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  document.documentElement.classList.add("js");
  const panel = by("panel"), search = by("search"), help = by("help"), items = all(".rail li");
  const stored = (id) => by("s-" + id);
  let chosen = null;

  /* What a noscript element holds is text here; every foreign word in it was escaped when the page was written. */
  const made = (node) => {
    const frame = document.createElement("template");
    frame.innerHTML = node.textContent;
    return frame.content;
  };

  const filters = () => all(".filter input:checked").map((box) => box.id.slice(5));
  const isShown = (item) => {
    const kept = filters();
    const group = item.closest(".group");
    return !item.hidden && (!kept.length || kept.some((verdict) => group.classList.contains("is-" + verdict)));
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const isWide = () => matchMedia("(min-width: 60rem)").matches;
  /* Parts out of sight have a guessed height: each look at them corrects it, and moves what stands behind. */
  const reach = (place, looks) => {
    place.scrollIntoView({ block: isWide() ? "center" : "start" });
    if (looks > 1) requestAnimationFrame(() => reach(place, looks - 1));
  };
  const choose = (id, moves) => {
    const store = stored(id);
    if (!store) return;
    chosen = id;
    panel.replaceChildren(made(store));
    const words = panel.querySelector(".instead");
    if (words) words.append(button("Copy", copy));
    panel.prepend(Object.assign(button("Close", () => document.body.classList.remove("has-card")), { className: "close" }));
    document.body.classList.toggle("has-card", moves);
    for (const old of all(".chosen")) old.classList.remove("chosen");
    for (const link of all("[aria-current]")) link.removeAttribute("aria-current");
    const item = items.find((one) => one.dataset.q === id);
    if (item) {
      item.classList.add("chosen");
      item.firstElementChild.setAttribute("aria-current", "true");
      if (moves) {
        item.closest("details").open = true;
        item.scrollIntoView({ block: "nearest" });
      }
    }
    for (const mark of all("mark.q")) if (mark.dataset.q === id) mark.classList.add("chosen");
    by("panel").parentElement.scrollTop = 0;
    const place = by("q-" + id);
    if ((moves || isWide()) && place) reach(place, 3);
  };

  const address = () => (/^#[qc]-(.+)$/.exec(location.hash) || [])[1];
  const follow = () => {
    const id = address();
    if (!id) return;
    by("view-reading").checked = true;
    choose(decodeURIComponent(id), true);
  };
  const go = (id) => {
    if (address() === id) follow();
    else location.hash = "q-" + id;
  };
  const step = (by) => {
    const shown = items.filter(isShown);
    const at = shown.findIndex((item) => item.dataset.q === chosen);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (next) go(next.dataset.q);
  };

  const copy = async () => {
    const words = panel.querySelector(".corrected");
    if (!words) return;
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      getSelection().selectAllChildren(words);
      document.execCommand("copy");
    }
    const told = panel.querySelector(".instead button");
    told.textContent = "Copied";
  };
  const open = () => {
    const link = panel.querySelector("a.open");
    if (link) window.open(link.href, "_blank", "noopener,noreferrer");
  };

  /* The words of a stored card, for the search. */
  const words = new Map();
  const entity = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#34;": '"', "&#39;": "'" };
  const wordsOf = (id) => {
    if (!words.has(id)) {
      const text = stored(id).textContent.replace(/<[^>]*>/g, "").replace(/&(lt|gt|amp|#34|#39);/g, (one) => entity[one]);
      words.set(id, text.replace(/\s+/g, " ").toLowerCase());
    }
    return words.get(id);
  };
  const refresh = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const kept = filters();
    const isFound = (id) => wanted.every((word) => wordsOf(id).includes(word));
    const found = new Set();
    for (const item of items) {
      item.hidden = wanted.length > 0 && !isFound(item.dataset.q);
      if (!item.hidden) found.add(item.dataset.q);
    }
    let some = false;
    for (const group of all(".group")) {
      group.hidden = !group.querySelector("li:not([hidden])");
      const isKept = !kept.length || kept.some((verdict) => group.classList.contains("is-" + verdict));
      if (isKept && !group.hidden) some = true;
      if (wanted.length || kept.length) group.open = isKept;
    }
    for (const row of all(".table tbody tr")) row.hidden = !found.has(row.dataset.q);
    by("none").hidden = some || !items.length;
  };

  const table = () => {
    const store = by("s-table");
    if (!store || store.parentElement.querySelector("table")) return;
    store.after(made(store));
    const body = document.querySelector(".table tbody");
    all(".table th").forEach((head, column) => {
      const sorter = button(head.textContent, () => {
        const falls = head.getAttribute("aria-sort") === "ascending";
        for (const other of all(".table th")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", falls ? "descending" : "ascending");
        const keyed = [...body.rows].map((row) => [row.cells[column].dataset.key || row.cells[column].textContent, row]);
        const order = new Intl.Collator("en", { numeric: true }).compare;
        keyed.sort((one, other) => (falls ? order(other[0], one[0]) : order(one[0], other[0])));
        body.replaceChildren(...keyed.map((pair) => pair[1]));
      });
      head.replaceChildren(sorter);
    });
    refresh();
  };

  let printed = [];
  addEventListener("beforeprint", () => {
    table();
    printed = items.filter((item) => stored(item.dataset.q).textContent.includes(" is-complaint\""));
    printed = printed.map((item) => made(stored(item.dataset.q)).querySelector("article"));
    for (const card of printed) card.removeAttribute("id");
    panel.parentElement.append(...printed);
  });
  addEventListener("afterprint", () => {
    for (const card of printed) card.remove();
  });

  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      if (link.hash && link.hash === location.hash) follow();
      return;
    }
    const mark = event.target.closest("mark.q");
    if (mark) go(mark.dataset.q);
  });
  for (const box of all(".filter input")) box.addEventListener("change", refresh);
  for (const choice of all(".views input")) choice.addEventListener("change", () => choice.id === "view-table" && table());
  search.addEventListener("input", refresh);
  by("help-button").addEventListener("click", () => help.showModal());
  by("help-close").addEventListener("click", () => help.close());
  const keys = { j: () => step(1), k: () => step(-1), o: open, c: copy, "/": () => search.focus(), "?": () => help.showModal() };
  document.addEventListener("keydown", (event) => {
    const types = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
    if (event.key === "Escape" && event.target === search) search.blur();
    if (types || event.ctrlKey || event.metaKey || event.altKey || help.open || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  if (address()) follow();
  else if (items.length) choose(items[0].dataset.q, false);
})();
