// Text to records, a piece at a time (RFC 4180, and what programs really write). Records are numbered as a spreadsheet
// numbers rows. A quote that is never closed costs the one row it stands in, not the rest of the file.

export interface CsvRecord {
  row: number
  cells: string[]
  isUnclosed: boolean
}

/** No row of a table is longer: what looks like one is a quote that was not closed. */
const RECORD_CHARACTERS_MAX = 256 * 1_024

export class CsvRecords {
  private readonly delimiter: string
  private text = ''
  private position = 0
  private row = 0

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  /** Records that are whole by now. */
  push(text: string): CsvRecord[] {
    this.text = this.text.slice(this.position) + text
    this.position = 0
    return this.take(false)
  }

  /** The rest. */
  end(): CsvRecord[] {
    return this.take(true)
  }

  private take(isEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let quote = this.text.indexOf('"', this.position)
    while (this.position < this.text.length) {
      const lineEnd = this.text.indexOf('\n', this.position)
      if (lineEnd < 0 && !isEnd && this.text.length - this.position <= RECORD_CHARACTERS_MAX) break
      const end = lineEnd < 0 ? this.text.length : lineEnd
      if (quote >= 0 && quote < this.position) quote = this.text.indexOf('"', this.position)
      if (quote < 0 || quote >= end) this.put(records, this.line(end).split(this.delimiter), end + 1)
      else if (!this.takeQuoted(records, { end, isEnd })) break
    }
    return records
  }

  /** False where more text is needed to know where the record ends. */
  private takeQuoted(records: CsvRecord[], { end, isEnd }: { end: number; isEnd: boolean }): boolean {
    const found = readQuoted(this.text, this.position, this.delimiter)
    const isTooLong = (found?.next ?? this.text.length) - this.position > RECORD_CHARACTERS_MAX
    if (found === null && !isEnd && !isTooLong) return false
    // A closing quote at the very end may be half of a doubled one.
    if (found !== null && found.next > this.text.length && !isEnd && !isTooLong) return false
    if (found === null || found.isBroken || isTooLong) {
      this.put(records, this.line(end).split(this.delimiter), end + 1, true)
    } else this.put(records, found.cells, found.next)
    return true
  }

  private line(end: number): string {
    return this.text.slice(this.position, this.text[end - 1] === '\r' ? end - 1 : end)
  }

  // eslint-disable-next-line max-params -- a record and where the next one begins
  private put(records: CsvRecord[], cells: string[], next: number, isUnclosed = false): void {
    this.row += 1
    records.push({ row: this.row, cells, isUnclosed })
    this.position = Math.min(next, this.text.length)
  }
}

interface QuotedRecord {
  cells: string[]
  /** Where the next record begins; beyond the text where this one ends with it. */
  next: number
  /** A quoted cell ran over line ends and then did not end where a cell may end: its quote was a stray one. */
  isBroken: boolean
}

/** Null where the text ends inside a quoted cell. */
function readQuoted(text: string, start: number, delimiter: string): QuotedRecord | null {
  const cells: string[] = []
  for (let position = start; ;) {
    let cell = ''
    let isBroken = false
    if (text[position] === '"') {
      const close = closingQuote(text, position + 1)
      if (close < 0) return null
      cell = text.slice(position + 1, close).replaceAll('""', '"')
      position = close + 1
      isBroken = cell.includes('\n') && !endsCell(text, position, delimiter)
    }
    const end = cellEnd(text, position, delimiter)
    const rest = text.slice(position, end)
    cells.push(cell + (rest.endsWith('\r') && text[end] !== delimiter ? rest.slice(0, -1) : rest))
    if (isBroken || text[end] !== delimiter) return { cells, next: end + 1, isBroken }
    position = end + 1
  }
}

function closingQuote(text: string, from: number): number {
  for (let position = text.indexOf('"', from); position >= 0; position = text.indexOf('"', position + 2)) {
    if (text[position + 1] !== '"') return position
  }
  return -1
}

function endsCell(text: string, position: number, delimiter: string): boolean {
  const next = text[position]
  return next === undefined || next === delimiter || next === '\n' || next === '\r'
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const line = text.indexOf('\n', from)
  const end = line < 0 ? text.length : line
  const cell = text.indexOf(delimiter, from)
  return cell < 0 || cell > end ? end : cell
}
