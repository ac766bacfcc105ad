// A line of a CSV file we write. A text that a spreadsheet would take for a formula gets a mark that makes it text.

const FORMULA = /^[=+\-@\t\r\n]/

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
