/** Texts for a multinomial logistic regression: sparse rows, the answer of each, and how much it counts. */
export interface LogitProblem {
  readonly rows: readonly SparseRow[];
  readonly answers: Int32Array;
  /** 0 leaves a row out. */
  readonly counts: Float64Array;
  readonly answerCount: number;
  /** How strongly each parameter is drawn to 0. */
  readonly pulls: Float64Array;
  readonly steps: number;
}

export interface SparseRow {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

const MEMORY = 8;
const SLOPE_SHARE = 1e-4;
const FLAT = 1e-3;
const MOST_HALVINGS = 30;

/**
 * Weights, flat, `answerCount` for each parameter: least penalised log loss, found by L-BFGS (Nocedal 1980) with halved steps.
 * Uses only operations that every machine rounds alike, so that the same rows give the same weights.
 */
export function fitLogit(problem: LogitProblem): Float64Array {
  const size = problem.pulls.length * problem.answerCount;
  let place: Float64Array = new Float64Array(size);
  let slope: Float64Array = new Float64Array(size);
  let loss = lossAt(problem, place, slope);
  const moves: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let step = 0; step < problem.steps && dot(slope, slope) > FLAT * FLAT; step++) {
    const way = direction(slope, moves, turns);
    const fall = dot(way, slope);
    let length = step === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1;
    let halvings = 0;
    const nextSlope = new Float64Array(size);
    let next = moved(place, way, length);
    let nextLoss = lossAt(problem, next, nextSlope);
    while (nextLoss > loss + SLOPE_SHARE * length * fall && halvings++ < MOST_HALVINGS) {
      length /= 2;
      next = moved(place, way, length);
      nextLoss = lossAt(problem, next, nextSlope);
    }
    if (!(nextLoss < loss)) break;
    moves.push(difference(next, place));
    turns.push(difference(nextSlope, slope));
    if (moves.length > MEMORY) {
      moves.shift();
      turns.shift();
    }
    [place, slope, loss] = [next, nextSlope, nextLoss];
  }
  return place;
}

/** The two-loop recursion: the slope seen through the last moves, turned downhill. */
function direction(slope: Float64Array, moves: readonly Float64Array[], turns: readonly Float64Array[]): Float64Array {
  const way = slope.slice();
  const shares = moves.map(() => 0);
  for (let k = moves.length - 1; k >= 0; k--) {
    shares[k] = dot(moves[k]!, way) / dot(turns[k]!, moves[k]!);
    add(way, turns[k]!, -shares[k]!);
  }
  const last = moves.length - 1;
  if (last >= 0) scale(way, dot(moves[last]!, turns[last]!) / dot(turns[last]!, turns[last]!));
  for (let k = 0; k < moves.length; k++) add(way, moves[k]!, shares[k]! - dot(turns[k]!, way) / dot(turns[k]!, moves[k]!));
  scale(way, -1);
  return way;
}

/** The penalised loss at `weights`; its slope goes into `slope`. */
function lossAt({ rows, answers, counts, answerCount, pulls }: LogitProblem, weights: Float64Array, slope: Float64Array): number {
  let loss = 0;
  for (let p = 0; p < pulls.length; p++) {
    for (let a = 0; a < answerCount; a++) {
      const at = p * answerCount + a;
      loss += (pulls[p]! * weights[at]! * weights[at]!) / 2;
      slope[at] = pulls[p]! * weights[at]!;
    }
  }
  const chances = new Float64Array(answerCount);
  rows.forEach((row, r) => {
    const count = counts[r]!;
    if (count === 0) return;
    chancesOf(row, weights, chances);
    loss -= count * logarithm(chances[answers[r]!]!);
    for (let k = 0; k < row.at.length; k++) {
      const times = count * row.values[k]!;
      for (let a = 0; a < answerCount; a++) slope[row.at[k]! * answerCount + a]! += times * (chances[a]! - (a === answers[r] ? 1 : 0));
    }
  });
  return loss;
}

/** The sum of each answer for a row, into `out`. */
export function sumsOf({ at, values }: SparseRow, weights: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let k = 0; k < at.length; k++) for (let a = 0; a < out.length; a++) out[a]! += values[k]! * weights[at[k]! * out.length + a]!;
}

function chancesOf(row: SparseRow, weights: Float64Array, out: Float64Array): void {
  sumsOf(row, weights, out);
  let most = out[0]!;
  for (const sum of out) if (sum > most) most = sum;
  let total = 0;
  for (let a = 0; a < out.length; a++) total += out[a] = exponential(out[a]! - most);
  for (let a = 0; a < out.length; a++) out[a]! /= total;
}

const HALVINGS = 10;
const TERMS = 8;

/** e to the power of x, up to 0: a series on a small part of x, squared up again. `Math.exp` may differ between machines. */
function exponential(x: number): number {
  const part = Math.max(x, -500) / (1 << HALVINGS);
  let sum = 1;
  for (let term = TERMS; term > 0; term--) sum = 1 + (part * sum) / term;
  for (let k = 0; k < HALVINGS; k++) sum *= sum;
  return sum;
}

const LN2 = 0.6931471805599453;

/** The natural logarithm of a share above 0 up to 1, by the series of the area tangent. `Math.log` may differ between machines. */
function logarithm(x: number): number {
  let doublings = 0;
  let part = Math.max(x, 1e-300);
  while (part < 0.7) {
    part *= 2;
    doublings++;
  }
  const ratio = (part - 1) / (part + 1);
  let power = ratio;
  let sum = 0;
  for (let odd = 1; odd < 24; odd += 2) {
    sum += power / odd;
    power *= ratio * ratio;
  }
  return 2 * sum - doublings * LN2;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += times * what[i]!;
}

function scale(what: Float64Array, times: number): void {
  for (let i = 0; i < what.length; i++) what[i]! *= times;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function moved(from: Float64Array, way: Float64Array, length: number): Float64Array {
  return from.map((value, i) => value + length * way[i]!);
}
