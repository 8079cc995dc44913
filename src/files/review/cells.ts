import type ExcelJS from 'exceljs';

/** What the sheets of a review share: fills, fonts and drop-downs. */

/** Named in every style that changes it: a font without a name is a serif one in some programs. */
export const FONT = { name: 'Calibri', family: 2, size: 11 } as const;

export const HEADER_GREY = 'FFE7E6E6';

/** Printed across, as wide as the paper, with the header on every page. */
export const PRINTED: Partial<ExcelJS.PageSetup> = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' };

/** A drop-down of `choices` (with commas between) on a range of cells. */
export function addChoice(sheet: ExcelJS.Worksheet, range: string, choices: string, title: string, prompt: string): void {
  const rules = (sheet as unknown as { readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } }).dataValidations;
  rules.add(range, {
    type: 'list', allowBlank: true, formulae: [`"${choices}"`], showErrorMessage: true, errorStyle: 'stop',
    errorTitle: title.slice(0, 31), error: `Choose one of ${choices.replaceAll(',', ', ')}, or leave the cell empty.`,
    showInputMessage: false, promptTitle: title.slice(0, 31), prompt,
  });
}

/** Colours the cells of a range that hold `value`. */
export function fillRule(value: string, background: string, letters: string, priority: number): ExcelJS.ConditionalFormattingRule {
  return {
    type: 'cellIs', operator: 'equal', formulae: [`"${value}"`], priority,
    style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: background } }, font: { color: { argb: letters }, bold: true } },
  };
}

export function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
