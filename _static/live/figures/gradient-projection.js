/* The gradient of RMSNorm with respect to its input: g * w without its part along x, divided by the RMS of x. */

import { dot, inputGradient, length, projectOut, rms } from "../rmsnorm.js";
import {
  COLORS,
  dots,
  format,
  formatVector,
  makeVector,
  makeBoard,
  makeControls,
  makeHandle,
  makeLegend,
  makeText,
  stroke,
} from "../panel.js";

const LIMIT = 3.4;
const DEGREES = 180 / Math.PI;

export function mount(panel, data, alt) {
  const board = makeBoard(panel, { bounds: [-4, 4, 4, -4], square: true, alt });
  const axis = stroke(COLORS.grid, { strokeWidth: 1 });
  board.create(
    "segment",
    [
      [-LIMIT, 0],
      [LIMIT, 0],
    ],
    axis,
  );
  board.create(
    "segment",
    [
      [0, -LIMIT],
      [0, LIMIT],
    ],
    axis,
  );
  const ends = { x: [1, 0], upstream: [0, 1], projected: [0, 1], gradient: [0, 1] };
  const at = (name) => [() => ends[name][0], () => ends[name][1]];
  const across = (sign, part) => () => (sign * LIMIT * [-ends.x[1], ends.x[0]][part]) / length(ends.x);
  board.create(
    "segment",
    [
      [across(-1, 0), across(-1, 1)],
      [across(1, 0), across(1, 1)],
    ],
    stroke(COLORS.grey, { strokeWidth: 1, dash: 1 }),
  );
  board.create("segment", [at("upstream"), at("projected")], stroke(COLORS.grey, { strokeWidth: 1, dash: 2 }));
  for (const [name, color, width, face] of [
    ["x", COLORS.grey, 2, null],
    ["upstream", COLORS.orange, 3, "square"],
    ["projected", COLORS.blue, 3, "circle"],
    ["gradient", COLORS.red, 6, null],
  ]) {
    makeVector(board, at(name), color, { strokeWidth: width });
    if (face) board.create("point", at(name), dots(color, face, { size: 5 }));
  }
  makeLegend(panel, [
    ["diamond-grey", "x"],
    ["square-orange", "g * w"],
    ["circle-blue", "projection of g * w"],
    ["thick-red", "gradient with respect to x"],
    ["dots-grey", "orthogonal to x"],
  ]);
  const say = makeText(panel);
  const degrees = (one) => `${Math.round(one)}°`.replace("-", "−");
  const part = (label, value) => ({
    label,
    min: -2.5,
    max: 2.5,
    step: 0.1,
    value,
    text: (one) => one.toFixed(1).replace("-", "−"),
  });
  const controls = makeControls(
    panel,
    "gradient-projection",
    {
      rowRms: { label: "RMS of x", min: 0.5, max: 2.4, step: 0.1, value: data.rowRms, text: (one) => one.toFixed(1) },
      angle: { label: "Direction of x", min: -180, max: 180, step: 5, value: data.angle, text: degrees },
      g1: part("First component of g", data.g[0]),
      g2: part("Second component of g", data.g[1]),
      gain: { label: "Gain w", options: data.gains.map((one, index) => [String(index), formatGain(one)]), value: "0" },
    },
    draw,
  );
  const handle = makeHandle(board, 1, 0, COLORS.grey, (x, y) => {
    controls.set("rowRms", rms([x, y]));
    controls.set("angle", Math.atan2(y, x) * DEGREES);
    draw();
  });

  function formatGain(gain) {
    return `(${gain.join(", ")})`;
  }

  function draw() {
    const { rowRms, angle, g1, g2 } = controls.values;
    const weight = data.gains[Number(controls.values.gain)];
    const size = Math.SQRT2 * rowRms;
    const x = [size * Math.cos(angle / DEGREES), size * Math.sin(angle / DEGREES)];
    const upstream = [g1 * weight[0], g2 * weight[1]];
    const projected = projectOut(upstream, x);
    const gradient = inputGradient([g1, g2], x, { weight });
    [ends.x, ends.upstream, ends.projected, ends.gradient] = [x, upstream, projected, gradient];
    handle.moveTo(x);
    board.update();
    const radial = Math.abs(dot(gradient, x)) < 1e-12 ? "0" : format(dot(gradient, x));
    say(
      `RMS of x ${format(rms(x))}: the projection of g * w has length ${format(length(projected))}, ` +
        `the gradient ${formatVector(gradient)} has length ${format(length(gradient))}, ` +
        `which is ${format(length(projected))} / ${format(rms(x))}. Its product with x is ${radial}.`,
    );
  }
  draw();
}
