import type { RenderBatch } from './batch.js';
import { ByteWriter } from './bytes.js';
import { putFrom, SPILL } from './cells.js';
import { cellBound, COMMA, isGuarded, putCell, QUOTE } from './csv.js';

/** The cells by which the rows of a unit and of its codings name it, written once a unit: its id, its file and its label, one after the other. */
export class UnitHead {
  private readonly out = new ByteWriter();
  /** True for an id that needs neither quotation marks nor guard, of ASCII letters: it begins the ids of its codings as it is. */
  isPlainId = false;
  idEnd = 0;
  labelStart = 0;
  length = 0;

  enter({ units, fileCell }: RenderBatch, unit: number): void {
    const { id, label } = units[unit]!;
    const buffer = this.out.reserve(cellBound(id.length) + fileCell.byteLength + cellBound(label.length) + SPILL);
    this.isPlainId = isPlain(id);
    this.idEnd = putCell(buffer, 0, id, 0, id.length);
    this.labelStart = putFrom(this.out.view, this.idEnd, fileCell, 0, fileCell.byteLength - SPILL);
    this.length = putCell(buffer, this.labelStart, label, 0, label.length);
  }

  /** The cells, with room for `SPILL` bytes more. */
  get view(): DataView {
    return this.out.view;
  }
}

const SPACE = 0x20;
const LAST_VISIBLE = 0x7e;

function isPlain(id: string): boolean {
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    if (code < SPACE || code > LAST_VISIBLE || code === QUOTE || code === COMMA) return false;
  }
  return id !== '' && id.charCodeAt(0) !== SPACE && !isGuarded(id);
}
