/* Arithmetic of one unit of a feed-forward block, without any access to the page: normal pre-activations in,
   statistics of the outputs out. The site's tests compare it with rmsnorm_lib and torch.

   a is the mean of a pre-activation and s its standard deviation, which is greater than 0. */

export function normalDensity(x) {
  return Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

/** Probability that a standard normal number is below x, with an error of about 1e-15:
    1/2 + density(x) (x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + ...). */
export function normalCdf(x) {
  // The series is long out there, and the result is 0 or 1 within 1e-18
  if (Math.abs(x) > 9) return x > 0 ? 1 : 0;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= x ** 2 / odd;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

export function gelu(z) {
  return z * normalCdf(z);
}

export function swish(z) {
  return z / (1 + Math.exp(-z));
}

const STEP = 0.01;
const GRID = Array.from({ length: 2000 }, (_, index) => (index - 999.5) * STEP);

/** Average of f(z), summed over a fixed grid from -10 to 10. The grid passes 0, where f may jump, in the middle
    between two of its points. */
function average(f, a, s) {
  return (STEP / s) * GRID.reduce((sum, z) => sum + f(z) * normalDensity((z - a) / s), 0);
}

/** Average of GELU(z), in closed form. */
export function geluMean(a, s) {
  const q = Math.sqrt(1 + s ** 2);
  return a * normalCdf(a / q) + (s ** 2 / q) * normalDensity(a / q);
}

/** Average of swish(z) z' for independent z and z' with the means aGate and aUp. */
export function gateMean(aGate, aUp, s) {
  return aUp * average(swish, aGate, s);
}

/** Share of negative outputs of GELU: those of negative z. */
export function geluNegative(a, s) {
  return normalCdf(-a / s);
}

/** Share of negative products swish(z) z': those where one factor alone is negative. */
export function gateNegative(aGate, aUp, s) {
  const [first, second] = [normalCdf(-aGate / s), normalCdf(-aUp / s)];
  return first * (1 - second) + second * (1 - first);
}

/** The z from 0 on where GELU, which rises there, reaches y; found by halving an interval. */
function geluInverse(y) {
  // GELU(z) is never below z - 0.2
  let [low, high] = [0, y + 0.2];
  for (let halving = 0; halving < 55; halving += 1) {
    const middle = (low + high) / 2;
    if (gelu(middle) <= y) low = middle;
    else high = middle;
  }
  return low;
}

const differences = (rising) => rising.slice(1).map((one, index) => one - rising[index]);

/** Shares of the outputs of GELU: first of the negative ones, then between neighbouring edges, which start at 0. */
export function geluShares(edges, a, s) {
  return differences([0, ...edges.map((y) => normalCdf((geluInverse(y) - a) / s))]);
}

/** Shares of the products swish(z) z' between neighbouring edges. */
export function gateShares(edges, aGate, aUp, s) {
  const below = (y) => (z) => {
    const factor = swish(z);
    const share = normalCdf((y / factor - aUp) / s);
    return factor > 0 ? share : 1 - share;
  };
  return differences(edges.map((y) => average(below(y), aGate, s)));
}
