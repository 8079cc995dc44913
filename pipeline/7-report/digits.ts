/** Numbers as decimal digits, three at a time from tables: there are some seven of them in a row of `codings.csv`. */

const THOUSAND = 1000;
const MILLION = 1_000_000;
const MINUS = 0x2d;
const ZERO_POINT = 0x2e30;

/** The digits of the numbers below a thousand, as four bytes, and how many they are. */
const SHORT = new Int32Array(THOUSAND);
const SHORT_LENGTHS = new Uint8Array(THOUSAND);
/** The same with zeros in front. */
const PADDED = new Int32Array(THOUSAND);
/** The digits of the numbers below a hundred with zeros in front, as two bytes, and how many stay when zeros behind are dropped. */
const PAIRS = new Int16Array(100);
const PAIR_LENGTHS = new Uint8Array(100);

for (let i = 0; i < THOUSAND; i++) {
  const digits = String(i);
  SHORT[i] = packed(digits);
  SHORT_LENGTHS[i] = digits.length;
  PADDED[i] = packed(digits.padStart(3, '0'));
}
for (let i = 0; i < 100; i++) {
  const digits = String(i).padStart(2, '0');
  PAIRS[i] = packed(digits);
  PAIR_LENGTHS[i] = digits.replace(/0+$/, '').length;
}

/** Letters of ASCII as the bytes of a number, the first the lowest. */
function packed(digits: string): number {
  return [...digits].reduce((sum, digit, i) => sum | (digit.charCodeAt(0) << (8 * i)), 0);
}

/** Room for a number and for what is written past its end, which is written over next. */
export const NUMBER_ROOM = 32;

/** Writes a whole number to `at`, where there is room for `NUMBER_ROOM` bytes; gives where it ends. */
export function putWhole(view: DataView, at: number, value: number): number {
  if (value < THOUSAND && value >= 0) {
    view.setInt32(at, SHORT[value]!, true);
    return at + SHORT_LENGTHS[value]!;
  }
  return putLarger(view, at, value);
}

function putLarger(view: DataView, at: number, value: number): number {
  if (value < MILLION && value >= 0) {
    const thousands = (value / THOUSAND) | 0;
    const end = putWhole(view, at, thousands);
    view.setInt32(end, PADDED[value - thousands * THOUSAND]!, true);
    return end + 3;
  }
  const digits = String(value);
  for (let i = 0; i < digits.length; i++) view.setUint8(at + i, digits.charCodeAt(i));
  return at + digits.length;
}

/** Writes a number given in ten-thousandths as a decimal without needless zeros, such as `-0.25` for -2500; gives where it ends. */
export function putDecimal(view: DataView, at: number, tenThousandths: number): number {
  if (tenThousandths < 0) {
    view.setUint8(at, MINUS);
    return putDecimal(view, at + 1, -tenThousandths);
  }
  if (tenThousandths < 10_000) return putFraction(view, at, tenThousandths);
  const whole = Math.floor(tenThousandths / 10_000);
  const end = putWhole(view, at, whole);
  const last = view.getUint8(end - 1);
  const fractionEnd = putFraction(view, end - 1, tenThousandths - whole * 10_000);
  view.setUint8(end - 1, last);
  return fractionEnd;
}

/** A number below one: `0`, or `0.` and up to four digits. */
function putFraction(view: DataView, at: number, tenThousandths: number): number {
  const first = (tenThousandths / 100) | 0;
  const second = tenThousandths - first * 100;
  view.setInt16(at, ZERO_POINT, true);
  view.setInt16(at + 2, PAIRS[first]!, true);
  view.setInt16(at + 4, PAIRS[second]!, true);
  if (second !== 0) return at + 4 + PAIR_LENGTHS[second]!;
  return first !== 0 ? at + 2 + PAIR_LENGTHS[first]! : at + 1;
}
