"use strict";
// The page is whole without this: it only narrows, sorts and links what is there.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, attributes, text) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.textContent = text;
    return element;
  };

  // --- narrow the page to a question, a target or an engine
  const form = document.getElementById("filter");
  const selects = form ? all("select", form) : [];
  const subjects = all("[data-question],[data-target],[data-engine]");
  const counted = all("#advantages tr[data-target]");
  const narrow = () => {
    const wanted = selects.filter(select => select.value);
    const off = element => wanted.some(select => {
      const own = element.dataset[select.name];
      return own !== undefined && own !== select.value;
    });
    subjects.forEach(element => {
      if (element instanceof SVGElement) {
        element.classList.toggle("off", off(element));
      } else {
        element.hidden = off(element);
      }
    });
    all("tbody, .advice").forEach(group => {
      const rows = all("tr:not(.group), article", group);
      group.hidden = rows.length > 0 && rows.every(row => row.hidden);
    });
    const shown = counted.filter(row => !row.hidden).length;
    document.getElementById("shown").textContent =
      wanted.length === 0 ? "" : shown + " of " + counted.length + " comparisons shown";
    form.querySelector("button").hidden = wanted.length === 0;
  };
  if (selects.length > 0) {
    form.hidden = false;
    form.addEventListener("change", narrow);
    form.querySelector("button").addEventListener("click", () => {
      selects.forEach(select => select.value = "");
      narrow();
    });
    narrow();
  }

  // --- sort tables by what a figure means: 900 µs before 1.2 ms, 3 times slower before 2 times faster
  const UNITS = {
    ns: 1e-9, "µs": 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600,
    B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, "%": .01,
  };
  const FIGURE = /(-?[\d,]*\.?\d+)\s*(ns|µs|ms|min|s\b|h\b|B\b|KiB|MiB|GiB|%)?\s*(times )?(faster|slower)?/;
  const meaning = text => {
    if (text === "the same") return 1;
    const found = FIGURE.exec(text);
    if (!found) return NaN;
    const [, digits, unit, , direction] = found;
    const figure = Number(digits.replaceAll(",", "")) * (unit ? UNITS[unit] : 1);
    const ratio = direction && unit === "%" ? 1 + figure : figure;
    return direction === "slower" ? 1 / ratio : ratio;
  };
  const compare = (a, b) => {
    const [x, y] = [meaning(a), meaning(b)];
    if (Number.isNaN(x) && Number.isNaN(y)) return a.localeCompare(b);
    return Number.isNaN(x) ? 1 : Number.isNaN(y) ? -1 : x - y;
  };
  const figures = text => !Number.isNaN(meaning(text));
  // What has no figure stays behind what has one, whichever way the figures go.
  const ordered = (texts, direction) => (i, j) =>
    figures(texts[i]) === figures(texts[j]) ? direction * compare(texts[i], texts[j])
      : figures(texts[i]) ? -1 : 1;

  const sort = (table, column, direction) => {
    const bodies = [...table.tBodies];
    bodies.forEach((body, number) => {
      body.dataset.place ??= number;
      const rows = [...body.rows].filter(row => !row.classList.contains("group"));
      rows.forEach((row, place) => row.dataset.place ??= place);
      rows.sort((a, b) => a.dataset.place - b.dataset.place);
      const texts = rows.map(row => row.cells[column].textContent);
      const order = rows.map((row, place) => place);
      if (direction !== 0) order.sort(ordered(texts, direction));
      order.forEach(place => body.append(rows[place]));
    });
    bodies.sort((a, b) => a.dataset.place - b.dataset.place);
    const firsts = bodies.map(body =>
      [...body.rows].find(row => !row.classList.contains("group")).cells[column].textContent);
    const order = bodies.map((body, place) => place);
    if (direction !== 0) order.sort(ordered(firsts, direction));
    order.forEach(place => table.append(bodies[place]));
  };
  all("table").forEach(table => {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, column) => {
      const button = make("button", {type: "button"}, header.textContent);
      header.replaceChildren(button);
      button.addEventListener("click", () => {
        const before = header.getAttribute("aria-sort");
        const next = before === "descending" ? "ascending" : before === "ascending" ? "" : "descending";
        headers.forEach(other => other.removeAttribute("aria-sort"));
        if (next) header.setAttribute("aria-sort", next);
        sort(table, column, next === "descending" ? -1 : next === "ascending" ? 1 : 0);
      });
    });
  });

  // --- links to sections and cells, and what a link leads to is open
  const link = (id, place, what) =>
    place.append(" ", make("a", {class: "anchor", href: "#" + id, "aria-label": "Link to " + what}, "#"));
  all("main section[id]").forEach(section => {
    const heading = section.querySelector("h2, h3");
    link(section.id, heading, heading.textContent);
  });
  all("tr[id]").forEach(row => link(row.id, row.cells[0], row.dataset.question + ", " + row.dataset.target));
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target; fold; fold = fold.parentElement) {
      if (fold.tagName === "DETAILS") fold.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();
  addEventListener("beforeprint", () => all("details").forEach(fold => fold.open = true));
})();
