/** The check of one bundle, by its path, its folder or its bytes. `verify.mjs` is plain JavaScript on purpose: it must run anywhere. */
export function verifyFile(
  source: string | Uint8Array,
  options?: { readonly note?: string | null; readonly trusted?: string | null },
): { readonly ok: boolean; readonly problem: string | null; readonly cannotProve: readonly string[] }
