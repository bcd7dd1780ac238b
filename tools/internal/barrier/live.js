// The checks that need a running page: styles as they come out, sizes, what the keyboard and a click do.
// Evaluated after the page has loaded; hook.js must have run before the page's own scripts.
//
//   barrier.look()          everything, on a desk; clicks and types at the end
//   barrier.fits(how)       whether the page fits the window as it is; how names it in the findings
//
// Both give a promise of [{Kind, Where, What}].
globalThis.barrier = (() => {
  const words = (e) => (e.textContent || "").trim().replace(/\s+/g, " ");
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") +
    (e.classList && e.classList.length ? "." + [...e.classList].join(".") : "") + " " + JSON.stringify(words(e).slice(0, 50));
  const style = (e, pseudo) => getComputedStyle(e, pseudo);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length > 0;
  const forEarsOnly = (e) => {
    for (let p = e; p && p !== document.body; p = p.parentElement) {
      const s = style(p);
      if (s.position === "absolute" && p.offsetWidth <= 1 && p.offsetHeight <= 1) return true;
    }
    return false;
  };
  const control = "a[href], button, input, select, textarea, summary, label, option, [role=button], [role=link], [role=tab], [role=checkbox], [role=menuitem], [tabindex], [contenteditable]";
  const focusable = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [tabindex]:not([tabindex='-1'])")
    .filter((e) => shown(e) && !e.disabled);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const px = (v) => parseFloat(v) || 0;

  // blocks are the elements that hold words of their own, outside drawings and code.
  const blocks = () => all("body *").filter((e) => !(e instanceof SVGElement) && !e.closest("pre, code, script, style, noscript, template") &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && shown(e) && !forEarsOnly(e));

  // Colours. A colour is [r, g, b, a]; odd colour spaces give null and are left alone.
  const colour = (text) => {
    const m = /^rgba?\(([^)]+)\)$/.exec(text);
    if (!m) return null;
    const v = m[1].split(/[\s,/]+/).map(Number);
    return [v[0], v[1], v[2], v.length > 3 ? v[3] : 1];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const ground = (e) => {
    const layers = [];
    for (let p = e; p; p = p.parentElement) {
      const s = style(p), c = colour(s.backgroundColor);
      if (s.backgroundImage !== "none" || !c) return null;
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), colour(style(document.documentElement).colorScheme.includes("dark") &&
      matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)"));
  };

  const checks = {
    // Text as it looks.
    "contrast": (say) => {
      for (const e of blocks()) {
        const s = style(e), ink = colour(s.color), paper = ground(e);
        if (!ink || !paper || e.closest("[disabled]")) continue;
        const large = px(s.fontSize) >= 24 || px(s.fontSize) >= 18.66 && Number(s.fontWeight) >= 700;
        const ratio = contrast(over(ink, paper), paper);
        if (ratio < (large ? 3 : 4.5)) say(e, `contrast ${ratio.toFixed(2)}, at least ${large ? 3 : 4.5} is needed`, "contrast/minimum");
        else if (ratio < (large ? 4.5 : 7)) say(e, `contrast ${ratio.toFixed(2)}, ${large ? 4.5 : 7} is asked for at level AAA`, "contrast/enhanced");
      }
    },
    "text/line-height": (say) => {
      for (const e of blocks()) {
        const ratio = px(style(e).lineHeight) / px(style(e).fontSize);
        if (ratio && ratio < 1.15 && e.getBoundingClientRect().height > 1.5 * px(style(e).lineHeight)) say(e, `lines stand ${ratio.toFixed(2)} apart`);
      }
    },
    "text/capitals": (say) => {
      for (const e of blocks()) {
        const t = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" ").trim();
        if (t.split(/\s+/).length > 6 && (style(e).textTransform === "uppercase" || t === t.toUpperCase() && t !== t.toLowerCase())) say(e, "a sentence in capitals");
      }
    },
    "text/italic": (say) => {
      for (const e of blocks()) if (style(e).fontStyle === "italic" && words(e).split(" ").length > 30) say(e, "a long text in italics");
    },
    "text/justified": (say) => {
      for (const e of blocks()) if (style(e).textAlign === "justify" && words(e).length > 60) say(e, "justified text");
    },
    "text/small": (say) => {
      for (const e of blocks()) if (px(style(e).fontSize) < 11) say(e, `letters of ${px(style(e).fontSize)} pixels`);
    },
    "text/long-lines": (say) => {
      for (const e of blocks()) {
        const t = words(e), s = style(e);
        if (s.display === "inline" || t.length < 100) continue;
        const lines = new Set();
        const range = document.createRange();
        range.selectNodeContents(e);
        for (const r of range.getClientRects()) lines.add(Math.round(r.bottom / px(s.fontSize) * 1.2));
        if (lines.size > 1 && t.length / lines.size > 95) say(e, `about ${Math.round(t.length / lines.size)} characters a line`);
      }
    },
    "text/css-generated": (say) => {
      for (const e of all("body, body *")) {
        for (const pseudo of ["::before", "::after"]) {
          const s = style(e, pseudo), m = /^"(.*)"$/.exec(s.content);
          if (m && s.display !== "none" && /\p{L}{3}/u.test(m[1])) say(e, `the style sheet adds the words ${s.content}`);
        }
      }
    },

    // What looks like something that it is not.
    "heading/fake": (say) => {
      for (const e of blocks()) {
        const t = words(e), s = style(e);
        if (t.length > 80 || t.split(" ").length > 14 || !/\p{L}/u.test(t) || /[.,;:]$/.test(t)) continue;
        if (e.closest("h1, h2, h3, h4, h5, h6, [role=heading], legend, caption, label, a, button, summary, header, nav, footer, figure, th, td, dt, dd, li, dl, ul, ol, blockquote, [aria-hidden=true]")) continue;
        if (s.display === "inline" || s.display === "inline-block" || !e.nextElementSibling) continue;
        const after = e.nextElementSibling, bigger = px(s.fontSize) >= 1.15 * px(style(after).fontSize);
        if (words(after).length > t.length && px(s.fontSize) >= px(style(after).fontSize) && Number(s.fontWeight) >= 600 && (bigger || Number(style(after).fontWeight) < 600)) {
          say(e, "looks like a heading and is none");
        }
      }
    },
    "image/background": (say) => {
      for (const e of all("body *")) {
        if (shown(e) && /url\(/.test(style(e).backgroundImage) && !e.hasAttribute("aria-label") && words(e) && !/data:/.test(style(e).backgroundImage)) {
          say(e, "a picture in the background has no text of its own");
        }
      }
    },
    "link/undistinguished": (say) => {
      for (const a of all("p a[href], li a[href], dd a[href], td a[href]")) {
        const p = a.parentElement, s = style(a), around = style(p);
        const beside = [...p.childNodes].some((n) => n.nodeType === 3 && /\p{L}/u.test(n.data));
        if (beside && shown(a) && s.textDecorationLine === "none" && s.color === around.color && s.fontWeight === around.fontWeight &&
            px(s.borderBottomWidth) === 0 && s.backgroundColor === "rgba(0, 0, 0, 0)") say(a, "looks like the words around it");
      }
    },
    "colour/link-alone": (say) => {
      for (const a of all("p a[href], li a[href], dd a[href], td a[href]")) {
        const p = a.parentElement, s = style(a), around = style(p);
        const beside = [...p.childNodes].some((n) => n.nodeType === 3 && /\p{L}/u.test(n.data));
        if (beside && shown(a) && s.textDecorationLine === "none" && s.color !== around.color && s.fontWeight === around.fontWeight &&
            s.fontStyle === around.fontStyle && px(s.borderBottomWidth) === 0 && s.backgroundColor === "rgba(0, 0, 0, 0)") say(a, "only its colour tells that it is a link");
      }
    },
    "colour/alone": (say) => {
      for (const list of all("ul, ol, tbody, dl")) {
        const rows = [...list.children].filter((e) => shown(e) && words(e) && !e.querySelector("a, img, svg, abbr, strong, em, span"));
        const colours = new Set(rows.map((e) => style(e).color + style(e).backgroundColor));
        if (rows.length > 2 && colours.size > 1 && colours.size < rows.length && new Set(rows.map((e) => style(e).fontWeight + style(e).fontStyle + style(e, "::before").content)).size === 1) {
          say(list, `${colours.size} colours, and nothing else, tell the entries apart`);
        }
      }
    },

    // Place and size.
    "layout/wide": (say) => {
      if (document.documentElement.scrollWidth > innerWidth + 1) say(document.documentElement, `${document.documentElement.scrollWidth} pixels wide in a window of ${innerWidth}`);
      for (const e of all("body *")) {
        const s = style(e);
        if (shown(e) && ["auto", "scroll"].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.querySelector("table, pre") && !e.matches("pre, textarea") && words(e).length > 40) {
          say(e, "running text is read by scrolling sideways");
        }
      }
    },
    "layout/reading-order": (say) => {
      for (const parent of all("body *")) {
        const kids = [...parent.children].filter((e) => shown(e) && words(e) && style(e).position === "static" && !e.matches("a, button, input, span, label"));
        if (kids.length < 2 || kids.length > 40 || style(parent).direction === "rtl") continue;
        for (let i = 1; i < kids.length; i++) {
          const a = kids[i - 1].getBoundingClientRect(), b = kids[i].getBoundingClientRect();
          const sameRow = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
          if (sameRow && b.right <= a.left + 1) { say(kids[i], "stands to the left of what comes before it"); break; }
        }
      }
    },
    "focus/order": (say) => {
      const list = focusable().filter((e) => e.tabIndex <= 0 && !forEarsOnly(e));
      for (let i = 1; i < list.length; i++) {
        if (list[i].parentElement !== list[i - 1].parentElement) continue;
        const a = list[i - 1].getBoundingClientRect(), b = list[i].getBoundingClientRect();
        const sameRow = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
        const jumps = i + 1 < list.length && list[i + 1].parentElement === list[i].parentElement && sameRow && list[i + 1].getBoundingClientRect().right <= b.left + 1 &&
          Math.abs(list[i + 1].getBoundingClientRect().top - b.top) < b.height / 2;
        if (sameRow && b.right <= a.left + 1 || jumps) say(list[i], "the keyboard reaches it in another order than the eye");
      }
    },
    "target/small": (say) => {
      const list = focusable().filter((e) => !forEarsOnly(e));
      const boxes = list.map((e) => e.getBoundingClientRect());
      list.forEach((e, i) => {
        const b = boxes[i];
        if (b.width >= 24 && b.height >= 24 || e.closest("p") && style(e).display === "inline") return;
        if (e.matches("select, textarea, input:not([type=checkbox], [type=radio])") && b.height > 18) return; // as the browser draws it
        const x = b.left + b.width / 2, y = b.top + b.height / 2;
        const near = boxes.some((o, j) => j !== i && !list[j].contains(e) && !e.contains(list[j]) &&
          Math.max(o.left - x, 0, x - o.right) ** 2 + Math.max(o.top - y, 0, y - o.bottom) ** 2 < 12 * 12);
        if (near) say(e, `${Math.round(b.width)} × ${Math.round(b.height)} pixels, too close to the next`);
      });
    },
    "form/label-far": (say) => {
      for (const label of all("label[for]")) {
        const field = document.getElementById(label.htmlFor);
        if (!field || !shown(field) || !shown(label) || forEarsOnly(label)) continue;
        const range = document.createRange();
        range.selectNodeContents(label);
        const a = range.getBoundingClientRect(), b = field.getBoundingClientRect();
        if (Math.max(b.left - a.right, a.left - b.right) > 200) say(label, "stands far from its field");
      }
    },
    "form/error-by-colour": (say) => {
      const look = (e) => style(e).borderTopColor + style(e).backgroundColor;
      for (const form of all("form")) {
        // Fields of one kind, which the browser draws alike.
        for (const kind of ["input:not([type=radio], [type=checkbox], [type=submit], [type=image], [type=hidden], [type=search])", "select", "textarea"]) {
          const mine = all(kind, form).filter(shown);
          const told = mine.some((e) => e.getAttribute("aria-invalid") === "true" || e.hasAttribute("aria-describedby") || e.hasAttribute("aria-errormessage"));
          if (mine.length > 1 && new Set(mine.map(look)).size > 1 && !told) say(form, "only a colour tells which fields are wrong");
        }
      }
    },
    "frame/title-unlike": (say) => {
      for (const f of all("iframe[title], frame[title]")) {
        let inside = null;
        try { inside = f.contentDocument; } catch { /* another origin */ }
        if (!inside || !inside.body) continue;
        const of = (t) => new Set((t.toLowerCase().match(/\p{L}{4,}/gu) || []));
        const has = of(inside.title + " " + inside.body.textContent);
        if (has.size && ![...of(f.title)].some((w) => has.has(w))) say(f, `the title ${JSON.stringify(f.title)} has no word of what the frame shows`);
      }
    },
    "link/hidden-words": (say) => {
      for (const a of all("a[href], button")) {
        if (!shown(a)) continue;
        for (const e of all("*", a)) {
          if (words(e) && !(e instanceof SVGElement) && (style(e).display === "none" || style(e).visibility === "hidden")) say(a, `the words ${JSON.stringify(words(e))} are hidden from everybody`);
        }
      }
    },
    "motion/animation": (say) => {
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      for (const a of document.getAnimations()) say(a.effect.target, "moves although the reader asked for stillness");
    },
    "keyboard/hover-only": (say) => {
      for (const sheet of document.styleSheets) {
        let rules = [];
        try { rules = [...sheet.cssRules]; } catch { /* another origin */ }
        const focused = rules.filter((r) => /:focus(-within|-visible)?/.test(r.selectorText || "")).map((r) => r.selectorText.replace(/:focus(-within|-visible)?/g, ":hover"));
        for (const r of rules) {
          if (!/:hover/.test(r.selectorText || "") || !/^(block|flex|grid|inline.*|list-item)$/.test(r.style.display) && r.style.visibility !== "visible") continue;
          if (focused.some((f) => f.split(",").some((x) => r.selectorText.includes(x.trim())))) continue;
          for (const e of all(r.selectorText.replace(/:hover/g, ""))) {
            if (!shown(e) && words(e)) say(e, "appears for a mouse only");
          }
        }
      }
    },
    "keyboard/unreachable-click": (say) => {
      const clickable = new Set(globalThis.barrierHook ? [...barrierHook.clicks] : []);
      for (const e of all("[onclick]")) clickable.add(e);
      for (const e of all("body *")) if (style(e).cursor === "pointer" && style(e.parentElement).cursor !== "pointer") clickable.add(e);
      for (const e of clickable) {
        if (!(e instanceof Element) || e === document.body || e === document.documentElement || !e.isConnected || e.matches(control) || e.closest("a[href], button, label, summary") || e.querySelector(control)) continue;
        if (shown(e) || e.closest("dialog, [role=dialog]")) say(e, "answers to a click and cannot have the keyboard");
      }
    },
  };

  // focusLooks compares each control with and without the keyboard.
  const focusLooks = (say) => {
    const look = (e) => { const s = style(e); return ["backgroundColor", "color", "boxShadow", "textDecorationLine", "borderTopColor", "borderBottomColor", "borderBottomWidth"].map((k) => s[k]).join("|"); };
    const ring = (e) => { const s = style(e); return s.outlineStyle === "none" || px(s.outlineWidth) === 0 || (colour(s.outlineColor) || [0, 0, 0, 1])[3] === 0 ? 0 : px(s.outlineWidth); };
    const last = document.activeElement;
    for (const e of focusable()) {
      const before = style(e), was = look(e), border = px(before.borderTopWidth), edge = before.borderTopColor;
      e.focus({preventScroll: true, focusVisible: true});
      if (document.activeElement !== e) continue;
      const now = style(e), same = look(e) === was || px(now.borderTopWidth) !== border;
      if (ring(e) === 0 && look(e) === was) say("focus/invisible", e, "nothing shows that it has the keyboard");
      if (ring(e) > 0 && same && border > 0 && now.outlineColor === edge && px(now.outlineOffset) === 0 && px(now.borderTopWidth) + ring(e) <= border) {
        say("focus/invisible", e, "the ring takes the place of the border and looks like it");
      }
      e.blur();
    }
    if (last && last.focus && last !== document.body) last.focus();
  };

  const key = (e, type, k, code) => e.dispatchEvent(new KeyboardEvent(type, {key: k, code: k, keyCode: code, which: code, bubbles: true, cancelable: true}));

  // trap: a control that swallows the Tab key.
  const trap = (say) => {
    const open = window.open;
    window.open = () => null;
    for (const e of focusable()) {
      e.focus();
      if (document.activeElement === e && !key(e, "keydown", "Tab", 9) && document.activeElement === e) say("keyboard/trap", e, "keeps the keyboard");
    }
    window.open = open;
  };

  // space: what calls itself a button answers to the space bar.
  const space = (say) => {
    for (const e of all("[role=button]")) {
      if (e.matches("button, input, summary") || !shown(e)) continue;
      let clicked = false;
      const note = (event) => { clicked = true; event.preventDefault(); };
      e.addEventListener("click", note, true);
      e.focus();
      const let1 = key(e, "keydown", " ", 32), let2 = key(e, "keyup", " ", 32);
      e.removeEventListener("click", note, true);
      if (!clicked && let1 && let2) say("keyboard/space", e, "is called a button and does nothing at the space bar");
    }
  };

  // choose: a choice in a list does not take the reader away.
  const choose = async (say) => {
    for (const e of all("select").filter(shown)) {
      let left = false;
      const note = (event) => { left = true; if (event.cancelable) event.preventDefault(); };
      navigation.addEventListener("navigate", note);
      const former = e.selectedIndex;
      e.selectedIndex = e.options.length - 1;
      e.dispatchEvent(new Event("input", {bubbles: true}));
      e.dispatchEvent(new Event("change", {bubbles: true}));
      await wait(60);
      navigation.removeEventListener("navigate", note);
      e.selectedIndex = former;
      if (left) say("form/change-navigates", e, "another page opens as soon as a choice is made");
    }
  };

  // vanish: a message that appears with the keyboard stays.
  const vanish = async (say) => {
    const texts = all("p, div, [role=alert], [role=status]").filter((e) => !shown(e) && words(e));
    if (!texts.length) return;
    for (const e of focusable().filter((e) => e.matches("input, select, textarea")).slice(0, 5)) {
      e.focus();
      e.dispatchEvent(new FocusEvent("focus"));
      await wait(30);
      const seen = texts.filter(shown);
      if (!seen.length) continue;
      await wait(2500);
      for (const t of seen) if (!shown(t)) say("time/vanishes", t, "a message goes away within three seconds");
    }
  };

  // dialogs: what opens over the page takes the keyboard, keeps it, and closes with Escape.
  const dialogs = async (say) => {
    const overlay = () => all("dialog, [role=dialog], [role=alertdialog], body div, body section, body aside").filter((e) => shown(e) &&
      (e.matches("dialog[open], [role=dialog]") || ["fixed", "absolute"].includes(style(e).position) && e.offsetWidth > 150 && e.offsetHeight > 50 && words(e).length > 20));
    for (const opener of focusable().filter((e) => e.matches("a[href='#'], button:not([type=submit]), [role=button]:not([href])"))) {
      const before = new Set(overlay());
      opener.focus();
      opener.click();
      await wait(120);
      const box = overlay().find((e) => !before.has(e));
      if (!box) continue;
      const inside = focusable().filter((e) => box.contains(e));
      if (!box.contains(document.activeElement)) say("dialog/focus-not-moved", box, "opens, and the keyboard stays outside");
      const modal = box.matches("dialog") && box.matches(":modal");
      const after = inside[inside.length - 1] || box;
      if (after.focus) after.focus();
      const outside = focusable().filter((e) => !box.contains(e) && !e.closest("[inert]"));
      if (!modal && outside.length && key(after, "keydown", "Tab", 9)) say("dialog/focus-escapes", box, "is open, and the keyboard leaves it");
      const close = all("*", box).find((e) => /^(x|×|✕|close|fermer)(?!\p{L})/iu.test(e.getAttribute("aria-label") || words(e)) || /close|fermer/i.test(e.title || ""));
      if (close && !close.matches(control)) say("dialog/close-unreachable", close, "closes the box and cannot have the keyboard");
      for (const type of ["keydown", "keyup"]) key(document.activeElement || document.body, type, "Escape", 27);
      await wait(120);
      if (shown(box)) say("dialog/escape", box, "does not close with Escape");
      if (shown(box) && close) { close.click(); await wait(60); }
    }
  };

  // animated: a GIF of more than one picture moves for ever.
  const animated = async (say) => {
    for (const img of all("img").filter((e) => /\.gif($|\?)/i.test(e.currentSrc || e.src))) {
      const bytes = await fetch(img.src).then((r) => r.arrayBuffer()).then((b) => new Uint8Array(b), () => new Uint8Array());
      let pictures = 0; // graphic control extensions: 21 F9 04
      for (let i = 0; i + 2 < bytes.length; i++) if (bytes[i] === 0x21 && bytes[i + 1] === 0xf9 && bytes[i + 2] === 4) pictures++;
      if (pictures > 1) say("motion/animated-image", img, `${pictures} pictures that nobody can stop`);
    }
  };

  // clipped: boxes that cut off words they hold.
  const clipped = () => all("body *").filter((e) => {
    if (!shown(e) || forEarsOnly(e) || e.matches("textarea, input, select, marquee") || !words(e)) return false;
    const s = style(e), cuts = (v) => v === "hidden" || v === "clip";
    return e.clientWidth && (cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 1 || cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
  });
  const withSheet = (css, look) => {
    const s = new CSSStyleSheet(), former = document.adoptedStyleSheets;
    s.replaceSync(css);
    document.adoptedStyleSheets = [...former, s];
    const result = look();
    document.adoptedStyleSheets = former;
    return result;
  };

  const collector = () => {
    const list = [];
    const say = (kind, e, what) => {
      if (list.filter((f) => f.Kind === kind).length < 20) list.push({Kind: kind, Where: name(e), What: what});
    };
    return {list, say};
  };

  const look = async () => {
    const {list, say} = collector();
    for (const [kind, check] of Object.entries(checks)) check((e, what, other) => say(other || kind, e, what));
    for (const e of withSheet("html { font-size: 200% !important; }", clipped)) say("layout/larger-text", e, "cuts off words when text is twice as large");
    for (const e of withSheet("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }", clipped)) {
      say("layout/text-spacing", e, "cuts off words when text is spaced out");
    }
    await animated(say);
    const stay = (event) => { if (event.cancelable && !event.hashChange) event.preventDefault(); };
    navigation.addEventListener("navigate", stay);
    await vanish(say);
    focusLooks(say);
    trap(say);
    space(say);
    await choose(say);
    await dialogs(say);
    navigation.removeEventListener("navigate", stay);
    return list;
  };

  const fits = async (how) => {
    const {list, say} = collector();
    if (document.documentElement.scrollWidth > innerWidth + 1) say("layout/wide", document.documentElement, `${how}: ${document.documentElement.scrollWidth} pixels wide in a window of ${innerWidth}`);
    for (const e of clipped()) say("layout/zoom", e, how + ": cuts off words");
    return list;
  };

  return {look, fits};
})(); undefined
