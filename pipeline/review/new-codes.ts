/** New codes: what coders wrote into the cell for codes that the codebook does not have. */

/** The codes of one cell, which may hold several. */
export function newCodesIn(value: string): readonly string[] {
  return value.split(/[;|\n]/).map((part) => part.trim()).filter((part) => part !== '');
}

/** A code's name as the id that a theme of that name would have; empty where it has no letter to begin with. */
export function newCodeId(name: string): string {
  return name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);
}
