// SPDX-FileCopyrightText: 2026 Ledtråd contributors
// SPDX-License-Identifier: EUPL-1.2
//
// What makes the pages quicker for those who have script. Every page works without it.
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");

  const isTyping = (target) =>
    target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  // --- requests by htmx carry the form token -------------------------------------------------
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });
  // An answer with an error still says in words what happened: show it where the answer goes.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) {
      event.detail.shouldSwap = xhr.status === 422;
    }
  });
  // A fragment may name what is to have the focus once it is in place.
  document.addEventListener("htmx:afterSettle", (event) => {
    event.detail.elt.querySelector?.("[data-focus]")?.focus();
  });
  // One may say that the page is old: it is loaded anew, unless somebody is writing on it.
  document.addEventListener("htmx:afterSettle", () => {
    const isWritten = [...document.querySelectorAll("textarea")].some((area) => area.value);
    if (document.querySelector("[data-reload]") && !isWritten) location.reload();
  });

  // --- popovers, where the browser has none --------------------------------------------------
  const hasPopover = "popover" in HTMLElement.prototype;
  const isOpen = (pop) => (hasPopover ? pop.matches(":popover-open") : pop.dataset.open === "true");
  const show = (pop) => {
    if (hasPopover) return isOpen(pop) || pop.showPopover();
    pop.dataset.open = "true";
    pop.querySelector("[autofocus]")?.focus();
  };
  const hide = (pop) => {
    if (hasPopover) return isOpen(pop) && pop.hidePopover();
    pop.dataset.open = "false";
  };
  if (!hasPopover) {
    root.classList.add("no-popover");
    document.addEventListener("click", (event) => {
      const opener = event.target.closest("[popovertarget]");
      const wanted = opener && document.getElementById(opener.getAttribute("popovertarget"));
      for (const pop of document.querySelectorAll('[popover][data-open="true"]')) {
        if (pop !== wanted && !pop.contains(event.target)) hide(pop);
      }
      if (wanted) (isOpen(wanted) ? hide : show)(wanted);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      document.querySelectorAll('[popover][data-open="true"]').forEach(hide);
    });
  }

  // --- search: Ctrl+K or / -------------------------------------------------------------------
  const search = document.getElementById("sok");
  document.addEventListener("keydown", (event) => {
    if (!search) return;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    const slash = event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.altKey;
    if (!ctrlK && !slash) return;
    event.preventDefault();
    show(search);
    search.querySelector("input")?.select();
  });

  // Escape closes at once; a search field would keep the first press for emptying itself.
  document.addEventListener("keydown", (event) => {
    const pop = event.key === "Escape" && event.target.closest("[popover]");
    if (!pop || !event.target.matches('input[type="search"]')) return;
    event.preventDefault();
    hide(pop);
  });

  // --- j and k: between rows of a table, between hits, between units -------------------------
  const step = (items, current, by) => {
    const at = items.indexOf(current);
    return items[Math.min(Math.max(at + by, 0), items.length - 1)];
  };
  const linksIn = (list) => [...list.querySelectorAll("a")];

  const moveInList = (event) => {
    const list = event.target.closest(".found-list, .pick");
    if (!list) return false;
    const typing = isTyping(event.target);
    const down = event.key === "ArrowDown" || (!typing && event.key === "j");
    const up = event.key === "ArrowUp" || (!typing && event.key === "k");
    if (!down && !up) return false;
    const next = step(linksIn(list), event.target.closest("a"), down ? 1 : -1);
    next?.focus();
    return Boolean(next);
  };
  const intoHits = (event) => {
    if (event.key !== "ArrowDown" || !event.target.matches("#sokfalt")) return false;
    const first = document.querySelector("#soktraffar a");
    first?.focus();
    return Boolean(first);
  };
  const moveInTable = (event) => {
    if (isTyping(event.target) || !["j", "k"].includes(event.key)) return false;
    const rows = [...document.querySelectorAll("table[data-rows] tbody tr:not(.goal)")];
    const table = event.target.closest("table[data-rows]");
    if (!rows.length || event.target.closest("[popover]")) return false;
    const current = table ? event.target.closest("tr") : null;
    const row = step(rows, current, event.key === "j" ? 1 : -1);
    const inside = row.querySelector("a, button, input") ?? row;
    if (inside === row) row.tabIndex = -1;
    inside.focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (intoHits(event) || moveInList(event) || moveInTable(event)) event.preventDefault();
  });
  // The row that holds the focus is ringed, however the focus got there.
  document.addEventListener("focusin", (event) => {
    document.querySelectorAll("tr.is-focus").forEach((row) => row.classList.remove("is-focus"));
    event.target.closest("table[data-rows] tbody tr:not(.goal)")?.classList.add("is-focus");
  });

  // --- appearance, without leaving the page --------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-choice]");
    const chosen = event.submitter;
    if (!form || !chosen) return;
    event.preventDefault();
    const body = new FormData(form, chosen);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).then((answer) => {
      if (answer.type !== "opaqueredirect") return;
      if (chosen.value === "system") delete root.dataset.theme;
      else root.dataset.theme = chosen.value;
      for (const button of document.querySelectorAll("[data-theme-choice] button")) {
        button.setAttribute("aria-pressed", String(button.value === chosen.value));
      }
    });
  });

  // --- filters answer at once; without script there is a button ------------------------------
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form && !form.hasAttribute("hx-get")) form.requestSubmit();
  });

  // --- a proposal is copied by its button, which only shows where that can be done ------------
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("button[data-copy]");
      if (!button) return;
      await navigator.clipboard.writeText(button.dataset.copy);
      button.setAttribute("role", "status");
      button.textContent = button.dataset.copied;
    });
  }

  // --- proposals: j and k between them; a accepts and r refuses the one that has the focus -----
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const items = [...document.querySelectorAll("[data-proposals] [data-proposal]")];
    const current = event.target.closest("[data-proposal]");
    if (!items.length || event.target.closest("[popover]")) return;
    if (event.key === "j" || event.key === "k") {
      const next = step(items, current, event.key === "j" ? 1 : -1);
      next.focus();
      next.scrollIntoView({ block: "nearest" });
      event.preventDefault();
      return;
    }
    current?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
  // After a decision the page comes back at the proposal that was decided.
  if (location.hash) document.querySelector("[data-proposal]:target")?.focus();

  // --- files: dropped on the zone, or chosen -------------------------------------------------
  const listFiles = (zone, input) => {
    const list = zone.querySelector("[data-drop-list]");
    if (!list) return;
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = file.name;
        return item;
      }),
    );
  };
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector('input[type="file"]');
    if (!input) continue;
    let depth = 0;
    const mark = (by) => {
      depth = by === 0 ? 0 : depth + by;
      zone.classList.toggle("is-over", depth > 0);
    };
    zone.addEventListener("dragenter", () => mark(1));
    zone.addEventListener("dragleave", () => mark(-1));
    zone.addEventListener("dragover", (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(0);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    });
    input.addEventListener("change", () => listFiles(zone, input));
  }
})();
