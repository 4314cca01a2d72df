// Filters, search, keys and the way from a statement to its place. The page is complete without it.
// The state of the filters lives in the address (#party=velmark&q=truce), so that it can be shared.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const THEMES = ["auto", "light", "dark"];
  const stored = {
    get: () => { try { return localStorage.getItem("standpoint-theme"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("standpoint-theme", value); } catch { /* not remembered */ } },
  };
  let theme = THEMES.includes(stored.get()) ? stored.get() : "auto";
  const showTheme = () => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  showTheme();

  document.addEventListener("DOMContentLoaded", () => {
    const byId = (id) => document.getElementById(id);
    const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
    const grouped = (number) => number.toLocaleString("en-US");
    const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[’‘]/g, "'").toLowerCase();

    // ---- Theme
    const themeButton = byId("theme");
    const nameTheme = () => { themeButton.textContent = `Theme: ${theme}`; };
    themeButton.hidden = false;
    nameTheme();
    themeButton.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      stored.set(theme);
      showTheme();
      nameTheme();
    });

    // ---- What there is
    const list = byId("list");
    const items = Array.from(list.children, (element) => {
      const [doc, party, issue, speaker, outlet, mode, when, score] = element.dataset.f.split(" ").map(Number);
      return { element, doc, party, issue, speaker, outlet, mode, when, score, words: null };
    });
    const newest = items.slice();
    const facets = all(".facet").map((fieldset) => {
      const values = all("input", fieldset).map((input) => ({
        input,
        index: Number(input.dataset.i),
        value: input.value,
        name: input.parentElement.querySelector(".label").textContent,
        label: input.parentElement,
        number: input.parentElement.querySelector(".n"),
      }));
      return {
        key: fieldset.dataset.key,
        title: fieldset.querySelector("legend").textContent,
        values,
        chosen: new Set(),
      };
    });
    const bars = all(".bar");
    const when = {
      key: "when",
      title: "When",
      values: bars.map((bar, index) => ({ bar, index, value: bar.dataset.when, name: bar.dataset.name })),
      chosen: new Set(),
    };
    const every = [...facets, when];
    const search = byId("q");
    const sort = byId("sort");
    const count = byId("count");
    const documents = all(".doc");
    let order = newest;
    let matching = newest;
    let shown = 0;
    let onShow = [];
    const STEP = 200;

    // ---- The state, from and to the address
    const isState = (hash) => hash === "" || /^(party|issue|speaker|outlet|mode|when|q|sort)=/.test(hash);
    const readState = (hash) => {
      const state = new URLSearchParams(hash);
      for (const facet of every) {
        const wanted = new Set(state.getAll(facet.key));
        facet.chosen = new Set(facet.values.filter((value) => wanted.has(value.value)).map((value) => value.index));
      }
      search.value = state.get("q") ?? "";
      sort.value = state.get("sort") ?? "newest";
      if (sort.selectedIndex < 0) sort.value = "newest";
    };
    const state = () => {
      const out = new URLSearchParams();
      for (const facet of every) {
        for (const value of facet.values) if (facet.chosen.has(value.index)) out.append(facet.key, value.value);
      }
      if (search.value.trim()) out.set("q", search.value.trim());
      if (sort.value !== "newest") out.set("sort", sort.value);
      return out.toString();
    };
    let written = null;
    const writeState = (how = "replaceState") => {
      written = state();
      history[how](null, "", `#${written}`);
    };

    // ---- Filtering
    const sorted = () => {
      const by = {
        newest: null,
        oldest: (a, b) => a.doc - b.doc,
        surest: (a, b) => b.score - a.score,
        unsure: (a, b) => a.score - b.score,
      }[sort.value];
      return by ? newest.slice().sort(by) : newest;
    };
    let sortedBy = "newest";
    // Only what is shown stands in the right order: to move all of a long list takes seconds.
    let moved = false;
    const hide = (element, hidden) => { if (element.hidden !== hidden) element.hidden = hidden; };
    const apply = () => {
      if (sortedBy !== sort.value) {
        order = sorted();
        sortedBy = sort.value;
        moved = true;
      }
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      const active = every.filter((facet) => facet.chosen.size > 0);
      const sums = new Map(every.map((facet) => [facet.key, new Map()]));
      const docs = new Set();
      const weeks = bars.map(() => new Map());
      matching = [];
      for (const item of order) {
        if (words.length > 0) {
          item.words ??= fold(item.element.textContent);
          if (!words.every((word) => item.words.includes(word))) continue;
        }
        // A facet's own counts leave its own choice aside: they tell what choosing more would add.
        let missed = null;
        let misses = 0;
        for (const facet of active) {
          if (!facet.chosen.has(item[facet.key])) { missed = facet; misses += 1; }
        }
        if (misses > 1) continue;
        for (const facet of misses === 1 ? [missed] : every) {
          const sum = sums.get(facet.key);
          sum.set(item[facet.key], (sum.get(item[facet.key]) ?? 0) + 1);
        }
        if ((misses === 0 || missed === when) && item.when >= 0) {
          const week = weeks[item.when];
          week?.set(item.party, (week.get(item.party) ?? 0) + 1);
        }
        if (misses === 0) { matching.push(item); docs.add(item.doc); }
      }
      const narrowed = words.length > 0 || active.length > 0;
      for (const facet of facets) {
        for (const value of facet.values) {
          const number = sums.get(facet.key).get(value.index) ?? 0;
          const chosen = facet.chosen.has(value.index);
          value.input.checked = chosen;
          value.number.textContent = grouped(number);
          hide(value.label, number === 0 && !chosen);
        }
      }
      drawBars(weeks, narrowed);
      showChips(active, narrowed);
      count.textContent = narrowed
        ? `${grouped(matching.length)} of ${grouped(items.length)} statements`
        : `${grouped(items.length)} ${items.length === 1 ? "statement" : "statements"}`;
      for (const item of onShow) item.element.classList.remove("on");
      onShow = [];
      shown = 0;
      showMore();
      byId("none").hidden = matching.length > 0 || items.length === 0;
      documents.forEach((details, doc) => hide(details, narrowed && !docs.has(doc)));
      byId("documents-count").textContent = narrowed ? `${grouped(docs.size)} of ${grouped(documents.length)} hold statements that fit the filters.` : "";
      mark(words);
    };
    const showMore = (upTo = shown + STEP) => {
      const end = Math.min(matching.length, upTo);
      const more = matching.slice(shown, end);
      for (const item of more) item.element.classList.add("on");
      if (moved) list.append(...more.map((item) => item.element));
      onShow.push(...more);
      shown = end;
      const left = matching.length - shown;
      byId("more").hidden = left === 0;
      byId("more-button").textContent = `Show ${grouped(Math.min(left, STEP))} more of ${grouped(left)}`;
    };
    byId("more-button").addEventListener("click", () => {
      const from = shown;
      showMore();
      mark(fold(search.value).split(/\s+/).filter(Boolean));
      matching[from]?.element.focus();
    });

    // What was found, without touching the text: browsers that cannot do it show the list all the same.
    const mark = (words) => {
      if (!window.Highlight || !CSS.highlights) return;
      CSS.highlights.delete("found");
      if (words.length === 0) return;
      const ranges = [];
      for (const item of matching.slice(0, shown)) {
        const walker = document.createTreeWalker(item.element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = fold(node.data);
          if (text.length !== node.data.length) continue;
          for (const word of words) {
            for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(node, at);
              range.setEnd(node, at + word.length);
              ranges.push(range);
            }
          }
        }
      }
      CSS.highlights.set("found", new Highlight(...ranges));
    };

    const SVG = "http://www.w3.org/2000/svg";
    const most = Number(document.querySelector(".bars")?.dataset.most ?? 1);
    const drawn = bars.map((bar) => bar.querySelector("svg"));
    const whole = drawn.map((svg) => Array.from(svg.children, (rect) => rect.cloneNode()));
    const drawBars = (weeks, narrowed) => {
      bars.forEach((bar, i) => {
        const here = when.chosen.has(i);
        if (here) bar.setAttribute("aria-current", "true");
        else bar.removeAttribute("aria-current");
        const sum = Array.from(weeks[i].values()).reduce((a, b) => a + b, 0);
        bar.setAttribute("aria-label", `${bar.dataset.name}: ${grouped(sum)} ${sum === 1 ? "statement" : "statements"}`);
        bar.title = bar.getAttribute("aria-label");
        if (!narrowed) { drawn[i].replaceChildren(...whole[i].map((rect) => rect.cloneNode())); return; }
        const box = (name, height, y) => {
          const rect = document.createElementNS(SVG, "rect");
          for (const [key, value] of Object.entries({ class: name, x: 0, width: 10, height, y })) rect.setAttribute(key, value);
          return rect;
        };
        const top = Math.min(1000, ...whole[i].map((rect) => Number(rect.getAttribute("y"))));
        let below = 0;
        const parties = Array.from(weeks[i].keys()).sort((a, b) => (a < 0) - (b < 0) || a - b);
        const rects = parties.map((party) => {
          const height = Math.floor((weeks[i].get(party) * 1000) / most);
          below += height;
          return box(party < 0 ? "px" : `p${party % 8}`, height, 1000 - below);
        });
        drawn[i].replaceChildren(box("ghost", 1000 - top, top), ...rects);
      });
    };

    const showChips = (active, narrowed) => {
      const chip = (text, remove, label) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text;
        button.setAttribute("aria-label", label);
        button.addEventListener("click", () => { remove(); writeState(); apply(); search.focus({ preventScroll: true }); });
        return button;
      };
      const chips = [];
      for (const facet of active) {
        for (const value of facet.values) {
          if (!facet.chosen.has(value.index)) continue;
          chips.push(chip(`${facet.title}: ${value.name} ×`, () => facet.chosen.delete(value.index), `Remove the filter ${facet.title}: ${value.name}`));
        }
      }
      if (narrowed) {
        const clear = chip("Clear all", () => { search.value = ""; for (const facet of every) facet.chosen.clear(); }, "Clear all filters");
        clear.classList.add("all");
        chips.push(clear);
      }
      byId("chips").replaceChildren(...chips);
    };

    for (const facet of facets) {
      for (const value of facet.values) {
        value.input.addEventListener("change", () => {
          if (value.input.checked) facet.chosen.add(value.index);
          else facet.chosen.delete(value.index);
          writeState();
          apply();
        });
      }
    }
    bars.forEach((bar, i) => bar.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.shiftKey && when.chosen.size > 0) {
        const from = Math.min(i, ...when.chosen);
        const to = Math.max(i, ...when.chosen);
        for (let j = from; j <= to; j += 1) when.chosen.add(j);
      } else if (!when.chosen.delete(i)) when.chosen.add(i);
      writeState();
      apply();
    }));
    let typing = 0;
    search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => { writeState(); apply(); }, items.length > 3000 ? 180 : 60);
    });
    sort.addEventListener("change", () => { writeState(); apply(); });

    // ---- From a statement to its place and back
    const back = byId("back");
    let lit = [];
    let targets = [];
    let named = null;
    let cameFrom = null;
    const pieces = (details, number) => [
      ...all(`[data-c~="${number}"]`, details),
      ...all(`[data-s~="${number}"], [data-q~="${number}"]`, details),
    ];
    const leave = () => {
      for (const piece of targets) piece.classList.remove("target", "shown");
      targets = [];
      back.hidden = true;
    };
    const openPlace = (pin) => {
      const details = pin.closest(".doc");
      details.hidden = false;
      details.open = true;
      leave();
      targets = [...pieces(details, pin.dataset.n), pin];
      for (const piece of targets) piece.classList.add(piece === pin ? "shown" : "target");
      byId("back-link").href = pin.getAttribute("href");
      byId("back-link").textContent = `Back to the statement: ${pin.dataset.by}`;
      back.hidden = false;
      pin.focus({ preventScroll: true });
      pin.scrollIntoView({ block: "start" });
    };
    const showItem = (element) => {
      const item = items.find((item) => item.element === element);
      if (!item) return;
      if (!matching.includes(item)) {
        for (const facet of every) facet.chosen.clear();
        search.value = "";
        apply();
      }
      const at = matching.indexOf(item);
      if (at >= shown) showMore(at + STEP / 2);
      leave();
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "center" });
    };
    const goBack = () => {
      const pin = byId("back-link").getAttribute("href").slice(1);
      const element = byId(pin);
      if (!element) return;
      history.pushState(null, "", `#${cameFrom ?? pin}`);
      written = cameFrom;
      showItem(element);
    };
    byId("back-link").addEventListener("click", (event) => { event.preventDefault(); goBack(); });
    list.addEventListener("click", (event) => {
      if (!event.target.closest("mark") || String(getSelection()) !== "") return;
      const item = event.target.closest("li");
      location.hash = item.querySelector(".place").getAttribute("href");
    });

    const follow = (fresh) => {
      const hash = location.hash.slice(1);
      if (isState(hash)) {
        if (hash !== written || fresh) {
          readState(hash);
          apply();
          written = hash;
          if (hash !== "" || !fresh) leave();
          if (hash !== "") byId("statements").scrollIntoView();
        }
        return;
      }
      if (fresh) { readState(""); apply(); }
      let id = hash;
      try { id = decodeURIComponent(hash); } catch { /* a broken address leads nowhere */ }
      const target = byId(id);
      if (!target) return;
      if (target.classList.contains("pin")) openPlace(target);
      else if (target.parentElement === list) showItem(target);
      else if (target.classList.contains("doc")) { target.hidden = false; target.open = true; target.scrollIntoView(); }
    };
    document.addEventListener("click", (event) => {
      const place = event.target.closest?.('a[href^="#t-"]');
      if (place) cameFrom = isState(location.hash.slice(1)) ? location.hash.slice(1) : cameFrom;
      // The same place again does not change the address, so nothing would follow.
      if (place && place.getAttribute("href") === location.hash) openPlace(byId(location.hash.slice(1)));
    });
    window.addEventListener("hashchange", () => {
      // What was opened from the matrix would lie over the place that was asked for.
      for (const sheet of all(".sheet:popover-open")) sheet.hidePopover();
      follow(false);
    });

    // ---- Who says this? Shown for the mark under the pointer.
    const over = (event) => {
      const piece = event.target.closest?.(".text [data-c], .text [data-s], .text [data-q]");
      for (const part of lit) part.classList.remove("lit");
      lit = [];
      named?.classList.remove("named");
      named = null;
      if (!piece) return;
      const details = piece.closest(".doc");
      const number = (piece.dataset.q ?? piece.dataset.s ?? piece.dataset.c).split(" ").at(-1);
      lit = pieces(details, number);
      for (const part of lit) part.classList.add("lit");
      named = details.querySelector(`.pin[data-n="${number}"]`);
      named?.classList.add("named");
    };
    document.addEventListener("mouseover", over);
    byId("documents").addEventListener("focusin", over);

    // ---- Keys
    const move = (step) => {
      const current = document.activeElement?.closest?.("#list > li");
      let at = current ? matching.findIndex((item) => item.element === current) + step : 0;
      if (!current) {
        const middle = window.innerHeight / 3;
        const first = matching.slice(0, shown).findIndex((item) => item.element.getBoundingClientRect().bottom > middle);
        at = Math.max(first, 0);
      }
      if (at < 0 || at >= matching.length) return;
      if (at >= shown) { showMore(); }
      matching[at].element.focus({ preventScroll: true });
      matching[at].element.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const field = event.target.closest?.("input, select, textarea");
      const typingHere = field && (field.type === "search" || field.tagName !== "INPUT");
      if (event.key === "Escape") {
        if (!back.hidden) { event.preventDefault(); goBack(); }
        else if (field === search && search.value !== "") { search.value = ""; writeState(); apply(); }
        else document.activeElement?.blur();
        return;
      }
      if (field === search && event.key === "Enter") { event.preventDefault(); matching[0]?.element.focus(); return; }
      if (typingHere) return;
      if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); byId("statements").scrollIntoView(); }
      else if (event.key === "j" || (event.key === "ArrowDown" && event.target.parentElement === list)) { event.preventDefault(); move(1); }
      else if (event.key === "k" || (event.key === "ArrowUp" && event.target.parentElement === list)) { event.preventDefault(); move(-1); }
      else if (event.key === "Enter" && event.target.parentElement === list) {
        event.preventDefault();
        event.target.querySelector(".place").click();
      }
    });

    // ---- Printing shows what is chosen, all of it; the texts too where they are few.
    let opened = [];
    window.addEventListener("beforeprint", () => {
      showMore(matching.length);
      const visible = documents.filter((details) => !details.hidden && !details.open);
      opened = visible.length <= 60 ? visible : [];
      for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", () => { for (const details of opened) details.open = false; opened = []; });

    if (window.matchMedia("(max-width: 61.99rem)").matches) byId("filters").open = false;
    follow(true);
  });
})();
