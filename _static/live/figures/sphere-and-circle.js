/* A vector, RMSNorm of it on the sphere of radius √d, and LayerNorm of it on the part of that sphere with mean 0. */

import { layerNorm, rmsNorm, view } from "../rmsnorm.js";
import {
  COLORS,
  addText,
  dots,
  element,
  formatVector,
  makeVector,
  makeBoard,
  makeControls,
  makeHandle,
  makeLegend,
  makeText,
  stroke,
} from "../panel.js";

const LIMIT = 2.5;
const TILT = Math.PI / 7;
const NUM_POINTS = 120;

function drawVectors(board, see, ends) {
  for (const [name, color, width] of [
    ["h", COLORS.grey, 2],
    ["layerNorm", COLORS.red, 4],
    ["rmsNorm", COLORS.blue, 4],
  ]) {
    const end = (axis) => () => see(ends[name])[axis];
    makeVector(board, [end(0), end(1)], color, { strokeWidth: width });
  }
  for (const [name, color, face] of [
    ["layerNorm", COLORS.red, "square"],
    ["rmsNorm", COLORS.blue, "circle"],
  ]) {
    board.create("point", [() => see(ends[name])[0], () => see(ends[name])[1]], dots(color, face, { size: 5 }));
  }
}

function makePlane(parent, ends, alt, onDrag) {
  const board = makeBoard(parent, { bounds: [-2.9, 2.9, 2.9, -2.9], square: true, alt });
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
  addText(board, LIMIT, -0.05, "h₁", { anchorX: "right", anchorY: "top" });
  addText(board, 0.08, LIMIT, "h₂", { anchorX: "left", anchorY: "top" });
  board.create("circle", [[0, 0], Math.SQRT2], stroke(COLORS.blue, { center: { visible: false } }));
  board.create(
    "segment",
    [
      [-LIMIT, LIMIT],
      [LIMIT, -LIMIT],
    ],
    stroke(COLORS.red, { dash: 2 }),
  );
  board.create(
    "segment",
    [
      [-LIMIT, -LIMIT],
      [LIMIT, LIMIT],
    ],
    stroke(COLORS.green, { dash: 1 }),
  );
  drawVectors(board, (x) => x, ends);
  const handle = makeHandle(board, ...ends.h.slice(0, 2), COLORS.grey, onDrag);
  return {
    board,
    draw: () => {
      handle.moveTo(ends.h.slice(0, 2));
      board.update();
    },
  };
}

/** The circle of vectors with mean 0 and RMS 1, in three dimensions. */
function meanZeroCircle() {
  const [u, v] = [
    [1, -1, 0],
    [1, 1, -2],
  ].map((one) => rmsNorm(one));
  return Array.from({ length: NUM_POINTS + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / NUM_POINTS;
    return u.map((one, axis) => Math.cos(angle) * one + Math.sin(angle) * v[axis]);
  });
}

