/** The placeholder that the bundler leaves wherever the page needs this response's nonce. */
export const noncePlaceholder = '{{nonce}}'

/**
 * The page's content security policy: own files only, no eval, no inline code, styles by this response's nonce.
 * @param nonce fresh random text for each response
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
