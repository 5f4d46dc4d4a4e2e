"use strict";
/* The table of schools: filtered, ordered, and drawn a piece at a time where someone looks. */
(() => {
  const PIECE = 20, WHOLE = 100, AHEAD = "600px 0px", HEAD_ROWS = 2, LEADING = 5;
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const table = at("heat"), form = at("filters"), line = document.querySelector(".shown");
  const status = line.firstElementChild, reset = line.lastElementChild;
  const law = new Set(data.law), edges = new Set(data.edges);
  const schools = data.schools.map(
    ([key, name, beside, sector, la, state, detail, age, letters, urgency, note], order) => ({
      key, name, sector, la, state, detail, age, letters, urgency, note, order,
      text: `${name} ${beside}`.toLowerCase(),
      asked: count(letters, "mpau"), met: count(letters, "m"), gaps: count(letters, "a"),
    }));
  const orders = {
    name: (a, b) => a.order - b.order,
    urgency: (a, b) => a.urgency - b.urgency || a.order - b.order,
    age: (a, b) => (a.age || Infinity) - (b.age || Infinity) || a.order - b.order,
    gaps: (a, b) => b.gaps - a.gaps || a.order - b.order,
  };
  const cells = Object.fromEntries([...at("cells").content.children].map((cell) => [cell.dataset.letter, cell]));
  const pieces = new Map();
  const watcher = new IntersectionObserver(
    (seen) => seen.forEach(({ target, isIntersecting }) => (isIntersecting ? fill(target) : drain(target))),
    { rootMargin: AHEAD });
  let shown = [];

  function count(letters, wanted) {
    let found = 0;
    for (const number of law) if (letters[number] && wanted.includes(letters[number])) found += 1;
    return found;
  }

  function chosen() {
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
    const states = value("state") && value("state").split(" ").map(Number);
    const [sector, la, duty, verdict] = ["sector", "la", "duty", "verdict"].map(value);
    return schools.filter((school) =>
      (sector === "" || school.sector === Number(sector)) &&
      (la === "" || school.la === Number(la)) &&
      (!states || states.includes(school.state)) &&
      (duty === "" || (school.letters[duty] && verdict.includes(school.letters[duty]))) &&
      words.every((word) => school.text.includes(word)));
  }

  function show() {
    shown = chosen().sort(orders[form.elements.sort.value]);
    form.elements.verdict.disabled = form.elements.duty.value === "";
    const all = schools.length.toLocaleString("en-GB");
    status.textContent = shown.length === schools.length
      ? `All ${all} schools` : `${shown.length.toLocaleString("en-GB")} of ${all} schools`;
    reset.hidden = shown.length === schools.length;
    table.setAttribute("aria-rowcount", shown.length + HEAD_ROWS);
    [...table.tHead.rows[0].cells].forEach((head, place) =>
      head.classList.toggle("chosen", form.elements.duty.value === String(place - LEADING)));
    rate();
    watcher.disconnect();
    pieces.clear();
    for (const body of [...table.tBodies]) body.remove();
    for (let from = 0; from < shown.length; from += PIECE) {
      const body = table.createTBody();
      body.setAttribute("role", "rowgroup");
      pieces.set(body, from);
      if (from === 0 || shown.length <= WHOLE) fill(body); else drain(body);
      if (shown.length > WHOLE) watcher.observe(body);
    }
  }

  function rate() {
    const counted = shown.filter((school) => school.letters && school.sector !== data.outside);
    const boxes = table.tHead.rows[1].cells;
    data.duties.forEach((_, number) => {
      let met = 0, asked = 0;
      for (const { letters } of counted) {
        const letter = letters[number];
        if (letter === "m") met += 1;
        if (letter && "mpau".includes(letter)) asked += 1;
      }
      boxes[number + 1].textContent = asked ? Math.round((100 * met) / asked) : "–";
    });
  }

  function fill(body) {
    if (body.dataset.full) return;
    const from = pieces.get(body);
    body.dataset.full = "yes";
    body.replaceChildren(...shown.slice(from, from + PIECE).map((school, step) => row(school, from + step)));
  }

  function drain(body) {
    if (body.contains(document.activeElement)) return;
    delete body.dataset.full;
    const space = document.createElement("tr"), cell = document.createElement("td");
    space.className = "space";
    space.setAttribute("aria-hidden", "true");
    space.style.setProperty("--rows", Math.min(PIECE, shown.length - pieces.get(body)));
    cell.colSpan = LEADING + data.duties.length;
    space.append(cell);
    body.replaceChildren(space);
  }

  function row(school, place) {
    const line = at("row").content.firstElementChild.cloneNode(true);
    const [name, sector, state, detail, met] = line.cells;
    const [tone, mark, word] = data.states[school.state];
    line.setAttribute("aria-rowindex", place + HEAD_ROWS + 1);
    name.firstElementChild.textContent = name.title = school.name;
    name.firstElementChild.href = `schools/${encodeURIComponent(school.key)}.html`;
    sector.textContent = data.sectors[school.sector];
    state.firstElementChild.classList.add(tone);
    state.firstElementChild.firstElementChild.textContent = mark;
    state.firstElementChild.lastElementChild.textContent = word;
    detail.textContent = school.detail;
    met.textContent = school.asked ? `${school.met} of ${school.asked}` : "";
    if (school.letters) {
      data.duties.forEach((_, number) => {
        const cell = (cells[school.letters[number]] || cells.n).cloneNode(true);
        if (edges.has(number)) cell.classList.add("edge");
        line.append(cell);
      });
    } else {
      const note = line.insertCell();
      note.colSpan = data.duties.length;
      note.className = "why";
      note.setAttribute("role", "cell");
      note.textContent = note.title = school.note;
    }
    return line;
  }

  function follow(link) {
    form.reset();
    for (const name of ["state", "duty", "sort"]) {
      if (link.dataset[name]) form.elements[name].value = link.dataset[name];
    }
    show();
  }

  for (const part of [form, line, table]) part.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  document.querySelectorAll("a[data-sort], a[data-duty]").forEach((link) =>
    link.addEventListener("click", () => follow(link)));
  table.addEventListener("mouseover", ({ target }) => {
    const cell = target.closest("td.v");
    if (cell) cell.title = `${data.duties[cell.cellIndex - LEADING]}: ${cell.firstElementChild.ariaLabel}`;
  });
  addEventListener("beforeprint", () => [...pieces.keys()].forEach(fill));
  addEventListener("afterprint", show);
  addEventListener("pageshow", show);
})();
