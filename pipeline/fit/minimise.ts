/** A function to make small: gives its value at `at` and writes its slope there into `gradient`. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** How many steps the method remembers. */
const MEMORY = 8;
const ENOUGH_DECREASE = 1e-4;
const MOST_HALVINGS = 30;

/**
 * The place near `start` where a smooth function is smallest, by limited-memory BFGS with backtracking
 * (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 3.1). The same input gives the same place.
 * @param tolerance it stops when no slope is steeper.
 */
export function minimise(objective: Objective, start: Float64Array, mostSteps = 200, tolerance = 1e-2): Float64Array {
  let at = Float64Array.from(start);
  let gradient = new Float64Array(at.length);
  let value = objective(at, gradient);
  const steps: Step[] = [];
  for (let step = 0; step < mostSteps && steepest(gradient) > tolerance; step++) {
    const direction = descentDirection(gradient, steps);
    const slope = dot(direction, gradient);
    let length = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(at.length);
    const nextGradient = new Float64Array(at.length);
    let nextValue = Infinity;
    for (let halving = 0; halving < MOST_HALVINGS; halving++) {
      for (let i = 0; i < at.length; i++) next[i] = at[i] + length * direction[i];
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + ENOUGH_DECREASE * length * slope) break;
      length /= 2;
    }
    if (!(nextValue < value)) break;
    remember(steps, at, next, gradient, nextGradient);
    [at, gradient, value] = [next, nextGradient, nextValue];
  }
  return at;
}

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

function remember(steps: Step[], from: Float64Array, to: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void {
  const moved = to.map((value, i) => value - from[i]);
  const turned = nextGradient.map((value, i) => value - gradient[i]);
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12) return;
  steps.push({ moved, turned, curvature });
  if (steps.length > MEMORY) steps.shift();
}

/** The two-loop recursion: minus the gradient, bent by the curvature that the last steps met. */
function descentDirection(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const weights: number[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const { moved, turned, curvature } = steps[i];
    weights[i] = dot(moved, direction) / curvature;
    addTo(direction, turned, -weights[i]);
  }
  const last = steps[steps.length - 1];
  if (last) {
    const scale = last.curvature / dot(last.turned, last.turned);
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  }
  steps.forEach(({ moved, turned, curvature }, i) => addTo(direction, moved, weights[i] - dot(turned, direction) / curvature));
  return direction;
}

function addTo(target: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * other[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function steepest(gradient: Float64Array): number {
  let most = 0;
  for (const slope of gradient) most = Math.max(most, Math.abs(slope));
  return most;
}
