/** A file name made of plain characters only: what the organisation is called is text from outside. */
export function fileName(organisation: string, report: string, format: string, now: Date): string {
  const name = organisation
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase()
  return `${name === '' ? '' : `${name}-`}${report}-${now.toISOString().slice(0, 10)}.${format}`
}
