/* One outlier t among ones: mean and RMS, and what division by the RMS leaves of the others. */

import { mean, rms, rmsNorm } from "../rmsnorm.js";
import { COLORS, addText, element, format, makeBoard, makeControls, makeLegend, makeText, stroke } from "../panel.js";

const NUM_BARS = 4;
// Parts of the board's height: everything is drawn as a share of the largest value
const BOUNDS = [-0.75, 1.2, NUM_BARS + 0.1, -0.16];

function makeBars(parent, title, alt) {
  const column = element("div", {}, element("p", { class: "live-title" }, title));
  parent.append(column);
  const board = makeBoard(column, { bounds: BOUNDS, ratio: 1.25, alt });
  const heights = new Array(NUM_BARS).fill(0);
  for (let index = 0; index < NUM_BARS; index += 1) {
    const last = index === NUM_BARS - 1;
    const color = last ? COLORS.orange : COLORS.grey;
    const [from, to] = [index - 0.32, index + 0.32];
    const corners = [
      [from, 0],
      [to, 0],
      [() => to, () => heights[index]],
      [() => from, () => heights[index]],
    ];
    board.create("polygon", corners, {
      ...stroke(color),
      fillColor: color,
      fillOpacity: 1,
      highlightFillColor: color,
      highlightFillOpacity: 1,
      vertices: { visible: false, fixed: true, withLabel: false },
      borders: stroke(color, { strokeWidth: 1 }),
    });
    addText(board, index, -0.02, last ? "t" : "1", { anchorX: "middle", anchorY: "top" });
  }
  board.create(
    "segment",
    [
      [-0.6, 0],
      [NUM_BARS - 0.3, 0],
    ],
    stroke(COLORS.text, { strokeWidth: 1 }),
  );
  const labels = heights.map((_, index) =>
    addText(board, index, () => heights[index] + 0.03, "", { anchorX: "middle", anchorY: "bottom" }),
  );
  return {
    board,
    draw(values, top) {
      values.forEach((value, index) => {
        heights[index] = value / top;
        labels[index].setText(format(value));
      });
      board.update();
    },
  };
}

function addLevel(board, color, dash) {
  const level = { height: 0 };
  const ends = [
    [() => -0.6, () => level.height],
    [() => NUM_BARS - 0.3, () => level.height],
  ];
  board.create("segment", ends, stroke(color, { dash }));
  return level;
}

export function mount(panel, data, alt) {
  const boards = element("div", { class: "live-pair" });
  panel.append(boards);
  const before = makeBars(boards, "the vector", alt);
  const after = makeBars(boards, "divided by its RMS", alt);
  const rmsLevel = addLevel(before.board, COLORS.blue, 0);
  const meanLevel = addLevel(before.board, COLORS.red, 2);
  const boundLevel = addLevel(after.board, COLORS.green, 1);
  makeLegend(panel, [
    ["bar-orange", "the outlier t"],
    ["bar-grey", "three of the d − 1 ones"],
    ["line-blue", "RMS"],
    ["dash-red", "mean"],
    ["dots-green", "bound √d"],
  ]);

  const say = makeText(panel);
  const controls = makeControls(
    panel,
    "one-outlier",
    {
      size: {
        label: "Outlier t",
        min: 0,
        max: data.sizes.length - 1,
        step: 1,
        value: data.sizes.indexOf(data.size),
        text: (index) => `t = ${data.sizes[index]}`,
      },
      dim: {
        label: "Number of components d",
        options: data.dims.map((one) => [String(one), String(one)]),
        value: String(data.dim),
      },
    },
    draw,
  );

  function draw() {
    const t = data.sizes[controls.values.size];
    const dim = Number(controls.values.dim);
    const h = new Array(dim).fill(1);
    h[dim - 1] = t;
    const scaled = rmsNorm(h);
    const [average, size, bound] = [mean(h), rms(h), Math.sqrt(dim)];
    rmsLevel.height = size / t;
    meanLevel.height = average / t;
    boundLevel.height = 1;
    before.draw(h.slice(dim - NUM_BARS), t);
    after.draw(scaled.slice(dim - NUM_BARS), bound);
    say(
      `t = ${t}, d = ${dim}: mean ${format(average)}, RMS ${format(size)}. Divided by the RMS, each 1 becomes ` +
        `${format(scaled[0])} and t becomes ${format(scaled[dim - 1])}; no component can exceed √d = ${format(bound)}.`,
    );
  }
  draw();
}
