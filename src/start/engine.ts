import { setFlagsFromString } from 'node:v8';

/**
 * How the engine compiles loops and makes room. A run of some ten megabytes spends up to a third of its time in V8's optimising compiler, once for each thread:
 * the more is copied into a function, and the sooner and oftener it is compiled, the more. With these a worker takes an eighth less over
 * fifty megabytes, and no more over a thousand. The last makes room sooner for what is new, so that a short run is not forever collecting it.
 * They change what is fast, never what comes out.
 */
const FLAGS = ['--max-inlined-bytecode-size-cumulative=400', '--interrupt-budget=264000', '--semi-space-growth-factor=6'];

/** The versions of V8 that these were measured on or that are known to have them; another might say that it does not know them. */
const KNOWN_FROM = 11;
const KNOWN_TO = 13;

/** To be called before anything else is loaded: code that V8 has kept is of use only under the flags it was made under. */
export function setUpEngine(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  if (version >= KNOWN_FROM && version <= KNOWN_TO) for (const flag of FLAGS) setFlagsFromString(flag);
}
