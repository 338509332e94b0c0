/**
 * Names and descriptions as an attacker would write them, the same ones on every run: what a provider may return in any
 * text field. Every room draws, exports, stores and logs them in its tests. At least one thousand, no two alike.
 */
const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><iframe src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">open</a>',
  '</title></style></textarea><script>1</script>',
  '<!-- --><![CDATA[x]]>',
  '&lt;b&gt;&amp;&#x3c;script&#x3e;',
  '<b style="position:fixed;inset:0">x</b>',
  '[link](javascript:alert(1)) ![image](https://example.test/x.png)',
  '{{constructor.constructor("alert(1)")()}}',
  `\${7*7} #{7*7} <%= 7*7 %>`,
  '<math><mi xlink:href="data:x,<script>alert(1)</script>">',
  "' onmouseover='alert(1)",
]
const formulas = [
  '=1+1',
  '=cmd|" /C calc"!A0',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("https://example.test","x")',
  '＝1+1',
  '"=1+1"',
]
const queries = [
  "'; DROP TABLE agent; --",
  "' OR '1'='1",
  '" OR ""="',
  'x"); DELETE FROM head; --',
  'NEAR(a b, 5)',
  'name:secret',
  'a AND OR NOT b',
  '"unclosed',
  'a*b*c ^d -e +f',
  '{name purpose}: x',
  '%_%',
  '*',
  '(((((',
  'NOT',
]
const objectKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '__defineGetter__',
  'then',
  'length',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
]
const paths = [
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  '/dev/null',
  'C:\\con',
  'file:///etc/shadow',
  '~/.ssh/id_rsa',
  'a/b\u0000.txt',
  '%2e%2e%2f',
  'CON',
  'name.pdf.exe',
  '.',
  '..',
  '|touch x',
  '$(touch x)',
  '`touch x`',
  '; rm -rf x',
]
const invisible = [
  '\u202egnp.exe',
  'admin\u200b',
  '\u2066left\u2069',
  '\u200f\u200eboth',
  '\ufeffbom',
  'soft\u00adhyphen',
  'a\u034fb',
  '\u2060joined',
  'tag\u{e0041}\u{e0042}',
  '\u3164',
  '\u00a0',
  'pa\u0443pal',
  'ａｄｍｉｎ',
  'Ｉ\u0307',
]
const controls = [
  '\u0000',
  'nul\u0000inside',
  '\u0007bell',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u001b[2J',
  'line\nfeed',
  'carriage\rreturn',
  'both\r\n\r\nSet-Cookie: x=1',
  '\u2028line\u2029paragraph',
  '\u0085next',
  '\u007fdelete',
  '\u0008\u0008back',
  '\ttab\u000bvertical\u000cform',
  '2026-01-01 ERROR forged log line',
]
const encodings = [
  '\ud800',
  'a\udc00b',
  '\udfff\ud800',
  '\ufffe\uffff',
  '\ufffd',
  '\u{10ffff}',
  '\ud83d',
  'e\u0301\u0301\u0301',
  '\u0301lone mark',
  '\uff21\uff22',
]
const scripts = [
  'مرحبا بالعالم',
  'שלום עולם',
  'abc مرحبا 123',
  '日本語のエージェント',
  '한국어 에이전트',
  'ไทย',
  'हिन्दी',
  'Ωμέγα',
  'İstanbul ıI',
  'straße ẞ',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈🇨🇭',
  '👍🏿'.repeat(20),
  'Z̸̡̢̛͙a̷l̶g̵o̴',
  '𝔄𝔤𝔢𝔫𝔱',
]
const sizes = [
  '',
  ' ',
  '   \t ',
  'x'.repeat(10_000),
  '界'.repeat(5_000),
  '😀'.repeat(3_000),
  `${'word '.repeat(1_000)}end`,
  '('.repeat(3_000),
  'a\u0301'.repeat(2_000),
]

const kinds: readonly (readonly string[])[] = [markup, formulas, queries, objectKeys, paths, invisible, controls, encodings, scripts, sizes]
const seeds = kinds.flat()
const wanted = 1_000

/** At least 1,000 hostile texts, no two alike, in the same order on every run. */
export const hostileCorpus: readonly string[] = [...new Set([...seeds, ...combinations()])]

/** Pairs of kinds: what slips through one defence carried by what slips through another. */
function* combinations(): Iterable<string> {
  let made = 0
  for (let step = 1; made < wanted; step += 1) {
    for (const [place, first] of seeds.entries()) {
      const second = seeds[(place * 7 + step * 31) % seeds.length] ?? ''
      if (first.length + second.length > 200) continue
      made += 1
      yield `${first}${step % 3 === 0 ? '\n' : ' '}${second}`
    }
  }
}
