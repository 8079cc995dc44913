import { STANCES, TAGGING_NEGATED, TAGGING_QUOTED } from '../model.js';
import { codingId, type Places, type RenderBatch, type RenderPlan } from './batch.js';
import type { ByteWriter } from './bytes.js';
import { jsonMember, jsonString } from './json.js';
import { codeName } from './rule-cells.js';

/**
 * Writes a unit's line of `dataset.jsonl` up to its codings.
 * Gives where the value of `duplicate_of`, empty until the units of all batches are linked, begins (behind its quotation mark).
 */
export function beginUnitLine(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, index: number, themes: readonly number[]): number {
  const { scored, fingerprints } = batch;
  const unit = scored.units[index]!;
  const annotation = scored.annotations[index]!;
  const sentiment = scored.unitSentiments[index]!;
  stringMember(out, 'unit_id', unit.id, true);
  stringMember(out, 'file', scored.file);
  stringMember(out, 'thread', scored.id);
  stringMember(out, 'label', unit.label);
  stringMember(out, 'parent_label', unit.parent);
  stringMember(out, 'kind', unit.kind);
  stringMember(out, 'author', unit.author);
  stringMember(out, 'posted_at', unit.postedAt);
  stringMember(out, 'role', annotation.role);
  integerMember(out, 'words', fingerprints.words[index]!);
  integerMember(out, 'sentences', annotation.endSentence - annotation.firstSentence);
  stringMember(out, 'quoted', annotation.quoted);
  scoreMember(out, 'sentiment', sentiment.score);
  stringMember(out, 'sentiment_label', sentiment.label);
  jsonMember(out, 'themes');
  writeStrings(out, themes.map((theme) => plan.themes[theme]!));
  jsonMember(out, 'duplicate_of');
  const duplicateAt = out.length + 1;
  jsonString(out, '');
  jsonMember(out, 'attributes');
  writeAttributes(out, scored.attributes, unit.attributes);
  stringMember(out, 'text', unit.text);
  jsonMember(out, 'codings');
  out.byte(0x5b);
  return duplicateAt;
}

/** Writes coding `coding` of the batch into its unit's line. */
export function writeCoding(out: ByteWriter, plan: RenderPlan, { scored }: RenderBatch, coding: number, places: Places, first: boolean): void {
  const { taggings, tokens, sentences } = scored;
  const rule = taggings.rules[taggings.patterns[coding]!]!;
  const theme = plan.themes[rule.theme]!;
  const sentence = taggings.sentences[coding]!;
  const flags = taggings.flags[coding]!;
  if (!first) out.byte(0x2c);
  stringMember(out, 'coding_id', codingId(scored.units[taggings.units[coding]!]!.id, theme, places, coding), true);
  stringMember(out, 'theme', theme);
  stringMember(out, 'code', codeName(theme, rule.code));
  stringMember(out, 'rule', rule.text);
  jsonMember(out, 'matched');
  jsonString(out, scored.text, tokens.starts[taggings.firsts[coding]!]!, tokens.ends[taggings.ends[coding]! - 1]!);
  const start = places.starts[coding]!;
  const end = places.ends[coding]!;
  const sourceStart = places.sourceStarts[coding]!;
  integerMember(out, 'start', start);
  integerMember(out, 'end', end);
  integerMember(out, 'source_start', sourceStart);
  integerMember(out, 'source_end', sourceStart + end - start);
  jsonMember(out, 'sentence');
  jsonString(out, scored.text, sentences.starts[sentence]!, sentences.ends[sentence]!);
  jsonMember(out, 'quoted');
  out.ascii(String((flags & TAGGING_QUOTED) !== 0));
  jsonMember(out, 'negated');
  out.ascii(String((flags & TAGGING_NEGATED) !== 0));
  stringMember(out, 'stance', STANCES[scored.stances[coding]!]!);
  scoreMember(out, 'stance_score', scored.stanceScores[coding]!);
  scoreMember(out, 'weight', Math.round(rule.weight * 10_000));
  stringMember(out, 'coder', plan.coder);
  stringMember(out, 'source', 'lexicon');
  jsonMember(out, 'holds');
  out.ascii('true}');
}

export function endUnitLine(out: ByteWriter): void {
  out.ascii(']}\n');
}

function stringMember(out: ByteWriter, name: string, value: string, first = false): void {
  jsonMember(out, name, first);
  jsonString(out, value);
}

function integerMember(out: ByteWriter, name: string, value: number): void {
  jsonMember(out, name);
  out.integer(value);
}

function scoreMember(out: ByteWriter, name: string, tenThousandths: number): void {
  jsonMember(out, name);
  out.tenThousandths(tenThousandths);
}

function writeStrings(out: ByteWriter, values: readonly string[]): void {
  out.byte(0x5b);
  values.forEach((value, i) => {
    if (i > 0) out.byte(0x2c);
    jsonString(out, value);
  });
  out.byte(0x5d);
}

function writeAttributes(out: ByteWriter, names: readonly string[], values: readonly string[]): void {
  out.byte(0x7b);
  names.forEach((name, i) => {
    if (i > 0) out.byte(0x2c);
    jsonString(out, name);
    out.byte(0x3a);
    jsonString(out, values[i] ?? '');
  });
  out.byte(0x7d);
}
