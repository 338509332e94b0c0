/**
 * The switches burnt into a packaged executable. Playwright needs the inspector, so the copy for tests keeps that one; a
 * release has none of the ways in.
 * @param {import('./bundle.mjs').Flavour} flavour
 */
export function fusesOf(flavour) {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: flavour !== 'release',
    // macOS and Windows check it; on Linux it has no effect.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  }
}
