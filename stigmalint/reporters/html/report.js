"use strict";
// Search, filters and the list of findings. Nothing here writes HTML: text only ever becomes text.
(() => {
  const byId = (id) => document.getElementById(id);
  if (!byId("browse")) return;

  const data = JSON.parse(byId("data").textContent);
  const SEVERITIES = ["error", "warning", "info"];
  const NAMES = ["Error", "Warning", "Note"];
  const STEP = 50;
  const MOST_PRINTED = 1000;
  const SAFE_LINK = /^(https?:\/\/|\.\/)/;
  // Names that others chose may be those of methods, such as "constructor".
  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
  const number = new Intl.NumberFormat("en");

  // --- What is shown: the state, kept in the address ---------------------------------------------------------------

  const state = { q: "", severity: new Set(), category: new Set(), rule: "", section: "", page: "", order: "", new: false };
  const SETS = ["severity", "category"];
  const WORDS = ["q", "rule", "section", "page", "order"];
  let results = [];
  let limit = STEP;

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const key of SETS) state[key] = new Set((given.get(key) || "").split(",").filter(Boolean));
    for (const key of WORDS) state[key] = given.get(key) || "";
    state.new = given.get("new") === "1";
  }

  function writeAddress() {
    const given = new URLSearchParams();
    for (const key of SETS) if (state[key].size) given.set(key, [...state[key]].join(","));
    for (const key of WORDS) if (state[key]) given.set(key, state[key]);
    if (state.new) given.set("new", "1");
    const fragment = "#" + (given.toString() || "findings");
    if (fragment !== location.hash && (location.hash || given.toString())) history.replaceState(null, "", fragment);
  }

  // --- Which findings match -------------------------------------------------------------------------------------------

  const findings = data.findings;
  const haystacks = [];

  function haystack(index) {
    if (haystacks[index] === undefined) {
      const finding = findings[index];
      const page = data.pages[finding.page];
      haystacks[index] = [
        finding.before || "", finding.words || "", finding.after || "",
        "\n", finding.says || "", "\n", data.rules[finding.rule].id,
        "\n", page.path, "\n", page.title, "\n", (finding.try || []).join("\n"),
      ].join("").toLowerCase();
    }
    return haystacks[index];
  }

  const FACETS = ["q", "severity", "category", "rule", "section", "page", "new"];
  const tests = {
    q: (finding, index, words) => words.every((word) => haystack(index).includes(word)),
    severity: (finding) => state.severity.has(SEVERITIES[finding.severity]),
    category: (finding) => state.category.has(data.rules[finding.rule].category),
    rule: (finding) => data.rules[finding.rule].id === state.rule,
    section: (finding) => data.pages[finding.page].section === state.section,
    page: (finding) => String(finding.page) === state.page,
    new: (finding) => Boolean(finding.new),
  };
  const values = {
    severity: (finding) => SEVERITIES[finding.severity],
    category: (finding) => data.rules[finding.rule].category,
    rule: (finding) => data.rules[finding.rule].id,
    section: (finding) => data.pages[finding.page].section,
    new: (finding) => Boolean(finding.new),
  };

  // One pass gives the matches, and for every filter how many there would be for each of its values.
  function search() {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const active = FACETS.filter((key) => (key === "q" ? words.length : state[key] instanceof Set ? state[key].size : state[key]));
    const counts = Object.fromEntries(Object.keys(values).map((key) => [key, new Map()]));
    const matching = [];
    for (const index of ordered()) {
      const finding = findings[index];
      let failed = "";
      let failures = 0;
      for (const key of active) {
        if (!tests[key](finding, index, words)) {
          failed = key;
          if (++failures > 1) break;
        }
      }
      if (failures > 1) continue;
      if (!failures) matching.push(index);
      for (const key in values) {
        if (failures && failed !== key) continue;
        const value = values[key](finding);
        counts[key].set(value, (counts[key].get(value) || 0) + 1);
      }
    }
    return { matching, counts };
  }

  // --- In which order -------------------------------------------------------------------------------------------------

  const orders = {};

  function comparePages(one, other) {
    const a = data.pages[one];
    const b = data.pages[other];
    if (!state.order) {
      for (let level = 0; level < 3; level++) if (a.count[level] !== b.count[level]) return b.count[level] - a.count[level];
    }
    return a.path < b.path ? -1 : a.path > b.path ? 1 : one - other;
  }

  function ordered() {
    if (!orders[state.order]) {
      const rank = new Map();
      [...new Set(findings.map((finding) => finding.page))].sort(comparePages).forEach((page, place) => rank.set(page, place));
      const whole = (index) => (isWhole(findings[index]) ? 0 : 1);
      orders[state.order] = findings
        .map((_, index) => index)
        .sort((a, b) => rank.get(findings[a].page) - rank.get(findings[b].page) || whole(a) - whole(b) || a - b);
    }
    return orders[state.order];
  }

  const isWhole = (finding) => data.rules[finding.rule].category === "document";

  // --- Making elements -------------------------------------------------------------------------------------------------

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  function link(href, ...children) {
    const element = make("a", "", ...children);
    if (SAFE_LINK.test(href)) {
      element.href = href;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
      element.append(make("span", "sr", " (opens in a new tab)"));
    }
    return element;
  }

  function pageHead(index) {
    const page = data.pages[index];
    const name = make("bdi", "", page.title || page.short);
    const count = page.count.reduce((sum, one) => sum + one, 0);
    return make("header", "",
      make("h3", "", page.href ? link(page.href, name) : name),
      make("p", "path", make("bdi", "", page.path), make("span", "quiet", ` \u00b7 ${plural(count, "finding")}`)));
  }

  function badges(finding) {
    const made = [];
    if (finding.new) made.push(make("span", "badge", "new"));
    if (finding.pages) made.push(make("span", "badge", `on ${number.format(finding.pages)} pages`));
    return made;
  }

  function place(finding, text) {
    const page = data.pages[finding.page];
    if (/^https?:/.test(page.href)) {
      const fragment = finding.at ? (page.href.includes("#") ? "" : "#") + finding.at : "";
      return make("p", "place", link(page.href + fragment, text));
    }
    return make("p", "place", make("bdi", "spot", `${page.path}:${finding.line}:${finding.column}`));
  }

  function sentence(finding) {
    if (!finding.words) return "";
    const quoted = make("blockquote", "", finding.before || "", make("mark", "", finding.words), finding.after || "");
    quoted.dir = "auto";
    return quoted;
  }

  function suggestions(finding) {
    if (!finding.try) return "";
    const list = make("ul", "try");
    for (const text of finding.try) {
      const button = make("button", "copy", "Copy", make("span", "sr", ` \u201c${text}\u201d`));
      button.type = "button";
      button.addEventListener("click", () => copy(text, button));
      list.append(make("li", "", make("bdi", "", `\u201c${text}\u201d`), button));
    }
    return make("div", "", make("p", "label", "Try"), list);
  }

  function advice(finding) {
    if (!finding.advice) return "";
    return make("div", "", make("p", "label", "Advice"), ...finding.advice.map((text) => make("p", "advice", text)));
  }

  function sources(rule) {
    if (!rule.sources.length) return "";
    const list = make("ul", "", ...rule.sources.map(([title, url]) => make("li", "", url ? link(url, title) : title)));
    return make("details", "sources", make("summary", "", "Sources", make("span", "sr", ` of ${rule.id}`)), list);
  }

  function reason(finding) {
    return make("p", "why", finding.says ? make("strong", "", sentenceCase(finding.says), " ") : "", data.reasons[finding.why]);
  }

  function card(finding) {
    const rule = data.rules[finding.rule];
    const severity = SEVERITIES[finding.severity];
    const head = make("h4", "", make("span", "severity", NAMES[finding.severity]), " ", make("code", "", rule.id));
    const side = make("div", "side", suggestions(finding), advice(finding));
    return make("article", `finding ${severity}`,
      make("div", "head", head, ...badges(finding), place(finding, "Open at the words")),
      make("div", side.childElementCount ? "body" : "body alone",
        make("div", "", sentence(finding),
          finding.context ? make("p", "context", own(data.contexts, finding.context) || `A note only, because of its context: ${finding.context}.`) : "",
          reason(finding), sources(rule)),
        side.childElementCount ? side : ""));
  }

  // A check of the whole page, as an open point of its list.
  function openPoint(finding) {
    const rule = data.rules[finding.rule];
    const check = own(data.checks, rule.id);
    const head = make("h4", "",
      make("span", "status", check ? "Open" : "Note"), " ",
      check ? check.asks : finding.says || rule.id, ...badges(finding));
    return make("li", `open ${SEVERITIES[finding.severity]}`, head,
      sentence(finding),
      make("p", "why", data.reasons[finding.why]),
      ...(finding.advice || []).map((text) => make("p", "advice", make("span", "label", "Advice "), text)),
      place(finding, finding.at ? "Open at the words" : "Open the page"), sources(rule));
  }

  function passedPoints(page) {
    return page.passed.map((name) =>
      make("li", "fine", make("span", "status", "Fine"), " ", data.checks[name].fine));
  }

  // --- The list --------------------------------------------------------------------------------------------------------

  const narrowed = () => Boolean(state.q || state.severity.size || state.rule || state.new ||
    (state.category.size && !state.category.has("document")));

  function render(from) {
    const list = byId("list");
    if (!from) list.replaceChildren();
    let group = from ? list.lastElementChild : null;
    for (const index of results.slice(from, limit)) {
      const finding = findings[index];
      if (!group || group.dataset.page !== String(finding.page)) {
        group = make("section", "page", pageHead(finding.page));
        group.dataset.page = finding.page;
        const whole = make("ul", "whole");
        group.append(whole);
        if (!narrowed()) whole.append(...passedPoints(data.pages[finding.page]));
        list.append(group);
      }
      if (isWhole(finding)) addOpenPoint(group.querySelector(".whole"), finding);
      else group.append(card(finding));
    }
    const left = results.length - Math.min(limit, results.length);
    byId("more").hidden = !left;
    byId("more").textContent = `Show ${number.format(Math.min(STEP, left))} more of ${number.format(left)}`;
  }

  function addOpenPoint(list, finding) {
    list.insertBefore(openPoint(finding), list.querySelector(".fine"));
  }

  function showMore() {
    const from = limit;
    limit += STEP;
    render(from);
    const cards = byId("list").querySelectorAll(".finding, .whole .open");
    const next = cards[from] && cards[from].querySelector("h4");
    if (next) {
      next.tabIndex = -1;
      next.focus();
    }
  }

  function plural(count, noun) {
    return `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
  }

  const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");

  function update() {
    const { matching, counts } = search();
    results = matching;
    limit = STEP;
    render(0);
    showCounts(counts);
    const pages = new Set(matching.map((index) => findings[index].page)).size;
    byId("count").textContent = !matching.length
      ? "No finding matches. Try fewer filters or other words."
      : matching.length === findings.length
        ? `All ${plural(matching.length, "finding")}, on ${plural(pages, data.noun)}`
        : `${number.format(matching.length)} of ${plural(findings.length, "finding")}, on ${plural(pages, data.noun)}`;
    const only = /^\d+$/.test(state.page) ? own(data.pages, state.page) : undefined;
    byId("only").hidden = !only;
    byId("only-name").textContent = only ? only.title || only.short : "";
    writeAddress();
  }

  // --- The form --------------------------------------------------------------------------------------------------------

  const inputs = { severity: new Map(), category: new Map() };

  function fillForm() {
    const { counts } = search();
    addChoices("severity", SEVERITIES.filter((name) => counts.severity.has(name)), (name) => NAMES[SEVERITIES.indexOf(name)] + "s");
    addChoices("category", byCount(counts.category), (name) => data.categories[name]);
    addOptions("section", [...counts.section.keys()].sort(), "All sections");
    addOptions("rule", byCount(counts.rule), "All rules");
    byId("section").parentElement.hidden = counts.section.size < 2;
    if (matchMedia("(max-width: 63.99rem)").matches) byId("more-filters").open = false;
  }

  const byCount = (counts) => [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));

  function addChoices(key, names, label) {
    for (const name of names) {
      const input = make("input", "");
      input.type = "checkbox";
      input.name = key;
      input.value = name;
      const count = make("span", "n");
      byId(`facet-${key}`).append(make("label", `choice ${name}`, input, make("span", "", label(name)), count));
      inputs[key].set(name, { input, count });
    }
  }

  function addOptions(key, names, all) {
    byId(key).append(new Option(all, ""), ...names.map((name) => new Option(name, name)));
  }

  function showCounts(counts) {
    for (const key of SETS) {
      for (const [name, { count }] of inputs[key]) count.textContent = number.format(counts[key].get(name) || 0);
    }
    for (const key of ["section", "rule"]) {
      for (const option of byId(key).options) {
        if (option.value) option.textContent = `${option.value} (${number.format(counts[key].get(option.value) || 0)})`;
      }
    }
    if (byId("new-count")) byId("new-count").textContent = number.format(counts.new.get(true) || 0);
  }

  function showState() {
    byId("q").value = state.q;
    for (const key of SETS) for (const [name, { input }] of inputs[key]) input.checked = state[key].has(name);
    for (const key of ["section", "rule", "order"]) byId(key).value = state[key];
    if (byId("new")) byId("new").checked = state.new;
  }

  function readForm() {
    state.q = byId("q").value.trim();
    for (const key of SETS) state[key] = new Set([...inputs[key]].filter(([, { input }]) => input.checked).map(([name]) => name));
    for (const key of ["section", "rule", "order"]) state[key] = byId(key).value;
    if (byId("new")) state.new = byId("new").checked;
  }

  // --- Copying ---------------------------------------------------------------------------------------------------------

  async function copy(text, button) {
    const done = await writeClipboard(text);
    byId("said").textContent = done ? `Copied: ${text}` : "Your browser does not let this page copy. Please select the words.";
    const label = button.firstChild;
    label.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { label.textContent = "Copy"; }, 2000);
  }

  async function writeClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = make("textarea", "sr");
      field.value = text;
      document.body.append(field);
      const focused = document.activeElement;
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (focused) focused.focus();
      return done;
    }
  }

  // --- What happens when -----------------------------------------------------------------------------------------------

  let waiting = 0;

  function changed() {
    clearTimeout(waiting);
    readForm();
    update();
  }

  byId("filters").addEventListener("change", changed);
  byId("filters").addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  byId("q").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 150);
  });
  byId("filters").addEventListener("reset", (event) => {
    event.preventDefault();
    for (const key of SETS) state[key].clear();
    for (const key of WORDS) state[key] = "";
    state.new = false;
    showState();
    update();
  });
  byId("all-pages").addEventListener("click", () => {
    state.page = "";
    update();
    byId("findings").focus();
  });
  byId("more").addEventListener("click", showMore);
  addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    readAddress();
    showState();
    update();
    byId("findings").focus();
    byId("findings").scrollIntoView();
  });
  addEventListener("beforeprint", () => {
    limit = Math.max(limit, MOST_PRINTED);
    render(0);
  });
  addEventListener("afterprint", () => {
    limit = STEP;
    render(0);
  });

  fillForm();
  if (location.hash.includes("=")) readAddress();
  showState();
  byId("browse").hidden = false;
  update();
})();
