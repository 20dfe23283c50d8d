/* A mean of the normalized row on its way: the features, the outputs of a GELU unit, those of a SwiGLU unit. */

import {
  gateMean,
  gateNegative,
  gateShares,
  geluMean,
  geluNegative,
  geluShares,
  normalDensity,
} from "../activations.js";
import {
  COLORS,
  dots,
  element,
  format,
  makeAxes,
  makeBoard,
  makeControls,
  makeLegend,
  makeText,
  percent,
  stroke,
} from "../panel.js";

const FEATURES = { from: -4, to: 4 };
const NUM_POINTS = 160;
const NORMS = {
  rmsNorm: { color: COLORS.blue, face: "circle", look: { fillColor: COLORS.blue, fillOpacity: 0.2 } },
  layerNorm: { color: COLORS.red, face: "square", look: { dash: 2 } },
};

/** A board with one distribution and one mean for each norm. Heights are parts of `top`, which may change. */
function makePanel(parent, title, { x, place = (one) => one, yTitle, yLabel }) {
  const column = element("div", {}, element("p", { class: "live-title" }, title));
  parent.append(column);
  const width = x.to - x.from;
  const bounds = [x.from - 0.2 * width, 1.2, x.to + 0.06 * width, -0.24];
  const board = makeBoard(column, { bounds, ratio: 1.3, alt: `${title}. The values are stated in words.` });
  const state = { top: 1 };
  const heights = [0, 0.5, 1].map((part) => [part, () => yLabel(part * state.top)]);
  const ticks = x.ticks.map((one) => [place(one), String(one).replace("-", "−")]);
  makeAxes(board, { x: { ...x, ticks }, y: { from: 0, to: 1, ticks: heights }, yTitle });
  const zero = [place(0), place(0)];
  board.create(
    "segment",
    zero.map((across, index) => [across, index]),
    stroke(COLORS.grey, { strokeWidth: 1 }),
  );
  const shown = {};
  for (const [name, { color, face, look }] of Object.entries(NORMS)) {
    const curve = board.create("curve", [[], []], stroke(color, { highlightFillOpacity: 0.2, ...look }));
    shown[name] = { curve, mean: 0 };
    board.create("point", [() => place(shown[name].mean), 0], dots(color, face, { size: 5 }));
  }
  return {
    /** `outlines` holds [x, heights, mean] for each norm; x as `place` gives it. */
    draw(outlines, top) {
      state.top = top;
      for (const [name, [xs, ys, mean]] of Object.entries(outlines)) {
        [shown[name].curve.dataX, shown[name].curve.dataY] = [xs, ys.map((one) => one / top)];
        shown[name].mean = mean;
      }
      board.update();
    },
  };
}

/** Outline of bars between neighbouring edges. */
function steps(edges, shares) {
  return [edges.flatMap((one) => [one, one]), [0, ...shares.flatMap((one) => [one, one]), 0]];
}

function densityOutline(mean, std) {
  const parts = Array.from({ length: NUM_POINTS + 1 }, (_, index) => index / NUM_POINTS);
  const xs = parts.map((part) => FEATURES.from + part * (FEATURES.to - FEATURES.from));
  return [xs, xs.map((one) => normalDensity((one - mean) / std) / std), mean];
}

