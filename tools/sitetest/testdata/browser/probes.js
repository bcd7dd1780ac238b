// What the browser tests ask of the page that a tab shows. Loaded after each navigation.
// A probe returns a list of complaints; it changes nothing unless it says so.
globalThis.probe = (() => {
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") +
    (e.classList && e.classList.length ? "." + [...e.classList].join(".") : "") +
    " " + JSON.stringify((e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40));
  const style = (e) => getComputedStyle(e);
  const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
  // The usual way to hide words from the eye alone: one pixel, cut off.
  const forEarsOnly = (e) => e.closest(".visually-hidden") !== null;
  const scrolls = (v) => v === "auto" || v === "scroll";
  const inScroller = (e) => {
    for (let p = e.parentElement; p && p !== document.documentElement; p = p.parentElement) {
      if (scrolls(style(p).overflowX)) return true;
    }
    return false;
  };

  // overflow: nothing sticks out of a screen of this width, so nobody scrolls sideways.
  const overflow = (width) => {
    const root = document.documentElement;
    if (Math.max(root.scrollWidth, document.body.scrollWidth) <= width) return [];
    const out = [...document.querySelectorAll("body *")].filter((e) =>
      shown(e) && !inScroller(e) && e.getBoundingClientRect().right > width + 0.5);
    return [`the page is ${root.scrollWidth} wide on a screen of ${width}`, ...out.slice(0, 5).map(name)];
  };

  // clipped: no box cuts off words that it holds, no word leaves its drawing.
  const clipped = () => {
    const found = [];
    for (const e of document.querySelectorAll("body *")) {
      if (!shown(e) || forEarsOnly(e)) continue;
      const s = style(e), cuts = (v) => v === "hidden" || v === "clip";
      const wide = cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
      const high = cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
      if (e.clientWidth && (wide || high) && e.textContent.trim()) found.push("cut off: " + name(e));
      if (s.textOverflow === "ellipsis" && e.scrollWidth > e.clientWidth) found.push("shortened: " + name(e));
      if (e instanceof SVGTextElement && style(e.ownerSVGElement).overflow !== "visible") {
        const box = e.ownerSVGElement.getBoundingClientRect(), r = e.getBoundingClientRect();
        if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) {
          found.push("leaves its drawing: " + name(e));
        }
      }
    }
    return found.concat(overlaps());
  };

  // overlaps: no line of text lies over a line of another block.
  const overlaps = () => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      const e = n.parentElement;
      if (!n.data.trim() || !shown(e) || forEarsOnly(e) || inScroller(e) || e.closest("details:not([open]) > :not(summary)")) continue;
      const range = document.createRange();
      range.selectNodeContents(n);
      for (const r of range.getClientRects()) if (r.width > 2) lines.push({e, r});
    }
    lines.sort((a, b) => a.r.top - b.r.top);
    const found = [];
    for (let i = 0; i < lines.length; i++) {
      for (let j = i + 1; j < lines.length && lines[j].r.top < lines[i].r.bottom; j++) {
        const a = lines[i], b = lines[j];
        const x = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
        const y = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
        // Lines of one paragraph may touch; a third of the height is an accident.
        if (x > 2 && y > Math.min(a.r.height, b.r.height) / 3) found.push(`one over the other: ${name(a.e)} and ${name(b.e)}`);
      }
    }
    return found.slice(0, 5);
  };

  // spacing and largeText change the page as readers may (WCAG 1.4.12, 1.4.4). A constructed
  // style sheet works under any content security policy. plain takes them away.
  const sheet = (css) => {
    const s = new CSSStyleSheet();
    s.replaceSync(css);
    document.adoptedStyleSheets = [s];
  };
  const spacing = () => sheet("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }" +
    "p { margin-block-end: 2em !important; }");
  const largeText = () => sheet("html { font-size: 200% !important; }");
  const plain = () => { document.adoptedStyleSheets = []; };

  const unfold = () => document.querySelectorAll("details").forEach((d) => { d.open = true; });
  // words is what a reader sees in main, without what is said to browsers without scripts, and
  // without buttons and messages: those that need scripts appear with them.
  const words = () => {
    sheet("noscript, button, [role=status] { display: none !important; }");
    const text = document.querySelector("main").innerText.trim().replace(/\s+/g, " ");
    plain();
    return text;
  };
  const animations = () => document.getAnimations().map((a) => "moves: " + name(a.effect.target));

  // printed: what is for clicking is gone, ink is dark on white, addresses are written out.
  const printed = () => {
    const found = [...document.querySelectorAll("nav, .skip-link, button, input, select, video, audio")].filter(shown).map((e) => "on paper: " + name(e));
    const light = (c) => { const [r, g, b, a = 1] = c.match(/[\d.]+/g).map(Number); return a === 0 || Math.min(r, g, b) > 240; };
    const dark = (c) => Math.max(...c.match(/[\d.]+/g).slice(0, 3).map(Number)) < 110;
    for (const e of [document.documentElement, document.body]) if (!light(style(e).backgroundColor)) found.push("dark paper: " + e.tagName);
    for (const e of document.querySelectorAll("p, li, h1, h2, td, th, dd, dt")) {
      if (shown(e) && e.innerText.trim() && !dark(style(e).color)) found.push("pale ink: " + name(e) + style(e).color);
    }
    for (const a of document.querySelectorAll("main a[rel=external]")) {
      if (shown(a) && !getComputedStyle(a, "::after").content.includes("http")) {
        found.push("address not written out: " + name(a));
      }
    }
    return found;
  };

  // forced: in the reader's own colours, words have one, what is chosen shows by more than a background,
  // buttons and fields have an edge, drawings that say something keep a line or a fill.
  const forced = () => {
    const found = [];
    if (!matchMedia("(forced-colors: active)").matches) found.push("the reader's colours are not in force");
    for (const e of document.querySelectorAll("a[aria-current]")) {
      const s = style(e), other = [...document.querySelectorAll(e.tagName)].find((o) => o.className === e.className && !o.hasAttribute("aria-current") && shown(o));
      if (!shown(e) || !other) continue;
      const o = style(other), edge = (c) => ["fontWeight", "textDecorationLine", "borderBottomWidth", "borderBottomStyle", "borderBottomColor", "borderInlineStartWidth", "outlineStyle"].map((k) => c[k]).join();
      if (edge(s) === edge(o)) found.push("chosen by colour alone: " + name(e));
    }
    for (const e of document.querySelectorAll("button, input:not([type=radio], [type=checkbox]), select, textarea")) {
      if (shown(e) && parseFloat(style(e).borderBottomWidth) === 0) found.push("no edge: " + name(e));
    }
    for (const e of document.querySelectorAll("svg[role=img] :is(path, rect, line, circle, text)")) {
      const s = style(e);
      if (shown(e) && s.fill === "none" && s.stroke === "none" && !e.closest("defs, pattern, clipPath, mask")) found.push("drawn with nothing: " + name(e));
    }
    return found;
  };

  // focused describes what has the keyboard: null at the end of the page.
  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const s = style(e), r = e.getClientRects()[0] || e.getBoundingClientRect();
    const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && s.outlineColor !== "rgba(0, 0, 0, 0)";
    const x = r.left + r.width / 2, y = r.top + r.height / 2;
    const top = document.elementFromPoint(x, y);
    const index = focusable().indexOf(e);
    return {
      name: name(e), href: e.getAttribute("href") || "", index,
      visible: outlined || s.boxShadow !== "none",
      covered: !(top && (top === e || e.contains(top) || top.contains(e))),
    };
  };
  const focusable = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex='0']")];

  // missed lists what can be operated but got no keyboard.
  const missed = (seen) => focusable().filter((e, i) => shown(e) && !e.disabled && !seen.includes(i) && e.type !== "radio").map((e) => "never focused: " + name(e));

  return {overflow, clipped, overlaps, spacing, largeText, plain, unfold, words, animations, printed, forced, focused, missed};
})(); undefined
