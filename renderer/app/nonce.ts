import { setNonce } from 'get-nonce'

/**
 * The nonce of this response's content security policy. The build leaves a `csp-nonce` meta tag and main writes a fresh
 * value into it for each response. Scripts carry it too; the DOM shows it through the property, not the attribute.
 * Empty when the page is served without a policy (development in a browser).
 */
function readNonce(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  const script = page.querySelector<HTMLScriptElement>('script[nonce]')
  return meta?.nonce || meta?.getAttribute('nonce') || meta?.content || script?.nonce || ''
}

export const nonce = typeof document === 'undefined' ? '' : readNonce(document)

// The scroll lock under the palette writes a style tag of its own and asks this package for the nonce.
if (nonce !== '') setNonce(nonce)
