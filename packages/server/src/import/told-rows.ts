// Rows an earlier run of an import has told of: the next leaves them alone.

/** Whether a row lies in one of the runs, which are in order. */
export function rowsLeftOut(runs: readonly { firstRow: number; lastRow: number }[]): (row: number) => boolean {
  return (row) => {
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((runs[middle]?.lastRow ?? row) < row) low = middle + 1
      else high = middle
    }
    const run = runs[low]
    return run !== undefined && run.firstRow <= row
  }
}
