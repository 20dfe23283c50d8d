/* Roofline and explorer of the committed benchmark results. */

import { rooflineEntry } from "../rmsnorm.js";
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
  powerOfTen,
  stroke,
} from "../panel.js";

// Exponents of ten of operations a byte
const INTENSITY = { from: -1, to: 0.5 };

function seconds(value) {
  if (value >= 1) return `${format(value)} s`;
  return value >= 1e-3 ? `${format(1e3 * value)} ms` : `${format(1e6 * value)} µs`;
}

function bytes(value) {
  if (value >= 1e9) return `${format(value / 1e9)} GB`;
  return value >= 1e6 ? `${format(value / 1e6)} MB` : `${format(value / 1e3)} kB`;
}

const unique = (list) => [...new Set(list)];

/** Exponents of ten of operations a second that hold all candidates and all roofs of all devices. */
function rateRange(data) {
  const rates = data.documents.flatMap((document) =>
    document.results.flatMap((job) => {
      const elements = job.shape[0] * job.shape[1];
      const { copy, ...candidates } = job.seconds;
      const roofs = copy ? [(2 * elements * data.itemSizes[job.dtype] * 10 ** INTENSITY.to) / copy] : [];
      return [...Object.values(candidates).map((one) => (data.operations[job.case] * elements) / one), ...roofs];
    }),
  );
  return { from: Math.floor(Math.log10(Math.min(...rates))), to: Math.ceil(Math.log10(Math.max(...rates))) };
}

export function mount(panel, data, alt) {
  const rate = rateRange(data);
  const margin = (rate.to - rate.from) / 5;
  const board = makeBoard(panel, { bounds: [-1.3, rate.to + margin, 0.6, rate.from - 1.3 * margin], ratio: 1.35, alt });
  const powers = Array.from({ length: rate.to - rate.from + 1 }, (_, index) => rate.from + index);
  makeAxes(board, {
    x: { ...INTENSITY, ticks: [0.1, 0.25, 0.5, 1, 2].map((one) => [Math.log10(one), String(one)]) },
    y: { ...rate, ticks: powers.map((one) => [one, powerOfTen(one)]) },
    xTitle: "operations a byte that must move",
    yTitle: "operations a second",
  });
  const state = { bandwidth: 1, others: [], chosen: null };
  const roof = (x) => () => Math.log10(state.bandwidth) + x;
  board.create(
    "segment",
    [
      [INTENSITY.from, roof(INTENSITY.from)],
      [INTENSITY.to, roof(INTENSITY.to)],
    ],
    stroke(COLORS.grey, { strokeWidth: 3 }),
  );
  // A place for every candidate of any job; the chosen one is drawn last, over the others
  const mostCandidates = Math.max(
    ...data.documents.flatMap((one) => one.results.map((job) => Object.keys(job.seconds).length)),
  );
  const place = (entry) => [() => Math.log10(entry()?.intensity ?? NaN), () => Math.log10(entry()?.rate ?? NaN)];
  for (let index = 0; index < mostCandidates; index += 1) {
    board.create(
      "point",
      place(() => state.others[index]),
      dots(COLORS.orange, "square"),
    );
  }
  board.create(
    "point",
    place(() => state.chosen),
    dots(COLORS.blue, "circle", { size: 6 }),
  );
  makeLegend(panel, [
    ["line-grey", "memory roof: bandwidth of the copy"],
    ["circle-blue", "the chosen candidate"],
    ["square-orange", "the other candidates"],
  ]);

  const say = makeText(panel);
  const asOptions = (names) => names.map((one) => [one, one]);
  const { start } = data;
  const controls = makeControls(
    panel,
    "roofline",
    {
      device: {
        label: "Device",
        options: data.documents.map((one, index) => [String(index), one.provenance.device]),
        value: "0",
      },
      shape: {
        label: "Rows x hidden size",
        options: asOptions([start.shape.join(" x ")]),
        value: start.shape.join(" x "),
      },
      dtype: { label: "Format", options: asOptions([start.dtype]), value: start.dtype },
      pass: { label: "Pass", options: asOptions([start.case]), value: start.case },
      candidate: { label: "Candidate", options: asOptions([start.candidate]), value: start.candidate },
    },
    draw,
  );
  const body = element("tbody");
  const baselineHead = element("th", { scope: "col" });
  const heads = ["candidate", "time", baselineHead, "fraction of copy bandwidth"];
  const head = element(
    "tr",
    {},
    ...heads.map((one) => (one === baselineHead ? one : element("th", { scope: "col" }, one))),
  );
  const table = element("table", { class: "live-table table" }, element("thead", {}, head), body);
  const scroll = {
    class: "live-scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "All candidates of the chosen job",
  };
  panel.append(element("div", scroll, table));
  const counts = Object.entries(data.operations)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
  panel.append(
    element(
      "p",
      { class: "live-note" },
      `Operations are those of the formula of RMSNorm for each element (${counts}), whoever computes. ` +
        "A copy reads as much as it writes; a pass with another mix can exceed 100 %.",
    ),
  );

  /** Offer what the chosen device, shape, format and pass have; each choice is kept where it still exists. */
  function narrow() {
    const { results } = data.documents[Number(controls.values.device)];
    const name = (one) => one.shape.join(" x ");
    controls.choices("shape", asOptions(unique(results.map(name))));
    const ofShape = results.filter((one) => name(one) === controls.values.shape);
    controls.choices("dtype", asOptions(unique(ofShape.map((one) => one.dtype))));
    const jobs = ofShape.filter((one) => one.dtype === controls.values.dtype);
    controls.choices("pass", asOptions(jobs.map((one) => one.case)));
    const job = jobs.find((one) => one.case === controls.values.pass);
    const candidates = Object.keys(job.seconds).filter((one) => one !== "copy");
    controls.choices("candidate", asOptions(candidates));
    return { job, candidates, copy: jobs.find((one) => "copy" in one.seconds).seconds.copy };
  }

  function draw() {
    const { job, candidates, copy } = narrow();
    const elements = job.shape[0] * job.shape[1];
    const itemSize = data.itemSizes[job.dtype];
    const entries = candidates.map((name) => ({
      name,
      ...rooflineEntry({
        seconds: job.seconds[name],
        baseline: job.seconds[job.baseline],
        copy,
        multiples: job.num_bytes,
        operations: data.operations[job.case],
        elements,
        itemSize,
      }),
    }));
    const chosen = entries.find((one) => one.name === controls.values.candidate);
    state.chosen = chosen;
    state.others = entries.filter((one) => one !== chosen);
    state.bandwidth = (2 * elements * itemSize) / copy;
    board.update();

    baselineHead.textContent = `times faster than ${job.baseline}`;
    body.replaceChildren(
      ...entries.map((one) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, one.name),
          ...[seconds(one.seconds), one.ratio.toFixed(2), percent(one.bandwidthFraction)].map((text) =>
            element("td", {}, text),
          ),
        ),
      ),
    );
    say(
      `${chosen.name}, ${job.case}, ${controls.values.shape}, ${job.dtype}: ${seconds(chosen.seconds)}, ` +
        `${chosen.ratio.toFixed(2)} times as fast as ${job.baseline}. ${bytes(chosen.numBytes)} must move, ` +
        `at ${percent(chosen.bandwidthFraction)} of the bandwidth of a copy in the same run. ` +
        `${format(chosen.intensity)} operations a byte, ${format(chosen.rate / 1e9)} billion operations a second.`,
    );
  }
  draw();
}
