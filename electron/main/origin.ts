/** The page's own address. Everything the window loads comes from here. */
export const scheme = 'app'
export const host = 'rollcall'
export const pageOrigin = `${scheme}://${host}`
export const pageUrl = `${pageOrigin}/index.html`
