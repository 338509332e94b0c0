/** `readFile`, `read-file`, `READ_FILE` and `HTTPServerList` as lower-case words. */
export function wordsOf(text: string): readonly string[] {
  const spaced = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
  return spaced.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The first sentence, bounded: what a description says the tool does, without its examples and warnings. */
export function firstSentence(text: string): string {
  return /^[\s\S]{0,240}?(?=[.!?:](\s|$)|\n\s*\n|$)/.exec(text.trim().slice(0, 400))?.[0] ?? text.trim().slice(0, 240)
}
