// Adds single keys, toasts and the theme to pages that work without it.
"use strict";
(() => {
  const root = document.documentElement;
  const store = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      value ? localStorage.setItem(name, value) : localStorage.removeItem(name);
    } catch { /* Storage may be switched off; the page works without it. */ }
    return null;
  };

  // Before the first paint, so that no page flashes in the other theme.
  const dress = (theme) => { theme ? root.dataset.theme = theme : delete root.dataset.theme; };
  dress(store("theme"));
  root.classList.add("has-js");

  const places = {};
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  let afterG = false;

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const press = (key) => {
    const button = [...document.querySelectorAll(`[data-key="${key}"]`)].find((b) => b.offsetParent);
    if (!button) return false;
    button.click();
    // A menu opens at its first choice; a link into the page leads the keyboard there too.
    if (button.hash) document.querySelector(button.hash)?.focus();
    if (button.tagName === "SELECT") button.focus();
    if (button.tagName === "SUMMARY") button.parentNode.querySelector("button, select, textarea")?.focus();
    return true;
  };
  const move = (step) => {
    const all = rows();
    if (!all.length) return false;
    const here = all.findIndex((row) => row === document.activeElement || row.ariaCurrent);
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    all[Math.min(Math.max(next, 0), all.length - 1)].focus();
    return true;
  };

  const KEYS = [
    ["j k", "Next, previous"], ["Enter", "Open"], ["a", "Approve"], ["c", "Confirm"], ["w", "Who wrote it"], ["r", "Reply"],
    ["e", "Edit an update; a mail is done"], ["h", "Hold an update; snooze a mail"], ["s", "Skip"],
    ["m", "Move to another project"], ["z", "Undo"], ["/", "Search"],
    ["g t, g i, g d, g p", "Today, Inbox, Digests, Projects"], ["Esc", "Back"], ["?", "This list"],
  ];
  const showKeys = () => {
    let dialog = document.getElementById("keys");
    if (!dialog) {
      dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.id = "keys";
      dialog.className = "card";
      dialog.setAttribute("aria-label", "Keys");
      const list = document.createElement("dl");
      list.className = "kv";
      for (const [key, words] of KEYS) {
        list.appendChild(document.createElement("dt")).textContent = key;
        list.appendChild(document.createElement("dd")).textContent = words;
      }
      const off = document.createElement("button");
      off.className = "btn s";
      const label = () => { off.textContent = store("keys") ? "Turn keys on" : "Turn keys off"; };
      off.addEventListener("click", () => { store("keys", store("keys") ? "" : "off"); label(); });
      label();
      dialog.append(list, off);
    }
    if (!dialog.open) dialog.showModal();
  };

  // The first that can do something with the key, does.
  const act = (key) => {
    if (afterG) {
      afterG = false;
      if (places[key]) { location.assign(places[key]); return true; }
      return false;
    }
    if (key === "g") {
      afterG = true;
      setTimeout(() => { afterG = false; }, 1500);
      return true;
    }
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "?") { showKeys(); return true; }
    if (key === "/") {
      const box = document.getElementById("jump");
      if (box) box.focus();
      return Boolean(box);
    }
    return press(key);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") {
      const menu = event.target.closest("details[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      if (isTyping(event.target)) { event.target.blur(); return; }
      if (!document.querySelector("dialog[open]")) press("Escape");
      return;
    }
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (store("keys") === "off" && event.key !== "?") return;
    if (act(event.key)) event.preventDefault();
  });

  // Goes after ten seconds, but not while somebody is about to use it.
  const fade = (toast) => {
    let left = 10;
    const tick = setInterval(() => {
      if (toast.matches(":hover, :focus-within")) return;
      if (--left <= 0) { clearInterval(tick); toast.remove(); }
    }, 1000);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const place of document.querySelectorAll("[data-go]")) places[place.dataset.go] = place.href;
    document.querySelectorAll("[data-toast]").forEach(fade);
    for (const button of document.querySelectorAll("[data-theme-set]")) {
      const show = () => button.setAttribute("aria-pressed", button.dataset.themeSet === (store("theme") || ""));
      button.addEventListener("click", () => {
        store("theme", button.dataset.themeSet);
        dress(button.dataset.themeSet);
        document.querySelectorAll("[data-theme-set]").forEach((b) => {
          b.setAttribute("aria-pressed", b === button);
        });
      });
      show();
    }
    // Of several that wait, the key takes the first.
    for (const [mark, key] of [["[data-confirm]", "c"], ["[data-who]", "w"]]) {
      const first = document.querySelector(mark);
      if (!first) continue;
      first.dataset.key = key;
      first.setAttribute("aria-keyshortcuts", key);
      first.appendChild(document.createElement("kbd")).textContent = key.toUpperCase();
    }
    const keys = document.querySelector("[data-keys]");
    if (keys) keys.addEventListener("click", showKeys);
    // After a decision the next draft opens: read on from its heading.
    const heading = document.querySelector("h1[tabindex]");
    if (heading && document.querySelector("[data-toast]")) heading.focus({ preventScroll: true });
    // What is typed is kept, a moment after the last key.
    for (const form of document.querySelectorAll("[data-draft]")) {
      let wait;
      form.addEventListener("submit", () => clearTimeout(wait));
      form.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(() => {
          const body = new FormData(form);
          body.append("quiet", "1");
          if (body.get("text").trim()) fetch(form.action, { method: "POST", body }).catch(() => {});
        }, 1500);
      });
    }
    // One press, one decision.
    for (const form of document.querySelectorAll("form[method=post]")) {
      form.addEventListener("submit", () => {
        setTimeout(() => form.querySelectorAll("button").forEach((b) => { b.disabled = true; }));
      });
    }
  });
})();
