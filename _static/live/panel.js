/* What the live figures share: boards, labelled controls, the sentence that states the values. */

import { JSXGraph } from "../jsxgraph/jsxgraphcore.js";

/** Colours are variables of live.css, so that they follow the theme without a script. */
export const COLORS = {
  text: "var(--live-text)",
  grid: "var(--live-grid)",
  grey: "var(--live-grey)",
  blue: "var(--live-blue)",
  red: "var(--live-red)",
  green: "var(--live-green)",
  orange: "var(--live-orange)",
};

/** Three significant digits; powers of ten where a plain number would be long. */
export function format(value) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "−infinite";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  const digits = size >= 1e5 || size < 1e-3 ? rounded.toExponential(2) : String(rounded);
  return digits
    .replace(/\.?0+e/, "e")
    .replace("e+", "e")
    .replace(/^-/, "−");
}

export function percent(share) {
  // The space does not break a line
  return `${Math.round(100 * share)}\u00a0%`;
}

/** A vector with two decimals. */
export function formatVector(x) {
  return `(${x.map((one) => (Math.abs(one) < 0.005 ? "0" : one.toFixed(2).replace("-", "−"))).join(", ")})`;
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** An empty drawing surface: an image for assistive technology, whose values the figure's sentence states. */
export function makeBoard(parent, { bounds, alt, ratio = 1, square = false }) {
  const box = element("div", { class: "live-board jxgbox", style: `aspect-ratio: ${ratio}` });
  parent.append(box);
  const board = JSXGraph.initBoard(box, {
    boundingBox: bounds,
    keepAspectRatio: square,
    axis: false,
    showCopyright: false,
    showNavigation: false,
    showInfobox: false,
    title: alt,
    keyboard: { enabled: false },
    pan: { enabled: false },
    zoom: { enabled: false, wheel: false, pinch: false },
    selection: { enabled: false },
  });
  box.setAttribute("role", "img");
  return board;
}

const STILL = { fixed: true, highlight: false, tabindex: null };

const TEXT = {
  ...STILL,
  display: "internal",
  fontSize: 14,
  strokeColor: COLORS.text,
  highlightStrokeColor: COLORS.text,
  cssClass: "live-text-label",
  highlightCssClass: "live-text-label",
  cssDefaultStyle: "",
  highlightCssDefaultStyle: "",
};

export function addText(board, x, y, text, attributes = {}) {
  return board.create("text", [x, y, text], { ...TEXT, parse: false, ...attributes });
}

/** Lines, curves and arrows: one colour in every state. */
export function stroke(color, attributes = {}) {
  return {
    ...STILL,
    strokeColor: color,
    highlightStrokeColor: color,
    fillColor: "none",
    highlightFillColor: "none",
    strokeWidth: 2,
    withLabel: false,
    ...attributes,
  };
}

/** Points: the shape tells them apart as well as the colour. */
export function dots(color, face, attributes = {}) {
  return {
    ...stroke(color),
    fillColor: color,
    highlightFillColor: color,
    face,
    size: 4,
    name: "",
    ...attributes,
  };
}

/** A point that the pointer can drag. The keyboard moves it by the controls that change the same values. */
export function makeHandle(board, x, y, color, onDrag) {
  const handle = board.create("point", [x, y], {
    ...dots(color, "diamond", { fixed: false, size: 7 }),
  });
  handle.rendNode.classList.add("live-handle");
  handle.on("drag", () => onDrag(handle.X(), handle.Y()));
  return handle;
}

/** A vector from the origin; `end` is a pair of functions. Ends are marked by points, not by arrow heads,
    which would hide short vectors. */
export function makeVector(board, end, color, attributes = {}) {
  const tip = { fixed: true, visible: false, withLabel: false };
  const start = board.create("point", [0, 0], tip);
  const point = board.create("point", end, tip);
  return board.create("segment", [start, point], stroke(color, { strokeWidth: 3, ...attributes }));
}

/** Grid lines at the given places with their labels, along the left and the lower edge, and titles. */
export function makeAxes(board, { x, y, xTitle = "", yTitle = "" }) {
  const [left, top, right, bottom] = board.getBoundingBox();
  const width = right - left;
  const height = top - bottom;
  const line = stroke(COLORS.grid, { strokeWidth: 1 });
  for (const [place, label] of x.ticks) {
    board.create(
      "segment",
      [
        [place, y.from],
        [place, y.to],
      ],
      line,
    );
    addText(board, place, y.from - 0.015 * height, label, { anchorX: "middle", anchorY: "top" });
  }
  for (const [place, label] of y.ticks) {
    board.create(
      "segment",
      [
        [x.from, place],
        [x.to, place],
      ],
      line,
    );
    addText(board, x.from - 0.01 * width, place, label, { anchorX: "right", anchorY: "middle" });
  }
  addText(board, (x.from + x.to) / 2, y.from - 0.1 * height, xTitle, { anchorX: "middle", anchorY: "top" });
  addText(board, left + 0.01 * width, top - 0.01 * height, yTitle, { anchorX: "left", anchorY: "top" });
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function powerOfTen(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** What the colours and shapes of a board mean: pairs of a class of live.css and a text. */
export function makeLegend(parent, entries) {
  const list = element("ul", { class: "live-legend" });
  for (const [look, text] of entries) {
    list.append(
      element("li", {}, element("span", { class: `live-key live-key-${look}`, "aria-hidden": "true" }), text),
    );
  }
  parent.append(list);
  return list;
}

/**
 * Labelled native controls. `specs` maps a name to
 * { label, min, max, step, value, text } for a slider, where text(value) says the value in words, or
 * { label, options: [[value, text], ...], value } for a choice.
 * Gives an object with `values`, `set(name, value)`, `show(name, visible)`, `choices(name, options)`;
 * `onChange` runs after each change and after a reset.
 */
export function makeControls(parent, prefix, specs, onChange) {
  const group = element("div", { class: "live-controls" });
  const values = {};
  const parts = {};
  for (const [name, spec] of Object.entries(specs)) {
    const id = `live-${prefix}-${name}`;
    const shown = element("span", { class: "live-value", "aria-hidden": "true" });
    const input = spec.options
      ? element("select", { id, class: "live-select" })
      : element("input", { id, type: "range", min: spec.min, max: spec.max, step: spec.step });
    const label = element("label", { for: id }, spec.label);
    const line = element(
      "div",
      { class: "live-control" },
      element("div", { class: "live-label" }, label, shown),
      input,
    );
    parts[name] = { input, shown, line };
    values[name] = spec.value;
    input.addEventListener("input", () => {
      values[name] = spec.options ? input.value : Number(input.value);
      say(name);
      onChange(name);
    });
    group.append(line);
  }

  function say(name) {
    const text = specs[name].text?.(values[name]);
    if (text === undefined) return;
    parts[name].shown.textContent = text;
    parts[name].input.setAttribute("aria-valuetext", text);
  }

  function set(name, value) {
    const { input } = parts[name];
    input.value = value;
    // What a slider cannot show exactly, a drag may still set, within the slider's range
    const { min, max, options } = specs[name];
    values[name] = options ? input.value : Math.min(Math.max(value, min), max);
    say(name);
  }

  function choices(name, options) {
    const { input } = parts[name];
    const offered = [...input.options].map((one) => one.value);
    if (offered.join("\n") === options.map(([value]) => value).join("\n")) return;
    const before = input.value;
    input.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
    set(name, options.some(([value]) => value === before) ? before : options[0][0]);
  }

  function reset() {
    for (const [name, spec] of Object.entries(specs)) {
      if (spec.options) choices(name, spec.options);
      set(name, spec.value);
    }
  }

  const button = element("button", { type: "button", class: "live-reset" }, "Reset");
  button.addEventListener("click", () => {
    reset();
    onChange("");
  });
  group.append(button);
  parent.append(group);
  reset();
  return { values, set, choices, show: (name, visible) => (parts[name].line.hidden = !visible) };
}

/** The sentence that states the values, announced when it changes. */
export function makeText(parent) {
  const text = element("p", { class: "live-text", role: "status", "aria-live": "polite" });
  parent.append(text);
  return (words) => {
    if (text.textContent !== words) text.textContent = words;
  };
}
