// Search without a server. The form of the search page carries the table of contents of an index that is cut
// into small files (tools/internal/search explains it). This script fetches the files that hold the words
// typed, ranks their entries, then fetches the titles of the best. The page is complete without it.
// TestClient runs the same queries through this file and through the tests' own reading of the format.

const form = document.querySelector("form[data-index]");
const status = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const more = document.querySelector(".search-more");
const rest = document.querySelector(".search-index");

const first = 5; // hits shown at once; each may cost a file
const ahead = 100; // milliseconds that the best hit has before the others
const wait = 400; // milliseconds after a key before searching; the files of words come meanwhile

let contents, borders, stop;
const files = new Map(); // name → promise of its text
const arrived = {}; // name → text
let turn = 0; // counts searches, so that a slow one does not overwrite a newer one

// Files are scripts, because a page opened from disk may load nothing else.
window.searchPart = (name, text) => (arrived[name] = text);

function load(name) {
  if (!files.has(name)) {
    files.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = contents.p + name + ".js";
      script.fetchPriority = "high"; // scripts that come late have a low one
      script.onload = () => resolve(arrived[name]);
      script.onerror = () => {
        files.delete(name); // the next key tries again
        script.remove();
        reject(new Error(name));
      };
      document.head.append(script);
    }));
  }
  return files.get(name);
}

const letters = { œ: "oe", æ: "ae", ß: "ss", ɛ: "e", ɔ: "o", ɲ: "ny", ŋ: "ng" };

const fold = (text) => text.normalize("NFKD").toLowerCase()
  .replace(/[\u0300-\u036f\u00ad\u200b-\u200d]/g, "").replace(/[œæßɛɔɲŋ]/g, (c) => letters[c]);

const words = (text) => fold(text)
  .split(/[\0-\/:-@[-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u3000-\u303f\ufffd]+/).filter((w) => w.length > 1);

// fileOf is the number of the file in which a word stands, if it stands anywhere.
function fileOf(word) {
  let low = 0;
  for (let high = borders.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (borders[middle] > word) high = middle;
    else low = middle;
  }
  return low;
}

// numbers reads digits: those after \ go on, those before it end a number.
function numbers(text) {
  const found = [];
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 92) n = n * 34 + c - 93;
    else {
      found.push(n * 57 + c - 35);
      n = 0;
    }
  }
  return found;
}

// postings calls each with the entries of a list and their impacts.
function postings(text, each) {
  let entry = -1;
  for (const n of numbers(text)) {
    entry += (n >> 4) + 1;
    each(entry, (n & 15) + 2);
  }
}

async function groups(numbers) {
  const texts = await Promise.all([...new Set(numbers)].map((n) => load("w" + n)));
  return texts.join(" ").split(" ").map((text) => {
    const [forms, hits] = text.split("!");
    const [base, ...endings] = forms.split(",");
    return { base, forms: endings.map((e) => base + e), hits };
  });
}

// distance counts the letters to change, add, drop or swap, up to most.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
    }
    before = last;
    last = now;
  }
  return last[b.length];
}

// neighbours lists the files where a word may stand one of whose first letters is
// wrong: too many, not doubled, swapped, then another vowel or none.
function neighbours(word) {
  const likely = [], others = [];
  for (let i = 0; i < Math.min(5, word.length - 1); i++) {
    const head = word.slice(0, i), letter = word[i], tail = word.slice(i + 1);
    likely.push(head + tail, head + letter + letter + tail, head + tail[0] + letter + tail.slice(1));
    for (const vowel of "aeiou") others.push(head + vowel + tail, head + vowel + letter + tail);
  }
  return [...new Set(likely.concat(others).map(fileOf))].slice(0, 8);
}

// A find is a group, how surely it is meant, and the word that stands in for a misspelt one.
const find = (group, factor, near) => ({ group, factor, near });

// nearest finds the groups with the forms closest to a misspelt word.
function nearest(word, all) {
  let most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let found = [];
  for (const group of all) {
    for (const form of group.forms) {
      const d = distance(word, form, most);
      if (d > most) continue;
      if (d < most) found = [];
      most = d;
      found.push(find(group, d > 1 ? 0.5 : 0.9, form));
    }
  }
  return found;
}

