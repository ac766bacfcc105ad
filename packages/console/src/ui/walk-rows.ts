/** Moves the focus to the link of the next or previous row; without one yet, to the first row's. */
export function walkRows(host: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(host?.querySelectorAll('tbody tr[data-row-key]') ?? [])]
  const links = rows.flatMap((row) => row.querySelector<HTMLElement>('a, button:not([aria-disabled=true])') ?? [])
  const at = links.findIndex((link) => link.closest('tr') === document.activeElement?.closest('tr'))
  const next = at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)
  links[next]?.focus()
}
