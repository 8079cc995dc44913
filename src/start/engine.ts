import { setFlagsFromString } from 'node:v8';

/**
 * How the engine compiles loops and makes room. Over some fifty megabytes a fifth of a worker's time went into V8's optimising compiler, in
 * every thread anew: the more is copied into a function, and the sooner and oftener it is compiled, the more. With the first two flags the first
 * ten megabytes cost a fifth less, and later ones what they did. The last makes room sooner for what is new, so that a short run is not forever
 * collecting it. They change what is fast, never what comes out.
 */
const FLAGS = ['--max-inlined-bytecode-size-cumulative=400', '--interrupt-budget=264000', '--semi-space-growth-factor=6'];

/** The V8 of Node 20, which they were measured on. Later ones have another compiler between, and other figures to begin with. */
const MEASURED_ON = 11;

/** To be called before anything else is loaded: code that V8 has kept is of use only under the flags it was made under. */
export function setUpEngine(): void {
  if (Number.parseInt(process.versions.v8, 10) === MEASURED_ON) for (const flag of FLAGS) setFlagsFromString(flag);
}
