/**
 * What kind of build this is; the bundler writes the words in. A release holds the utility-process launcher only and is
 * the only one that is shipped; `e2e` is a packaged copy for tests; `development` runs from the project.
 */
declare const __FLAVOUR__: 'development' | 'e2e' | 'release'
declare const __ELECTRON_VERSION__: string

export const flavour: 'development' | 'e2e' | 'release' = __FLAVOUR__

/** The Electron this product is built for; another one at run time is the development fallback. */
export const electronVersion: string = __ELECTRON_VERSION__
