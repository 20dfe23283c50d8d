/* Arithmetic of the live figures, without any access to the page. The site's tests compare it with rmsnorm_lib.

   Vectors are arrays of numbers. eps is 0 where it is not given. */

/** Root mean square; scaled by the largest magnitude, so that no square overflows or underflows. */
export function rms(x) {
  const largest = Math.max(...x.map(Math.abs));
  if (!(largest > 0) || !Number.isFinite(largest)) return largest;
  return largest * Math.sqrt(mean(x.map((one) => (one / largest) ** 2)));
}

export function mean(x) {
  return x.reduce((sum, one) => sum + one, 0) / x.length;
}

export function dot(x, y) {
  return x.reduce((sum, one, index) => sum + one * y[index], 0);
}

/** Euclidean norm. */
export function length(x) {
  return rms(x) * Math.sqrt(x.length);
}

/** Factor that RMSNorm multiplies a row by. */
function normScale(rowRms, eps, placement) {
  return placement === "outside" ? 1 / (rowRms + eps) : 1 / Math.sqrt(rowRms ** 2 + eps);
}

/** RMSNorm without bias; placement "inside" or "outside" says where eps stands. */
export function rmsNorm(x, { weight = null, eps = 0, placement = "inside" } = {}) {
  const scale = normScale(rms(x), eps, placement);
  return x.map((one, index) => one * scale * (weight ? weight[index] : 1));
}

/** LayerNorm without gain and bias; not a number where all components are equal and eps is 0. */
export function layerNorm(x, eps = 0) {
  const center = mean(x);
  const deviations = x.map((one) => one - center);
  // All components equal: the mean is rounded, so that the deviations need not be exactly 0
  if (x.every((one) => one === x[0])) return x.map(() => (eps > 0 ? 0 : NaN));
  return rmsNorm(deviations, { eps });
}

/** Part of v that is orthogonal to x. */
export function projectOut(v, x) {
  const share = dot(v, x) / dot(x, x);
  return v.map((one, index) => one - share * x[index]);
}

/** Gradient of the loss with respect to the input of RMSNorm, from the gradient g with respect to its output. */
export function inputGradient(g, x, { weight = null, eps = 0, placement = "inside" } = {}) {
  const rowRms = rms(x);
  const scale = normScale(rowRms, eps, placement);
  const upstream = g.map((one, index) => one * (weight ? weight[index] : 1));
  const slope = placement === "outside" ? (scale / rowRms) * scale : scale ** 3;
  const along = (dot(upstream, x) * slope) / x.length;
  return upstream.map((one, index) => scale * one - along * x[index]);
}

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

export const toFloat32 = Math.fround;

/** Nearest bfloat16, ties to even; like PyTorch by way of float32. */
export function toBfloat16(value) {
  if (Number.isNaN(value)) return NaN;
  single[0] = value;
  bits[0] += 0x7fff + ((bits[0] >>> 16) & 1);
  bits[0] &= 0xffff0000;
  return single[0];
}

/** Nearest float16, ties to even, with subnormal numbers and overflow to infinity; like PyTorch by way of float32. */
export function toFloat16(value) {
  single[0] = value;
  const magnitude = Math.abs(single[0]);
  if (!(magnitude > 0) || magnitude === Infinity) return single[0];
  const negative = single[0] < 0;
  const exponent = ((bits[0] >>> 23) & 0xff) - 127;
  const spacing = 2 ** (Math.max(exponent, -14) - 10);
  // Division and multiplication by a power of two are exact
  const steps = magnitude / spacing;
  let rounded = Math.floor(steps);
  const rest = steps - rounded;
  if (rest > 0.5 || (rest === 0.5 && rounded % 2 === 1)) rounded += 1;
  const result = rounded * spacing;
  const inRange = result > 65504 ? Infinity : result;
  return negative ? -inRange : inRange;
}

export const FORMATS = {
  exact: (value) => value,
  float32: toFloat32,
  bfloat16: toBfloat16,
  float16: toFloat16,
};

/** RMS of the output of RMSNorm for a row of equal magnitudes, every step rounded to a format of FORMATS. */
export function outputRms(rowRms, eps, placement, format) {
  const round = FORMATS[format];
  const x = round(rowRms);
  const stabilizer = round(eps);
  const meanSquare = round(x * x);
  const divisor =
    placement === "inside"
      ? round(Math.sqrt(round(meanSquare + stabilizer)))
      : round(round(Math.sqrt(meanSquare)) + stabilizer);
  return Math.abs(round(x / divisor));
}

/** What the roofline shows of one candidate of one job; seconds of candidate, baseline, and copy of the same input. */
export function rooflineEntry({ seconds, baseline, copy, multiples, operations, elements, itemSize }) {
  const inputBytes = elements * itemSize;
  const numBytes = multiples * inputBytes;
  return {
    seconds,
    ratio: baseline / seconds,
    numBytes,
    bandwidthFraction: numBytes / seconds / ((2 * inputBytes) / copy),
    intensity: (operations * elements) / numBytes,
    rate: (operations * elements) / seconds,
  };
}

/** Where a point of space is seen: across, up, and towards the reader, after a turn about the third axis. */
export function view([x, y, z], turn, tilt) {
  const across = -Math.sin(turn) * x + Math.cos(turn) * y;
  const ahead = Math.cos(turn) * x + Math.sin(turn) * y;
  return [across, Math.cos(tilt) * z - Math.sin(tilt) * ahead, Math.sin(tilt) * z + Math.cos(tilt) * ahead];
}
