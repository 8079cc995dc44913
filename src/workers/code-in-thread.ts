import { parentPort, workerData } from 'node:worker_threads';
import { openCodingTools } from '../files/coding-tools.js';
import { toolsDigest, type BatchResult, type BatchToCode, type WorkerSettings } from './batch.js';
import { BatchWorker } from './coding.js';

/** What runs in a worker thread: it loads the lexicon itself, then codes one batch after the other. */
export async function codeInThread(): Promise<void> {
  if (!parentPort) throw new Error('This file is run by the pool of workers, not by itself.');
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  const { tools } = await openCodingTools(settings.lexicon, settings.lexicons);
  if (tools === null || toolsDigest(tools) !== settings.toolsDigest) {
    throw new Error('The lexicon was changed while the run began. Run again.');
  }
  const worker = new BatchWorker(settings, tools);
  port.on('message', (batch: BatchToCode) => {
    const result: BatchResult = worker.run(batch);
    port.postMessage(result);
  });
}
