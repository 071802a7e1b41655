// Keys, toasts and the theme, for pages that work without.
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const store = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      value ? localStorage.setItem(name, value) : localStorage.removeItem(name);
    } catch { /* Switched off. */ }
    return null;
  };

  // Before the first paint: no flash.
  const dress = (theme) => { theme ? root.dataset.theme = theme : delete root.dataset.theme; };
  dress(store("theme"));
  root.classList.add("has-js");

  const FIELD = "button, select, textarea, input:not([type=hidden])";
  let afterG = false;

  const isTyping = (target) => target.closest("input, textarea, select");
  const press = (key) => {
    const buttons = all(`[data-key="${key}"]`).filter((b) => b.checkVisibility({ visibilityProperty: true }));
      const button = buttons.find((b) => b.closest(":is(li, tr):focus-within")) || buttons[0];
    if (!button) return false;
    button.click();
    // Begin at its first choice.
    const place = find(button.hash || "_") || button.matches("summary") && button.nextElementSibling;
    (place && place.querySelector(FIELD) || place || button).focus();
    return true;
  };
  const move = (step) => {
    const rows = all("[data-row], .facts > li").filter((row) => row.offsetParent)
      .map((row) => row.matches("li") && row.querySelector("a, summary, " + FIELD) || row);
    const here = rows.findIndex((row) => row.ariaCurrent ||
      (row.closest("li") || row).contains(document.activeElement));
    const next = rows[here + step] || rows.at(here ? -1 : 0);
    next?.focus();
    return next;
  };

  // A link leads into a closed part too.
  document.addEventListener("click", ({ target }) => {
    find(target.closest("a")?.hash || "_")?.closest("details")?.setAttribute("open", "");
  });

  const showKeys = () => find("#keys:not([open])")?.showModal();

  // The first that can, does.
  const act = (key) => {
    if (afterG) {
      afterG = false;
      const place = find(`[data-go="${key}"]`);
      place?.click();
      return place;
    }
    if (key === "g") {
      afterG = true;
      setTimeout(() => { afterG = false; }, 1500);
      return true;
    }
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "?") { showKeys(); return true; }
    return press(key);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") {
      const menu = event.target.closest("details[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      if (isTyping(event.target)) { event.target.blur(); return; }
      if (!find("dialog[open]")) press("Escape");
      return;
    }
    if (isTyping(event.target) || find("dialog[open]")) return;
    if (store("keys") === "off" && event.key !== "?") return;
    if (act(event.key)) event.preventDefault();
  });

  // Ten seconds, but not while in use.
  const fade = (toast) => {
    let left = 10;
    setInterval(() => { if (!toast.matches(":hover, :focus-within") && --left < 1) toast.remove(); }, 1000);
  };

  // Kept soon after the last key.
  const keepTyped = (form) => {
    const { text, draft, revision } = form.elements;
    const said = form.querySelector("[data-said]");
    let wait, saving, isNew, isLeaving;
    const tell = (words, isOther) => {
      said.textContent = words;
      said.role = isOther && "alert";
      said.nextElementSibling.hidden = !isOther;
    };
    const keep = () => {
      clearTimeout(wait);
      isNew = false;
      if (!text.value.trim() && !draft.value) return;
      const body = new FormData(form);
      body.append("quiet", "1");
      // A page that is left may still send 64 kB.
      saving = fetch(form.action, { method: "POST", body, keepalive: text.value.length < 20000 })
        .then((answer) => answer.json())
        .then((kept) => {
          if (kept.draft) { draft.value = kept.draft; revision.value = kept.revision; }
          tell(kept.said || "Kept.", kept.said && kept.draft);
        })
        .catch(() => tell("Not kept. Are you still signed in?"))
        .finally(() => { saving = null; });
    };
    form.addEventListener("input", () => {
      isNew = true;
      clearTimeout(wait);
      wait = setTimeout(keep, 1500);
    });
    const first = (event) => {
      const { target, submitter } = event;
      const link = submitter === undefined && target.closest("a");
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (isNew && target !== form) keep();
      clearTimeout(wait);
      isNew = false;
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isLeaving) saving.then(() => {
        isLeaving = false;
        link ? link.click() : target.requestSubmit(submitter);
      });
      isLeaving = true;
    };
    for (const ask of ["submit", "click"]) document.addEventListener(ask, first, true);
    window.onbeforeunload = onpagehide = () => { if (isNew) keep(); };
  };

  // An answer that leaves, for a minute.
  const follow = async (second) => {
    const items = find("[data-items]:has([data-moving])");
    if (!items || second > 60) return;
    const left = items.querySelector("[data-left]");
    if (left && !matchMedia("(prefers-reduced-motion)").matches) {
      left.textContent = left.textContent.replace(/\d+/, (n) => Math.max(n - 1, 0));
    }
    // Not while somebody reads on in it.
    if (second % 3 === 0 && !items.querySelector("details[open], :focus")) {
      const page = await fetch("").then((answer) => answer.text()).catch(() => "");
      const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-items]");
      if (fresh) items.replaceWith(fresh);
    }
    setTimeout(follow, 1000, second + 1);
  };

  document.addEventListener("DOMContentLoaded", () => {
    all("[data-toast]").forEach(fade);
    const themes = all("[data-theme-set]");
    const mark = () => themes.forEach((button) => {
      button.ariaPressed = button.dataset.themeSet === (root.dataset.theme || "");
    });
    themes.forEach((button) => button.addEventListener("click", () => {
      store("theme", button.dataset.themeSet);
      dress(button.dataset.themeSet);
      mark();
    }));
    mark();
    // The first of several that wait.
    for (const [mark, key] of [["confirm", "c"], ["who", "o"]]) {
      const first = find(`[data-${mark}]`);
      if (!first) continue;
      first.dataset.key = key;
      first.setAttribute("aria-keyshortcuts", key);
      first.insertAdjacentHTML("beforeend", `<kbd>${key.toUpperCase()}</kbd>`);
    }
    find("[data-keys]")?.addEventListener("click", showKeys);
    const off = find("#keys button");
    const label = () => { off.textContent = `Turn keys ${store("keys") ? "on" : "off"}`; };
    if (off) {
      off.addEventListener("click", () => { store("keys", store("keys") ? "" : "off"); label(); });
      label();
    }
    // Read on; the browser has gone to a named place.
    if (find("[data-toast]")) addEventListener("load", () => {
      const at = find(location.hash || "_");
      const item = at?.matches(".letter") && find("section:has([data-confirm])") || at;
      const heading = item?.querySelector("h2") || find("h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: !at });
    });
    const form = find("[data-draft]");
    if (form) keepTyped(form);
    setTimeout(follow, 1000, 1);
    // One press, one decision.
    document.addEventListener("submit", ({ target }) => setTimeout(() => {
      for (const each of target.querySelectorAll("button")) each.disabled = target.method === "post";
    }));
  });
})();
