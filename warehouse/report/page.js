"use strict";
// Language, filters, sorting, evidence rows and charts of the report. No text is ever set as HTML.
(() => {
  const payload = JSON.parse(document.getElementById("payload").textContent);
  const page = document.documentElement;
  const views = {};

  // --- tables -------------------------------------------------------------------------------
  const rowsOf = (table) => [...table.querySelectorAll("tbody > tr.row")];
  const detailOf = (row) =>
    row.nextElementSibling?.classList.contains("detail") ? row.nextElementSibling : null;

  const textOf = (row) => {
    if (row.searchText === undefined) {
      const detail = detailOf(row);
      row.searchText = [row.textContent, row.dataset.more || "", detail ? detail.textContent : ""]
        .join(" ").toLowerCase();
    }
    return row.searchText;
  };

  const open = (row, wanted) => {
    const detail = detailOf(row);
    if (!detail) return;
    detail.hidden = !wanted;
    row.querySelector(".open")?.setAttribute("aria-expanded", String(wanted));
  };

  const refilter = (id) => {
    const words = document.querySelector(`[data-filter="${id}"]`).value.toLowerCase().split(/\s+/)
      .filter(Boolean);
    const stage = document.querySelector(`[data-stage="${id}"]`)?.value || "";
    let shown = 0;
    const rows = rowsOf(document.getElementById(id));
    for (const row of rows) {
      const fits = words.every((word) => textOf(row).includes(word))
        && (!stage || row.dataset.stage === stage);
      row.hidden = !fits;
      if (!fits) open(row, false);
      shown += fits;
    }
    document.querySelector(`[data-count="${id}"]`).textContent = `${shown} / ${rows.length}`;
  };

  for (const control of document.querySelectorAll("input[data-filter], select[data-stage]")) {
    const id = control.dataset.filter || control.dataset.stage;
    control.addEventListener("input", () => refilter(id));
    refilter(id);
  }

  for (const table of document.querySelectorAll("table.filterable")) {
    [...table.querySelectorAll("thead th")].forEach((head, column) => {
      head.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => {
          const cell = row.cells[column];
          return head.dataset.kind === "number" ? Number(cell.dataset.value) : cell.innerText.trim();
        };
        const order = (a, b) => {
          const [x, y] = [value(a), value(b)];
          return (typeof x === "number" ? x - y : x.localeCompare(y, "zh")) * (down ? -1 : 1);
        };
        const body = table.tBodies[0];
        for (const row of rowsOf(table).sort(order)) {
          const detail = detailOf(row);
          body.append(row);
          if (detail) body.append(detail);
        }
      });
    });
    table.addEventListener("click", (event) => {
      const row = event.target.closest("tr.row");
      if (!row || event.target.closest("a[target]")) return;
      const link = event.target.closest(".open-link");
      if (link) event.preventDefault();
      if (link || event.target.closest(".open")) open(row, detailOf(row)?.hidden ?? true);
    });
  }

  const showProjects = (words) => {
    const input = document.querySelector('[data-filter="t-projects"]');
    document.querySelector('[data-stage="t-projects"]').value = "";
    input.value = words;
    refilter("t-projects");
    document.getElementById("projects").scrollIntoView({ behavior: "smooth" });
  };

  const showProject = (key) => {
    showProjects("");
    const row = rowsOf(document.getElementById("t-projects")).find((r) => r.dataset.key === key);
    if (!row) return;
    open(row, true);
    row.scrollIntoView({ behavior: "smooth", block: "center" });
  };

  // --- charts -------------------------------------------------------------------------------
  const signal = (name) => {
    const control = document.querySelector(`[data-signal="${name}"]`);
    return name === "year" ? Number(control.value) : control.value;
  };

  const onClick = (name, item) => {
    const datum = item?.datum;
    if (!datum) return;
    if (name === "timeline" && datum.project) showProject(datum.project);
    if ((name === "tile_map" || name === "by_place") && (datum.name || datum.label)) {
      showProjects((datum.name || datum.label).replace(/^未说明.*/, ""));
    }
    if (name === "aid") document.getElementById("t-aid").scrollIntoView({ behavior: "smooth" });
  };

  const sendSignals = (view, spec) => {
    for (const { name } of spec.signals || []) {
      if (document.querySelector(`[data-signal="${name}"]`)) view.signal(name, signal(name));
    }
    return view.runAsync();
  };

  const draw = async (name, spec) => {
    const place = document.getElementById(`c-${name}`);
    const data = spec.data.map((entry) =>
      payload.data[entry.name] ? { ...entry, values: payload.data[entry.name] } : entry);
    // `ast`: expressions are interpreted, so that the page's policy needs no eval.
    const options = { mode: "vega", actions: false, renderer: "svg", ast: true };
    const { view } = await window.vegaEmbed(place, { ...spec, data }, options);
    view.addEventListener("click", (event, item) => onClick(name, item));
    views[name] = { view, spec };
    await sendSignals(view, spec);
  };

  for (const control of document.querySelectorAll("[data-signal]")) {
    control.addEventListener("input", () => {
      for (const { view, spec } of Object.values(views)) sendSignals(view, spec);
    });
  }

  const redraw = async () => {
    for (const { view } of Object.values(views)) view.finalize();
    const specs = payload.specs[page.dataset.lang];
    await Promise.all(Object.entries(specs).map(([name, spec]) => draw(name, spec)));
    page.dataset.ready = page.dataset.lang;
  };

  // --- language -----------------------------------------------------------------------------
  const speak = (language) => {
    page.dataset.lang = language;
    page.lang = language;
    return redraw();
  };
  document.getElementById("language").addEventListener("click", () => {
    speak(page.dataset.lang === "zh" ? "en" : "zh");
  });
  const wanted = location.hash === "#en" || location.hash === "#zh" ? location.hash.slice(1)
    : (navigator.language || "zh").startsWith("zh") ? "zh" : "en";
  speak(wanted);
})();
