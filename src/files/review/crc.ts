import { crc32 } from 'node:zlib';

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LONGEST_REMARK = 0xffff;

/** The checksums that a zip gives for its files, by name; empty where its list of contents cannot be found. */
export function checksums(bytes: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, number>();
  let at = listOf(view);
  while (at >= 0 && at + ENTRY_LENGTH <= view.byteLength && view.getUint32(at, true) === ENTRY) {
    const name = new TextDecoder().decode(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + view.getUint16(at + 28, true)));
    found.set(name, view.getUint32(at + 16, true));
    at += ENTRY_LENGTH + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** True where a file that was unpacked is what was packed. */
export function isWhole(content: Uint8Array, checksum: number | undefined): boolean {
  return checksum === undefined || crc32(content) === checksum;
}

function listOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_REMARK);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) if (view.getUint32(at, true) === END) return view.getUint32(at + 16, true);
  return -1;
}