function makeSpace(parent, ends, alt, turn) {
  const board = makeBoard(parent, { bounds: [-3.1, 3.1, 3.1, -3.1], square: true, alt });
  const see = (x) => view(x, turn(), TILT);
  const axis = stroke(COLORS.grid, { strokeWidth: 1 });
  ["h₁", "h₂", "h₃"].forEach((name, index) => {
    const end = [0, 0, 0].map((_, other) => (other === index ? LIMIT : 0));
    const at = (sign, part) => () => sign * see(end)[part];
    board.create(
      "segment",
      [
        [at(-1, 0), at(-1, 1)],
        [at(1, 0), at(1, 1)],
      ],
      axis,
    );
    addText(
      board,
      () => 1.1 * see(end)[0],
      () => 1.1 * see(end)[1],
      name,
      { anchorX: "middle", anchorY: "middle" },
    );
  });
  board.create("circle", [[0, 0], Math.sqrt(3)], stroke(COLORS.blue, { center: { visible: false } }));
  const ones = [1.5, 1.5, 1.5];
  const along = (sign, part) => () => sign * see(ones)[part];
  board.create(
    "segment",
    [
      [along(-1, 0), along(-1, 1)],
      [along(1, 0), along(1, 1)],
    ],
    stroke(COLORS.green, { dash: 1 }),
  );
  const circle = meanZeroCircle();
  // The half behind the sphere's outline is drawn thin
  for (const [inFront, width] of [
    [true, 3],
    [false, 1],
  ]) {
    const curve = board.create("curve", [[], []], stroke(COLORS.red, { strokeWidth: width, dash: 2 }));
    curve.updateDataArray = function update() {
      const seen = circle.map(see);
      this.dataX = seen.map(([across, , near]) => (near >= 0 === inFront ? across : NaN));
      this.dataY = seen.map(([, up]) => up);
    };
  }
  drawVectors(board, see, ends);
  board.create("point", [() => see(ends.h)[0], () => see(ends.h)[1]], dots(COLORS.grey, "diamond", { size: 6 }));
  return { board, draw: () => board.fullUpdate() };
}

export function mount(panel, data, alt) {
  const places = { 2: element("div"), 3: element("div") };
  panel.append(places[2], places[3]);
  // The origin stands for a result that does not exist
  const ends = { h: [...data.start[3]], rmsNorm: [0, 0, 0], layerNorm: [0, 0, 0] };
  const slider = (label, value) => ({
    label,
    min: -LIMIT,
    max: LIMIT,
    step: 0.1,
    value,
    text: (one) => one.toFixed(1).replace("-", "−"),
  });
  const legend = makeLegend(panel, [
    ["diamond-grey", "h"],
    ["circle-blue", "RMSNorm(h)"],
    ["square-red", "LayerNorm(h)"],
    ["line-blue", "RMS 1: radius √d"],
    ["dash-red", "mean 0"],
    ["dots-green", "all components equal"],
  ]);
  const say = makeText(panel);
  const controls = makeControls(
    panel,
    "sphere-and-circle",
    {
      dim: {
        label: "Dimensions",
        options: [
          ["2", "2: drag h or use the sliders"],
          ["3", "3: use the sliders"],
        ],
        value: "2",
      },
      h1: slider("First component of h", data.start[3][0]),
      h2: slider("Second component of h", data.start[3][1]),
      h3: slider("Third component of h", data.start[3][2]),
      turn: { label: "View from", min: -180, max: 180, step: 5, value: 20, text: (one) => `${one}°`.replace("-", "−") },
    },
    draw,
  );
  const scenes = {
    2: makePlane(places[2], ends, alt, (x, y) => {
      controls.set("h1", x);
      controls.set("h2", y);
      draw();
    }),
  };

  function draw() {
    const dim = Number(controls.values.dim);
    const { values } = controls;
    const h = [values.h1, values.h2, values.h3].slice(0, dim);
    const [scaled, centered] = [rmsNorm(h), layerNorm(h)];
    const orOrigin = (x) => (x.every(Number.isFinite) ? x : [0, 0, 0]);
    [ends.h, ends.rmsNorm, ends.layerNorm] = [h, orOrigin(scaled), orOrigin(centered)];
    for (const name of [2, 3]) places[name].hidden = name !== dim;
    for (const name of ["h3", "turn"]) controls.show(name, dim === 3);
    // Made when first shown, because a hidden board has no size
    scenes[dim] ??= makeSpace(places[3], ends, alt, () => (controls.values.turn * Math.PI) / 180);
    scenes[dim].draw();
    const words = (x, reason) => (x.every(Number.isFinite) ? formatVector(x) : `not defined, because ${reason}`);
    say(
      `h = ${formatVector(h)}: RMSNorm(h) = ${words(scaled, "h is zero")}; ` +
        `LayerNorm(h) = ${words(centered, "all components are equal")}.`,
    );
  }
  draw();
}
