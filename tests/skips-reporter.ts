import type { Reporter, TestModule } from 'vitest/node';

/** Names every test that was skipped, so that a green run never hides one. */
export default class SkipsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`));
    if (skipped.length === 0) return;
    process.stdout.write(`\nSkipped, with the reason in the name where there is one:\n${skipped.map((name) => `  ${name}`).join('\n')}\n`);
  }
}
