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

/**
 * A framed page inherits this page's policy, which lets styles in by nonce only; its own policy, by hash, still holds. Text in the
 * report is escaped, so that `<style` stands only where the report's own sheet does.
 */
export const withNonce = (html: string, nonce: string): string =>
  nonce === '' ? html : html.replaceAll('<style>', `<style nonce="${nonce}">`)