// inflected finds the groups with the longest stem that a word begins with.
function inflected(word, all) {
  const found = all.filter((g) => g.base.length > 3 && g.base.length >= word.length - 5 && word.startsWith(g.base));
  const longest = Math.max(...found.map((g) => g.base.length));
  return found.filter((g) => g.base.length === longest);
}

// match finds the groups that a word of the query means: itself, what begins with it
// when it may not be finished, an inflection that no page has, a misspelling.
async function match(word, unfinished) {
  const home = fileOf(word);
  let here = await groups([home]);
  let found = here.filter((g) => g.forms.includes(word)).map((g) => find(g, 1));
  if (unfinished && word.length > 2) {
    if (!found.length && goesOn(word, home)) here = await groups([home, home + 1]);
    const begun = here.filter((g) => !g.forms.includes(word) && g.forms.some((f) => f.startsWith(word)));
    const factor = found.length ? 0.3 : 0.6;
    found = found.concat(begun.map((g) => find(g, factor)));
  }
  if (found.length || word.length < 4) return found;
  const around = await groups([home, fileOf(word.slice(0, Math.max(4, word.length - 4)))]);
  const stems = inflected(word, around);
  const near = nearest(word, around);
  if (stems.length) {
    const factor = near.length ? 0.4 : 0.7;
    return stems.map((g) => find(g, factor)).concat(near.map((f) => find(f.group, f.factor)));
  }
  return near.length ? near : nearest(word, await groups(neighbours(word)));
}

// score adds up what the words of a query say for each entry; entries with several
// of the words come before those with one.
function score(matches) {
  const scores = new Map();
  for (const found of matches) {
    const best = new Map();
    for (const { group, factor } of found) {
      const rarity = factor * (group.hits.charCodeAt(0) - 35);
      postings(group.hits.slice(1), (entry, impact) => {
        best.set(entry, Math.max(best.get(entry) || 0, rarity * impact));
      });
    }
    for (const [entry, value] of best) {
      const [sum, count] = scores.get(entry) || [0, 0];
      scores.set(entry, [sum + value, count + 1]);
    }
  }
  return [...scores].map(([entry, [sum, count]]) => [entry, sum * count * count]);
}

// filter returns a test of entries for a kind and a theme, either of which may be "".
async function filter(kind, theme) {
  const [from, to] = kind ? contents.k[kind] || [0, 0] : [0, contents.n];
  const on = new Set();
  if (contents.t.split(" ").includes(theme)) postings(await load("t" + theme), (entry) => on.add(entry));
  return (entry) => entry >= from && entry < to && (!theme || on.has(entry));
}

// rank returns the entries for a query, best first, the words that stood in for
// misspelt ones, and all forms that were found.
async function rank(query, kind, theme) {
  const all = words(query);
  const telling = all.filter((w) => !stop.has(w));
  const wanted = telling.length ? telling : all;
  const unfinished = (i) => i === wanted.length - 1 && !/\s$/.test(query);
  const [allowed, ...matches] = await Promise.all([filter(kind, theme), ...wanted.map((w, i) => match(w, unfinished(i)))]);
  const found = [].concat(...matches);
  return {
    hits: score(matches).filter(([entry]) => allowed(entry)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([entry]) => entry),
    near: [...new Set(found.filter((f) => f.near).map((f) => f.near))],
    forms: new Set([].concat(...found.map((f) => f.group.forms))),
  };
}

const kindOf = (entry) => Object.keys(contents.k).find((k) => contents.k[k][0] <= entry && entry < contents.k[k][1]);

function element(name, part, content) {
  const e = document.createElement(name);
  e.className = "search-hit" + part;
  e.append(...[].concat(content));
  return e;
}

