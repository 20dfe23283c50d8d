/* RMS of the output against RMS of the row: eps inside and outside the root, each step rounded to a format. */

import { outputRms } from "../rmsnorm.js";
import {
  COLORS,
  dots,
  format,
  makeAxes,
  makeBoard,
  makeControls,
  makeLegend,
  makeText,
  powerOfTen,
  stroke,
} from "../panel.js";

// Exponents of ten
const ROW = { from: -9, to: 5 };
const OUTPUT = { from: -4, to: 3 };
const NUM_POINTS = 400;
const FORMAT_NAMES = [
  ["exact", "none: float64"],
  ["float32", "float32"],
  ["bfloat16", "bfloat16"],
  ["float16", "float16"],
];

/** Points of a curve in powers of ten; where the value is 0, infinite or not a number, the curve has a gap. */
function trace(eps, placement, name) {
  const xs = [];
  const ys = [];
  for (let index = 0; index <= NUM_POINTS; index += 1) {
    const exponent = ROW.from + (index / NUM_POINTS) * (ROW.to - ROW.from);
    const value = outputRms(10 ** exponent, eps, placement, name);
    const height = Math.log10(value);
    xs.push(exponent);
    ys.push(height >= OUTPUT.from && height <= OUTPUT.to ? height : NaN);
  }
  return [xs, ys];
}

export function mount(panel, data, alt) {
  const board = makeBoard(panel, { bounds: [-11.2, 4.2, 5.4, -5.7], ratio: 1.35, alt });
  const powers = (from, to, step) => {
    const places = [];
    for (let exponent = from; exponent <= to; exponent += step) places.push([exponent, powerOfTen(exponent)]);
    return places;
  };
  makeAxes(board, {
    x: { ...ROW, ticks: powers(-8, 4, 2) },
    y: { ...OUTPUT, ticks: powers(-4, 3, 1) },
    xTitle: "RMS of the row",
    yTitle: "RMS of the output",
  });
  const curves = {
    inside: board.create("curve", [[], []], stroke(COLORS.red, { strokeWidth: 3 })),
    outside: board.create("curve", [[], []], stroke(COLORS.blue, { strokeWidth: 3, dash: 2 })),
  };
  const row = { exponent: 0, inside: NaN, outside: NaN };
  board.create(
    "segment",
    [
      [() => row.exponent, OUTPUT.from],
      [() => row.exponent, OUTPUT.to],
    ],
    stroke(COLORS.grey, { strokeWidth: 1 }),
  );
  for (const [placement, color, face] of [
    ["inside", COLORS.red, "square"],
    ["outside", COLORS.blue, "circle"],
  ]) {
    board.create("point", [() => row.exponent, () => row[placement]], dots(color, face, { size: 5 }));
  }
  makeLegend(panel, [
    ["line-red", "eps inside the root"],
    ["dash-blue", "eps outside the root"],
    ["line-grey", "the row of the sentence"],
  ]);

  const say = makeText(panel);
  const controls = makeControls(
    panel,
    "eps-placement",
    {
      row: {
        label: "RMS of the row",
        min: -9,
        max: 5,
        step: 0.25,
        value: Math.log10(data.rowRms),
        text: (one) => format(10 ** one),
      },
      eps: { label: "eps", min: -12, max: -2, step: 1, value: Math.log10(data.eps), text: (one) => `1e${one}` },
      format: { label: "Every step rounded to", options: FORMAT_NAMES, value: data.format },
    },
    draw,
  );

  function draw() {
    const eps = Number(`1e${controls.values.eps}`);
    const name = controls.values.format;
    const rowRms = 10 ** controls.values.row;
    row.exponent = controls.values.row;
    const words = {};
    for (const placement of ["inside", "outside"]) {
      [curves[placement].dataX, curves[placement].dataY] = trace(eps, placement, name);
      const value = outputRms(rowRms, eps, placement, name);
      const height = Math.log10(value);
      row[placement] = height >= OUTPUT.from && height <= OUTPUT.to ? height : NaN;
      words[placement] = format(value);
    }
    board.update();
    say(
      `eps = 1e${controls.values.eps}, ${name === "exact" ? "float64" : name}, RMS of the row ${format(rowRms)}: ` +
        `RMS of the output ${words.inside} with eps inside, ${words.outside} with eps outside. ` +
        `Without rounding, eps begins to matter at ${format(Math.sqrt(eps))} inside and at ${format(eps)} outside.`,
    );
  }
  draw();
}