/** A table of means and negative shares; gives a function that fills it from the numbers behind each norm. */
function makeTable(parent) {
  const head = ["output", "RMSNorm", "LayerNorm"].map((one) => element("th", { scope: "col" }, one));
  const rows = [
    ["GELU: mean", (one) => format(one.means.gelu)],
    ["GELU: below 0", (one) => percent(one.negative.gelu)],
    ["SwiGLU: mean", (one) => format(one.means.gate)],
    ["SwiGLU: below 0", (one) => percent(one.negative.gate)],
  ].map(([name, text]) => ({ name, text, cells: [element("td"), element("td")] }));
  const body = rows.map(({ name, cells }) => element("tr", {}, element("th", { scope: "row" }, name), ...cells));
  const table = element("table", { class: "live-table live-compact table" });
  table.append(element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
  parent.append(table);
  return (norms) => {
    for (const { text, cells } of rows) cells.forEach((cell, index) => (cell.textContent = text(norms[index])));
  };
}

export function mount(panel, data) {
  const cells = element("div", { class: "live-pair" });
  panel.append(cells);
  const shareAxis = { yTitle: "share of the outputs", yLabel: percent };
  const gateEdges = data.gateEdges.map(Math.asinh);
  const boards = {
    features: makePanel(cells, "normalized features", {
      x: { ...FEATURES, ticks: [-4, -2, 0, 2, 4] },
      yTitle: "density",
      yLabel: format,
    }),
    gelu: makePanel(cells, "outputs of a GELU unit", {
      x: { from: data.geluLowest, to: data.geluEdges.at(-1), ticks: [0, 2, 4, 6] },
      ...shareAxis,
    }),
    gate: makePanel(cells, "outputs of a SwiGLU unit", {
      x: { from: gateEdges[0], to: gateEdges.at(-1), ticks: data.gateTicks },
      place: Math.asinh,
      ...shareAxis,
    }),
  };
  const words = element("div");
  cells.append(words);
  makeLegend(words, [
    ["line-blue", "RMSNorm"],
    ["circle-blue", "its mean"],
    ["dash-red", "LayerNorm"],
    ["square-red", "its mean"],
  ]);
  const fill = makeTable(words);
  const say = makeText(panel);
  const rowSum = { min: -5, max: 5, step: 0.25, text: (one) => format(one) };
  const controls = makeControls(
    panel,
    "mean-shift",
    {
      mean: {
        label: "Mean m of the row",
        min: -0.9,
        max: 0.9,
        step: 0.05,
        value: data.mean,
        text: (one) => format(one),
      },
      up: { ...rowSum, label: "Row sum of the unit in up", value: data.upSum },
      gate: { ...rowSum, label: "Row sum of the unit in the gate", value: data.gateSum },
    },
    draw,
  );
  const note =
    "Features and pre-activations are taken as normal, the two branches as independent, and rows of weights as of " +
    "length 1. Bars show the share of the outputs between their edges, from formulas and a sum over a fixed grid. " +
    "All negative outputs of GELU, from −0.17 to 0, are one bar. The axis of SwiGLU is linear near 0 and logarithmic " +
    "far out, and its bars are wider there. Share axes end at 50 %, or at 100 % where a bar is taller.";
  panel.append(element("p", { class: "live-note" }, note));

  /** Outlines and numbers for both kinds of units, from the offsets of a unit in the gate and in up. */
  function outputs(aGate, aUp, s) {
    const bars = { gelu: geluShares(data.geluEdges, aUp, s), gate: gateShares(data.gateEdges, aGate, aUp, s) };
    const means = { gelu: geluMean(aUp, s), gate: gateMean(aGate, aUp, s) };
    return {
      means,
      negative: { gelu: geluNegative(aUp, s), gate: gateNegative(aGate, aUp, s) },
      gelu: [...steps([data.geluLowest, ...data.geluEdges], bars.gelu), means.gelu],
      gate: [...steps(gateEdges, bars.gate), means.gate],
    };
  }
  const centred = outputs(0, 0, 1);

  function draw() {
    const { mean, gate, up } = controls.values;
    const s = Math.sqrt(1 - mean ** 2);
    const [aGate, aUp] = [mean * gate, mean * up];
    const shifted = outputs(aGate, aUp, s);
    boards.features.draw({ rmsNorm: densityOutline(mean, s), layerNorm: densityOutline(0, 1) }, 1);
    for (const unit of ["gelu", "gate"]) {
      const tallest = Math.max(...shifted[unit][1], ...centred[unit][1]);
      boards[unit].draw({ rmsNorm: shifted[unit], layerNorm: centred[unit] }, tallest > 0.5 ? 1 : 0.5);
    }
    fill([shifted, centred]);
    const { means, negative } = shifted;
    say(
      `m = ${format(mean)}, s = ${format(s)}: the offset is ${format(aUp)} in up and ${format(aGate)} in the gate. ` +
        `Behind RMSNorm GELU has the mean ${format(means.gelu)}, with ${percent(negative.gelu)} of its outputs ` +
        `negative, and SwiGLU has the mean ${format(means.gate)}, with ${percent(negative.gate)} negative.`,
    );
  }
  draw();
}
