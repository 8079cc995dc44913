import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import { rebuild } from './rebuild.js';

interface GoldUnit {
  readonly label: string;
  readonly parent: string | null;
  readonly kind: string;
  readonly paragraphs: readonly string[];
}

interface GoldThread {
  readonly file: string;
  readonly layout: string;
  readonly declaredCount: number | null;
  readonly post: { readonly paragraphs: readonly string[] };
  readonly comments: readonly GoldUnit[];
}

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

for (const [name, threads, gold] of [
  ['three real threads', 'threads/', 'gold/segments.json'],
  ['eight invented threads', 'more/threads/', 'more/segments.json'],
] as const) {
  const present = existsSync(shared + gold) && existsSync(shared + threads);
  if (!present) console.log(`skipped: ${name}, as ../shared/${gold} is absent`);
  describe.skipIf(!present)(name, () => {
    const all = present ? (JSON.parse(readFileSync(shared + gold, 'utf8')) as readonly GoldThread[]) : [];

    it('covers every file of the folder', () => {
      expect(all.map((thread) => thread.file).sort()).toEqual(readdirSync(shared + threads).sort());
      expect(all.length).toBeGreaterThan(2);
    });

    it.each(all)('cuts $file as a reader did', (thread) => {
      const bytes = new Uint8Array(readFileSync(shared + threads + thread.file));
      const read = readText(bytes, { id: thread.file.replace(/\.txt$/, ''), file: thread.file });
      if ('problem' in read) throw new Error(read.problem.message);
      const cut = segment(read.source);
      const got = cut.units.map((unit) => ({
        label: unit.label,
        parent: unit.parent,
        kind: unit.kind,
        paragraphs: unit.paragraphs.map((span) => cut.text.slice(span.start, span.end)),
      }));
      const post = { label: 'post', parent: '', kind: 'post', paragraphs: thread.post.paragraphs };
      const comments = thread.comments.map((unit) => ({ label: unit.label, parent: unit.parent ?? '', kind: unit.kind, paragraphs: unit.paragraphs }));
      expect(got).toEqual([post, ...comments]);
      expect(cut.layout).toBe(thread.layout);
      expect(cut.declaredComments).toBe(thread.declaredCount);
      expect(Buffer.from(rebuild(cut), 'utf8').equals(bytes)).toBe(true);
      const short = thread.declaredCount !== null && thread.declaredCount !== comments.length;
      expect(cut.warnings.filter((warning) => warning.severity === 'warning').map((warning) => warning.id)).toEqual(short ? ['declared-count'] : []);
      expect([cut.postedOn, cut.title]).toEqual(thread.layout === 'numbered' ? thread.post.paragraphs.slice(0, 2) : ['', '']);
    });
  });
}