// marked puts the words that were found into mark elements.
function marked(text, forms) {
  return text.split(/([\s\u00a0\u202f’'«»(),.;:!?…–-]+)/).map((piece) => {
    if (!forms.has(fold(piece))) return piece;
    const mark = document.createElement("mark");
    mark.append(piece);
    return mark;
  });
}

async function hit(entry, forms) {
  const text = await load("d" + Math.floor(entry / contents.d));
  const [address, title, excerpt] = text.split("\n")[entry % contents.d].split("\t");
  const link = document.createElement("a");
  // A server finds the index of a folder, a disk does not.
  link.href = location.protocol === "file:" ? address.replace(/\/(#|$)/, "/index.html$1") : address;
  link.append(title);
  return element("li", "", [
    element("p", "__kind", form.kind.querySelector(`[value="${kindOf(entry)}"]`).textContent),
    element("h2", "__title", link),
    element("p", "__text", marked(excerpt, forms)),
  ]);
}

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// show adds the hits from start on, in their order, and offers what remains. The best
// goes ahead: on a slow network the others would share the line with it.
async function show(found, start, mine) {
  const end = start ? start + 2 * first : first;
  const [best, ...others] = found.hits.slice(start, end);
  const items = best === undefined ? [] : [hit(best, found.forms)];
  await Promise.race([...items, pause(ahead)]);
  items.push(...others.map((entry) => hit(entry, found.forms)));
  for (const item of items) item.catch(() => {}); // the loop meets the first failure; the others are the same
  for (let i = 0; i <= items.length; i++) {
    const item = await items[i];
    if (mine !== turn) return;
    if (!start && !i) list.textContent = "";
    if (item) list.append(item);
  }
  more.hidden = end >= found.hits.length;
  more.onclick = () => show(found, end, mine).then(() => list.children[end].querySelector("a").focus(), failed);
}

// goesOn tells whether words that begin so stand in the next file too.
const goesOn = (word, file) => (borders[file + 1] || "").startsWith(word);

// prefetch loads the files of words while the rest is typed, as soon as the letters
// tell which: a query then waits for its titles alone.
function prefetch() {
  const all = words(form.q.value);
  all.forEach((word, i) => {
    const file = fileOf(word);
    if (stop.has(word) || (i === all.length - 1 && (word.length < 3 || goesOn(word, file)))) return;
    load("w" + file).catch(() => {}); // the search that follows says so
  });
}

function say(key, values) {
  status.textContent = key && document.querySelector(`[data-say=${key}]`).textContent.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const failed = () => say("error");

async function search() {
  const mine = ++turn;
  const q = form.q.value.trim();
  rest.hidden = q !== "";
  remember();
  if (!q) {
    list.textContent = "";
    list.removeAttribute("aria-busy");
    more.hidden = true;
    return say("");
  }
  const slow = setTimeout(() => mine === turn && say("wait"), 600);
  list.setAttribute("aria-busy", "true");
  try {
    const found = await rank(form.q.value, form.kind.value, form.theme.value);
    if (mine !== turn) return;
    const n = found.hits.length;
    const key = !n ? "none" : found.near.length ? "near" : n === 1 ? "single" : "several";
    clearTimeout(slow);
    say(key, { n, q, near: found.near.slice(0, 3).join(", ") });
    await show(found, 0, mine);
  } catch (error) {
    if (mine === turn) failed();
  } finally {
    clearTimeout(slow);
    if (mine === turn) list.removeAttribute("aria-busy");
  }
}

// remember keeps the query in the address, to be shared and to be there on return.
function remember() {
  const given = new URLSearchParams();
  for (const name of ["q", "kind", "theme"]) if (form[name].value) given.set(name, form[name].value);
  try {
    history.replaceState(null, "", location.pathname + (given.toString() && "?" + given));
  } catch (error) {
    // Pages opened from disk may not change their address.
  }
}

if (form && form.dataset.index) {
  contents = JSON.parse(form.dataset.index);
  let last = "";
  // A capital says how many letters of the border before go on.
  borders = contents.w.split(/(?=[A-Z])/).map((w) => (last = last.slice(0, w.charCodeAt(0) - 65) + w.slice(1)));
  stop = new Set(contents.s.split(" "));
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    prefetch();
    timer = setTimeout(search, wait);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  const given = new URLSearchParams(location.search);
  for (const name of ["q", "kind", "theme"]) form[name].value = given.get(name) || "";
  if (form.q.value) search();
}
